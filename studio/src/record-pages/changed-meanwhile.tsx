// Somebody else saved first: both values side by side, and a choice for each.
import { Button, Group, Modal, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useEffect, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useHistory, type WireData, type WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { useActorName } from '../field-value/use-actor-name.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { type Clash, isSame, type Merge, mergeChanges, settle } from './merge-changes.ts'
import { whoChanged } from './who-changed.ts'

export interface ChangedMeanwhileProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  /** What the edit started from. */
  readonly base: WireData
  readonly mine: WireData
  readonly theirs: WireRecord
  readonly pending: boolean
  readonly onClose: () => void
  readonly onSettled: (data: WireData) => void
}

export function ChangedMeanwhile(props: ChangedMeanwhileProps) {
  const { t } = useText()
  const merge = mergeChanges(props.base, props.mine, props.theirs.data)
  const whoWrote = useWhoWrote(props)
  const [keepMine, setKeepMine] = useState<ReadonlySet<string>>(() => new Set(merge.clashes.map((clash) => clash.key)))
  const choose = (key: string, mine: boolean) => {
    const next = new Set(keepMine)
    if (mine) next.add(key)
    else next.delete(key)
    setKeepMine(next)
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('changed.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{merge.clashes.length > 0 ? t('changed.about') : t('changed.nothing')}</Text>
        {merge.clashes.map((clash) => (
          <ClashChoice
            key={clash.key}
            {...props}
            clash={clash}
            who={whoWrote(clash.key)}
            mine={keepMine.has(clash.key)}
            onChoose={(mine) => choose(clash.key, mine)}
          />
        ))}
        <Joined {...props} merge={merge} whoWrote={whoWrote} />
        <Group justify="flex-end" className="last-acts">
          <Button variant="default" onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={props.pending} onClick={() => props.onSettled(settle(merge, keepMine))}>
            {t('changed.apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** What whoever changed a field since is called, once that is known. */
function useWhoWrote({ tenant, blueprint, theirs }: ChangedMeanwhileProps): (field: string) => string | undefined {
  const actor = useActorName(tenant)
  const { data, refetch } = useHistory(tenant, blueprint.name, theirs.id, true)
  // What is kept of it may be older than what was just refused.
  useEffect(() => void refetch(), [refetch, theirs.rev])
  const last = whoChanged(data?.pages.flatMap(({ items }) => items) ?? [])
  return (field) => {
    const entry = last.get(field)
    return entry && actor(entry.by)
  }
}

interface JoinedProps extends ChangedMeanwhileProps {
  readonly merge: Merge
  readonly whoWrote: (field: string) => string | undefined
}

/** What comes together by itself: what others changed elsewhere, and what was changed here. */
function Joined({ base, blueprint, merge, mine, theirs, whoWrote }: JoinedProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const clashing = new Set(merge.clashes.map(({ key }) => key))
  const changed = (side: WireData) =>
    blueprint.fields.filter(({ key }) => !clashing.has(key) && !isSame(base[key], side[key]))
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(names)
  const byWhom = new Map<string, string[]>()
  for (const field of changed(theirs.data)) {
    const who = whoWrote(field.key) ?? t('history.somebody')
    byWhom.set(who, [...(byWhom.get(who) ?? []), nameOf(field)])
  }
  const own = changed(mine).filter(({ key }) => !isSame(mine[key], theirs.data[key]))
  return (
    <Stack gap={4} component="section" aria-label={t('changed.joined')}>
      {[...byWhom].map(([who, fields]) => (
        <Text key={who} size="sm">
          {t('changed.alsoTheirs', { who, fields: list(fields) })}
        </Text>
      ))}
      {own.length > 0 && <Text size="sm">{t('changed.alsoMine', { fields: list(own.map(nameOf)) })}</Text>}
    </Stack>
  )
}

interface ClashChoiceProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly clash: Clash
  readonly who: string | undefined
  readonly mine: boolean
  readonly onChoose: (mine: boolean) => void
}

function ClashChoice({ tenant, blueprint, clash, who, mine, onChoose }: ClashChoiceProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const field = blueprint.fields.find((one) => one.key === clash.key)
  const label = field ? nameOf(field) : clash.key
  const sides: readonly (readonly [string, string, Json | undefined])[] = [
    ['mine', t('changed.keepMine'), clash.mine],
    ['theirs', who === undefined ? t('changed.takeTheirs') : t('changed.takeOf', { who }), clash.theirs],
  ]
  return (
    <Radio.Group label={label} value={mine ? 'mine' : 'theirs'} onChange={(side) => onChoose(side === 'mine')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={4}>
        {sides.map(([side, words, value]) => (
          <Radio.Card key={side} value={side} p="sm" className="choice-card">
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator />
              <Stack gap={2} miw={0}>
                <Text size="xs" c="dimmed">
                  {words}
                </Text>
                {field && <FieldValue tenant={tenant} field={field} value={value} />}
              </Stack>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
