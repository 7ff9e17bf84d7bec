// What a transition does to the record: fields it sets, clears or adds to, one row each.

import { ActionIcon, Button, Card, Group, Select, Stack, Text } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import type { WireAction } from './edit-flow.ts'

export interface ActionListProps {
  readonly actions: readonly WireAction[]
  readonly onChange: (actions: readonly WireAction[]) => void
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
}

type Verb = 'set' | 'clear' | 'add'
const verbs: readonly Verb[] = ['set', 'clear', 'add']

export function ActionList({ actions, onChange, fields, scope }: ActionListProps) {
  const { t } = useText()
  const first = fields[0]?.key
  const replace = (at: number, action: WireAction) =>
    onChange(actions.map((one, index) => (index === at ? action : one)))
  return (
    <Stack gap="xs" role="group" aria-label={t('flow.actions')}>
      <Text size="sm" fw={500}>
        {t('flow.actions')}
      </Text>
      {actions.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('flow.noActions')}
        </Text>
      )}
      {actions.map((action, at) => (
        <ActionRow
          // Rows have no name of their own before they are stored; their place is what they are.
          key={`${at}:${verbOf(action)}`}
          action={action}
          number={at + 1}
          fields={fields}
          scope={scope}
          onChange={(next) => replace(at, next)}
          onRemove={() => onChange(actions.filter((_, index) => index !== at))}
        />
      ))}
      {first && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() =>
            onChange([...actions, { set: suggestedField(fields, actions), value: suggestedValue(fields, actions) }])
          }
        >
          {t('flow.addAction')}
        </Button>
      )}
    </Stack>
  )
}

interface ActionRowProps {
  readonly action: WireAction
  readonly number: number
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
  readonly onChange: (action: WireAction) => void
  readonly onRemove: () => void
}

function ActionRow({ action, number, fields, scope, onChange, onRemove }: ActionRowProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const verb = verbOf(action)
  const field = action[verb] ?? ''
  const build = (next: Verb, key: string, value: string) =>
    onChange(next === 'clear' ? { clear: key } : { [next]: key, value })
  return (
    <Card withBorder padding="xs" role="group" aria-label={t('flow.actionNumber', { number })}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          label={t('flow.does')}
          data={verbs.map((one) => ({ value: one, label: t(`flow.verb.${one}`) }))}
          value={verb}
          allowDeselect={false}
          onChange={(next) => build((next ?? 'set') as Verb, field, action.value ?? '')}
          w={110}
        />
        <Select
          label={t('flow.field')}
          data={fields.map((one) => ({ value: one.key, label: nameOf(one) }))}
          value={field}
          allowDeselect={false}
          searchable
          onChange={(key) => build(verb, key ?? field, action.value ?? '')}
          flex={1}
        />
        <ActionIcon onClick={onRemove} aria-label={t('flow.removeAction', { number })} size="lg">
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Group>
      {verb !== 'clear' && (
        <ExpressionInput
          label={t('flow.value')}
          value={action.value ?? ''}
          onChange={(value) => build(verb, field, value)}
          scope={scope}
          placeholder="now"
        />
      )}
    </Card>
  )
}

function verbOf(action: WireAction): Verb {
  return verbs.find((verb) => action[verb] !== undefined) ?? 'set'
}

/** Moments that no action fills yet are what transitions set most: "Started at" = now. */
function suggestedField(fields: readonly WireField[], actions: readonly WireAction[]): string {
  const used = new Set(actions.map((action) => action.set))
  return (fields.find((field) => field.type === 'datetime' && !used.has(field.key)) ?? fields[0])?.key ?? ''
}

function suggestedValue(fields: readonly WireField[], actions: readonly WireAction[]): string {
  const key = suggestedField(fields, actions)
  return fields.find((field) => field.key === key)?.type === 'datetime' ? 'now' : ''
}
