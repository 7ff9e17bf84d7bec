// What happens: fields that are set, emptied or added to, somebody who is told, one row each, read as a sentence.
import { ActionIcon, Button, Card, Group, Stack, Text, Tooltip } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import type { WireField } from '../api/blueprints-api.ts'
import type { ConditionName } from '../expression-input/condition-names.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { ActionValue } from './action-value.tsx'
import { AssignAction, startOfAssign } from './assign-action.tsx'
import { OutsideAction } from './outside-action.tsx'
import { RelatedAction, startOfRelated } from './related-action.tsx'
import { type ActionWords, sayAction } from './say-action.ts'
import {
  type FieldVerb,
  fieldVerbs,
  isOutside,
  isRelated,
  outsideVerbs,
  type Recipient,
  relatedVerbs,
  type Verb,
  verbOf,
  type WireAction,
} from './wire-action.ts'

export interface ActionListProps {
  readonly tenant: string
  /** Names the list: what a transition does, what happens on entering a state. */
  readonly title: string
  readonly actions: readonly WireAction[]
  readonly onChange: (actions: readonly WireAction[] | undefined) => void
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
  readonly names: readonly ConditionName[]
  readonly words: ActionWords
  /** What can be done here: without it everything. */
  readonly only?: readonly Verb[]
  /** What is wrong with an action, by its place. */
  readonly problemsOf?: (at: number) => readonly string[]
  /** Nothing in the record is changed here. */
  readonly outsideOnly?: boolean
}

