// What no two records may have the same of: one field, or several together; with how often it is there more than once today.
import { Alert, Button, Card, Group, MultiSelect, Radio, Stack, Switch, Text } from '@mantine/core'
import { type FieldDef, slotOf } from '@molde/engine'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useRepeated } from '../api/preview-api.ts'
import { RepeatedValues } from '../publish-panel/repeated-values.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { withDecision } from './change-values.ts'
import type { Definition } from './definition.ts'

interface UniqueProps {
  readonly tenant: string
  /** Absent of a new kind: nobody has records of it. */
  readonly published: Blueprint | undefined
  readonly definition: Definition
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
}

type Unique = Definition['uniques'][number]

/** One value that stays what it is and can be compared. */
function mayBeUnique({ computed, ...field }: WireField): boolean {
  if (computed && computed.kind !== 'autonumber') return false
  return slotOf({ ...field, type: field.type } as unknown as FieldDef) !== null
}

const isOf = (unique: Unique, keys: readonly string[]) => [...unique].sort().join() === [...keys].sort().join()

function withUnique(definition: Definition, keys: readonly string[], isUnique: boolean): Definition {
  const others = definition.uniques.filter((unique) => !isOf(unique, keys))
  return { ...definition, uniques: isUnique ? [...others, keys] : others }
}

/** Of one field, beside its other settings. */
export function UniqueSwitch({ field, ...props }: UniqueProps & { readonly field: WireField }) {
  const { t } = useText()
  const nameOf = useFieldName()
  const { definition, onChange } = props
  if (!mayBeUnique(field)) return null
  const isUnique = definition.uniques.some((unique) => isOf(unique, [field.key]))
  return (
    <Stack gap="xs">
      <Switch
        label={t('unique.switch', { field: nameOf(field) })}
        checked={isUnique}
        onChange={(event) => {
          const { checked } = event.currentTarget
          onChange((now) => withUnique(now, [field.key], checked), `${field.id} unique`)
        }}
      />
      {isUnique && <RepeatedToday {...props} unique={[field.key]} />}
    </Stack>
  )
}

/** All of a kind, those of one field too. */
export function UniqueList(props: UniqueProps) {
  const { definition, onChange } = props
  const { t } = useText()
  const { language } = useFormats()
  const nameOf = useFieldName()
  const [picked, setPicked] = useState<readonly string[]>()
  const named = (key: string) => {
    const field = definition.fields.find((one) => one.key === key)
    return field ? nameOf(field) : key
  }
  const said = (keys: Unique) => new Intl.ListFormat(language, { type: 'conjunction' }).format(keys.map(named))
  const isThere = picked !== undefined && definition.uniques.some((unique) => isOf(unique, picked))
  const add = () => {
    if (!picked) return
    onChange((now) => withUnique(now, picked, true), 'uniques')
    setPicked(undefined)
  }
  return (
    <Stack gap="sm" component="section" aria-label={t('unique.title')}>
      <Text fw={600}>{t('unique.title')}</Text>
      <Text size="sm" c="dimmed">
        {t('unique.about')}
      </Text>
      {definition.uniques.map((unique) => (
        <Card
          key={unique.join()}
          withBorder
          padding="sm"
          role="group"
          aria-label={t('unique.same', { fields: said(unique) })}
        >
          <Stack gap="xs">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{t('unique.same', { fields: said(unique) })}</Text>
              <Button
                variant="subtle"
                color="bad"
                size="xs"
                flex="none"
                onClick={() => onChange((now) => withUnique(now, unique, false), 'uniques')}
              >
                {t('common.remove')}
              </Button>
            </Group>
            <RepeatedToday {...props} unique={unique} />
          </Stack>
        </Card>
      ))}
      {picked ? (
        <Card withBorder padding="sm">
          <Stack gap="xs">
            <MultiSelect
              label={t('unique.fields')}
              description={t('unique.fieldsAbout')}
              data={definition.fields.filter(mayBeUnique).map((field) => ({ value: field.key, label: nameOf(field) }))}
              value={[...picked]}
              onChange={setPicked}
              maxValues={8}
              error={isThere ? t('unique.isThere') : undefined}
            />
            <Group justify="flex-end">
              <Button variant="default" size="xs" onClick={() => setPicked(undefined)}>
                {t('common.cancel')}
              </Button>
              <Button size="xs" disabled={picked.length === 0 || isThere} onClick={add}>
                {t('unique.done')}
              </Button>
            </Group>
          </Stack>
        </Card>
      ) : (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => setPicked([])}
        >
          {t('unique.add')}
        </Button>
      )}
    </Stack>
  )
}

/** Nothing of one that holds already, or of fields that are new: nobody has values of these. */
function RepeatedToday({ unique, ...props }: UniqueProps & { readonly unique: Unique }) {
  const { published, definition } = props
  if (!published) return null
  const before = unique.flatMap((key) => {
    const id = definition.fields.find((field) => field.key === key)?.id
    return published.fields.find((field) => field.id === id)?.key ?? []
  })
  if (before.length < unique.length || published.uniques.some((known) => isOf(known, before))) return null
  return <RepeatedNow {...props} published={published} keys={before} />
}

function RepeatedNow({
  tenant,
  published,
  definition,
  keys,
  onChange,
}: UniqueProps & { readonly published: Blueprint; readonly keys: readonly string[] }) {
  const { t } = useText()
  const { data } = useRepeated(tenant, published.name, keys, published.version)
  if (!data?.repeated) return null
  const { repeated, isExact } = data
  const waits = definition.decisions?.onError?.['uniques'] === 'quarantine'
  const decide = (choice: string) =>
    onChange(
      (now) => withDecision(now, 'onError', 'uniques', choice === 'wait' ? 'quarantine' : undefined),
      'uniques repeated',
    )
  return (
    <Stack gap="xs">
      {repeated.records === 0 && (
        <Text size="sm" c="dimmed">
          {t(isExact ? 'unique.none' : 'unique.noneLooked')}
        </Text>
      )}
      <RepeatedValues repeated={repeated} />
      {repeated.records > 0 && (
        <Radio.Group label={t('unique.later')} value={waits ? 'wait' : 'first'} onChange={decide}>
          <Stack gap={6} mt={6}>
            <Radio value="first" label={t('unique.laterFirst')} description={t('unique.laterFirstAbout')} />
            <Radio value="wait" label={t('unique.laterWait')} description={t('unique.laterWaitAbout')} />
          </Stack>
        </Radio.Group>
      )}
      {repeated.records > 0 && !waits && (
        <Alert color="warn" variant="light">
          {t('unique.inTheWay')}
        </Alert>
      )}
    </Stack>
  )
}
