// Somebody else saved first: both values side by side, and a choice for each.
import { Button, Group, Modal, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import type { Json } from '@molde/engine'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { type Clash, mergeChanges, settle } from './merge-changes.ts'

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
            mine={keepMine.has(clash.key)}
            onChoose={(mine) => choose(clash.key, mine)}
          />
        ))}
        <Group justify="flex-end">
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

interface ClashChoiceProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly clash: Clash
  readonly mine: boolean
  readonly onChoose: (mine: boolean) => void
}

function ClashChoice({ tenant, blueprint, clash, mine, onChoose }: ClashChoiceProps) {
  const { t } = useText()
  const { say } = useFormats()
  const field = blueprint.fields.find((one) => one.key === clash.key)
  const label = say(field?.label, wordsOfKey(clash.key))
  const sides: readonly (readonly [string, string, Json | undefined])[] = [
    ['mine', t('changed.keepMine'), clash.mine],
    ['theirs', t('changed.takeTheirs'), clash.theirs],
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
