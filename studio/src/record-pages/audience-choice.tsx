// Who sees a view: everybody, some people and roles, or its maker alone.
import { MultiSelect, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import type { Audience } from '../api/views-api.ts'
import { useText } from '../text/text.ts'

type Reach = 'all' | 'some' | 'me'

export interface AudienceChoiceProps {
  readonly tenant: string
  readonly audience: Audience
  /** Somebody has tried to save it. */
  readonly isTried: boolean
  readonly onChange: (audience: Audience) => void
}

const nobody = { roles: [], members: [] }

/** Shared with some, but nobody is named yet: cannot be saved. */
export function namesNobody({ shared, sharedWith }: Audience): boolean {
  return !shared && sharedWith !== null && sharedWith.roles.length + sharedWith.members.length === 0
}

export function AudienceChoice({ tenant, audience, isTried, onChange }: AudienceChoiceProps) {
  const { t } = useText()
  const { shared, sharedWith } = audience
  const reach: Reach = shared ? 'all' : sharedWith ? 'some' : 'me'
  // Who looks at the other choices does not lose whom they have named.
  const [named, setNamed] = useState(sharedWith ?? nobody)
  const choose = (next: string) =>
    onChange(
      next === 'all'
        ? { shared: true, sharedWith: null }
        : { shared: false, sharedWith: next === 'some' ? named : null },
    )
  const name = (next: { readonly roles: readonly string[]; readonly members: readonly string[] }) => {
    setNamed(next)
    onChange({ shared: false, sharedWith: next })
  }
  return (
    <Stack gap="xs">
      <Radio.Group label={t('audience.title')} value={reach} onChange={choose}>
        <Stack gap={6} mt={6}>
          <Radio value="all" label={t('audience.all')} />
          <Radio value="some" label={t('audience.some')} />
          <Radio value="me" label={t('records.viewOnlyMine')} />
        </Stack>
      </Radio.Group>
      {reach === 'some' && (
        <Named tenant={tenant} named={named} isWrong={isTried && namesNobody(audience)} onName={name} />
      )}
    </Stack>
  )
}

interface NamedProps {
  readonly tenant: string
  readonly named: { readonly roles: readonly string[]; readonly members: readonly string[] }
  readonly isWrong: boolean
  readonly onName: AudienceNamed
}
type AudienceNamed = (named: { readonly roles: readonly string[]; readonly members: readonly string[] }) => void

const roles = ['owner', 'member'] as const
const ofRole = 'role '

function Named({ tenant, named, isWrong, onName }: NamedProps) {
  const { t } = useText()
  const me = useMe().data
  const members = (useMembers(tenant).data?.items ?? []).filter(
    ({ id, status }) => status !== 'invited' && id !== me?.id,
  )
  // Who has left since is still named, and can be taken out.
  const gone = named.members.filter((id) => !members.some((member) => member.id === id) && id !== me?.id)
  const data = [
    {
      group: t('audience.roles'),
      items: roles.map((role) => ({ value: ofRole + role, label: t(`audience.role_${role}`) })),
    },
    {
      group: t('audience.people'),
      items: [
        ...members.map(({ id, name, email }) => ({ value: id, label: name || email })),
        ...gone.map((id) => ({ value: id, label: t('audience.gone') })),
      ],
    },
  ].filter(({ items }) => items.length > 0)
  return (
    <MultiSelect
      label={t('audience.who')}
      data={data}
      value={[...named.roles.map((role) => ofRole + role), ...named.members]}
      onChange={(chosen) =>
        onName({
          roles: chosen.filter((one) => one.startsWith(ofRole)).map((one) => one.slice(ofRole.length)),
          members: chosen.filter((one) => !one.startsWith(ofRole)),
        })
      }
      placeholder={named.roles.length + named.members.length === 0 ? t('form.choose') : ''}
      error={isWrong && t('audience.missing')}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('form.nothing')}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