export function ActionList(props: ActionListProps) {
  const { title, actions, onChange, fields, scope, outsideOnly, only } = props
  const isOutsideOnly = outsideOnly === true || (only !== undefined && !only.includes('set'))
  const { t } = useText()
  const put = (next: readonly WireAction[]) => onChange(next.length > 0 ? next : undefined)
  const swap = (a: number, b: number) => {
    const [one, other] = [actions[a], actions[b]]
    if (!one || !other) return
    put(actions.map((action, at) => (at === a ? other : at === b ? one : action)))
  }
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {actions.map((action, at) => (
        <ActionRow
          // Rows have no name of their own before they are stored; their place is what they are.
          key={`${at}:${verbOf(action)}`}
          {...props}
          action={action}
          number={at + 1}
          isLast={at === actions.length - 1}
          onReplace={(next) => put(actions.map((one, index) => (index === at ? next : one)))}
          onRemove={() => put(actions.filter((_, index) => index !== at))}
          onMove={(by) => swap(at, at + by)}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() =>
          put([
            ...actions,
            isOutsideOnly
              ? { notify: whomToTell(fields, scope), template: t('flow.textStart') }
              : suggested(fields, actions),
          ])
        }
      >
        {t('flow.addAction')}
      </Button>
    </Stack>
  )
}

interface ActionRowProps extends ActionListProps {
  readonly action: WireAction
  readonly number: number
  readonly isLast: boolean
  readonly onReplace: (action: WireAction) => void
  readonly onRemove: () => void
  readonly onMove: (by: -1 | 1) => void
}

function ActionRow(props: ActionRowProps) {
  const {
    action,
    number,
    fields,
    scope,
    names,
    words,
    onReplace,
    onRemove,
    onMove,
    isLast,
    tenant,
    outsideOnly,
    only,
  } = props
  const { t } = useText()
  const nameOf = useFieldName()
  const wrong = props.problemsOf?.(number - 1) ?? []
  const verb = verbOf(action)
  const fieldVerb = fieldVerbs.find((one) => one === verb)
  const field = fieldVerb && fields.find((one) => one.key === action[fieldVerb])
  const build = (next: FieldVerb, key: string, value: string) =>
    onReplace({
      ...(action.id ? { id: action.id } : {}),
      ...(next === 'clear' ? { clear: key } : { [next]: key, value }),
    })
  const choose = (key: string) => {
    const chosen = fields.find((one) => one.key === key)
    const kept = chosen?.type === field?.type ? (action.value ?? '') : startValue(chosen)
    build(fieldVerb === undefined || (verb === 'add' && chosen && !takesAdding(chosen)) ? 'set' : fieldVerb, key, kept)
  }
  const every: readonly Verb[] = [
    ...(fields.length > 0 && !outsideOnly
      ? fieldVerbs.filter((one) => one !== 'add' || (field && takesAdding(field)))
      : []),
    ...(!outsideOnly && fields.some(({ type }) => type === 'user') ? (['assign'] as const) : []),
    ...relatedVerbs.filter((one) => !outsideOnly && (one !== 'updateRelated' || fields.some(isLink))),
    ...outsideVerbs,
  ]
  const possible = every.filter((one) => only === undefined || one === verb || only.includes(one))
  const turnInto = (next: Verb) => {
    const id = action.id ? { id: action.id } : {}
    if (isRelated(next)) return onReplace({ ...id, ...startOfRelated(next, fields) })
    if (next === 'assign') return onReplace({ ...id, ...startOfAssign(fields) })
    if (!isOutside(next)) {
      const [first] = fields
      const key = (fieldVerb && action[fieldVerb]) ?? first?.key ?? ''
      return build(next, key, fieldVerb ? (action.value ?? '') : startValue(first))
    }
    const to = action.notify ?? action.mail ?? whomToTell(fields, scope)
    const template = action.template ?? t('flow.textStart')
    onReplace(next === 'webhook' ? { ...id, webhook: '' } : { ...id, [next]: to, template })
  }
  return (
    <Card withBorder padding="xs" role="group" aria-label={t('flow.actionNumber', { number })}>
      <Stack gap={6}>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <ChoiceSelect
            label={t('flow.does')}
            data={possible.map((one) => ({ value: one, label: t(`flow.verb.${one}`) }))}
            value={verb}
            onChange={turnInto}
            {...(fieldVerb ? { w: 128 } : { flex: 1 })}
          />
          {fieldVerb && (
            <SearchSelect
              label={t('flow.field')}
              data={fields.map((one) => ({ value: one.key, label: nameOf(one) }))}
              value={action[fieldVerb] ?? null}
              allowDeselect={false}
              onChange={(key) => key !== null && choose(key)}
              flex={1}
              miw={0}
            />
          )}
          <Tooltip label={t('flow.removeAction', { number })}>
            <ActionIcon onClick={onRemove} aria-label={t('flow.removeAction', { number })} size="lg">
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Group>
        {wrong.length > 0 && (
          <Text size="sm" c="bad" role="status" style={{ overflowWrap: 'anywhere' }}>
            {wrong.join(' ')}
          </Text>
        )}
        {isRelated(verb) && <RelatedAction {...props} verb={verb} />}
        {verb === 'assign' && <AssignAction {...props} />}
        {isOutside(verb) && (
          <OutsideAction
            tenant={tenant}
            verb={verb}
            action={action}
            fields={fields}
            scope={scope}
            onReplace={onReplace}
          />
        )}
        {fieldVerb && fieldVerb !== 'clear' && field && (
          <ActionValue
            tenant={tenant}
            field={verb === 'add' && field.many ? { ...field, many: false } : field}
            text={action.value ?? ''}
            onChange={(value) => build(fieldVerb, field.key, value)}
            scope={scope}
            names={names}
          />
        )}
        <Group gap={4} wrap="nowrap" justify="space-between">
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {sayAction(action, words)}
          </Text>
          <Group gap={0} wrap="nowrap">
            <ActionIcon
              size="sm"
              disabled={number === 1}
              onClick={() => onMove(-1)}
              aria-label={t('flowMap.actionUp', { number })}
            >
              <IconArrowUp size={14} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              disabled={isLast}
              onClick={() => onMove(1)}
              aria-label={t('flowMap.actionDown', { number })}
            >
              <IconArrowDown size={14} stroke={1.5} />
            </ActionIcon>
          </Group>
        </Group>
      </Stack>
    </Card>
  )
}

/** Somebody whom the record names, else whoever made it; where there is no record, the owners. */
const whomToTell = (fields: readonly WireField[], { allow }: ExpressionScope): Recipient =>
  fields.find(({ type }) => type === 'user')?.key ??
  (allow?.record === false ? { roles: ['owner'] } : 'record.createdBy')

const isLink = ({ type, blueprint }: WireField) => type === 'relation' && blueprint !== undefined

const numbers: readonly string[] = ['integer', 'number', 'percent', 'rating', 'duration', 'money']
const takesAdding = (field: WireField) =>
  field.many === true ||
  field.type === 'tags' ||
  (field.type === 'list' && !field.fields) ||
  numbers.includes(field.type)

const startValue = (field: WireField | undefined) =>
  field?.type === 'datetime' ? 'now' : field?.type === 'date' ? 'today()' : ''

/** Moments that no action fills yet are what transitions set most: "Started at" = now. */
function suggested(fields: readonly WireField[], actions: readonly WireAction[]): WireAction {
  const used = new Set(actions.map((action) => action.set))
  const field = fields.find((one) => one.type === 'datetime' && !used.has(one.key)) ?? fields[0]
  if (!field) return { webhook: '' }
  return { set: field.key, value: startValue(field) }
}
