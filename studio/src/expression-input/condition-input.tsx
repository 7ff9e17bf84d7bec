// A condition: put together by hand or written as text, two ways to see the same expression.

import { Alert, Button, Stack, Text } from '@mantine/core'
import { type ExpressionScope, sayIssue, sayRules } from '@molde/engine'
import { useEffect, useId, useMemo, useState } from 'react'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { type ConditionGroup, completeOnly, operatorsOf } from './condition.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import type { ConditionName, DraftedNames } from './condition-names.ts'
import { groupOf, newCondition, noConditions } from './condition-tree.ts'
import { ExpressionInput } from './expression-input.tsx'
import { type ReadCondition, readCondition } from './read-condition.ts'
import { sayCondition } from './say-condition.ts'
import { sayText } from './say-tree.ts'
import { useConditionWords } from './use-condition-words.ts'

export interface ConditionInputProps {
  readonly tenant: string
  readonly label: string
  readonly description?: string
  /** The expression; empty text is no condition. */
  readonly value: string
  /** `group` is missing where the text says more than rows can. */
  readonly onChange: (text: string, group?: ConditionGroup) => void
  /** What the engine checks the text with. */
  readonly scope: ExpressionScope
  /** What the rows may speak of: see `useConditionNames`. */
  readonly names: readonly ConditionName[]
  readonly drafted?: DraftedNames
  /** Does it take only what is true, as a step does? Rules and checks refuse only what is false: what is empty passes them. */
  readonly takesOnlyTrue?: boolean
  readonly placeholder?: string
  /** Without a condition the first one stands there, to be filled in. */
  readonly isBegun?: boolean
}

const boolean = { kind: 'boolean' } as const

export function ConditionInput(props: ConditionInputProps) {
  const { t } = useText()
  const { value, scope, names, label, description } = props
  const about = useId()
  const [way, setWay] = useState<'rows' | 'text'>('rows')
  const { group, read, change } = useBothWays(props)
  return (
    <Stack gap="xs" role="group" aria-label={label} aria-describedby={description ? about : undefined}>
      <div>
        <Text size="sm" fw={600} component="div">
          {label}
        </Text>
        {description && (
          <Text size="xs" c="dimmed" id={about}>
            {description}
          </Text>
        )}
      </div>
      <ChoiceStrip
        label={t('condition.way', { label })}
        value={way}
        onChange={(next) => setWay(next)}
        choices={[
          { value: 'rows', shown: t('condition.asRows') },
          { value: 'text', shown: t('condition.asText') },
        ]}
      />
      {way === 'text' && (
        <ExpressionInput
          label={t('condition.text', { label })}
          value={value}
          onChange={change.text}
          scope={scope}
          want={boolean}
          placeholder={props.placeholder ?? ''}
        />
      )}
      {way === 'rows' && group && (
        <ConditionBuilder
          tenant={props.tenant}
          names={names}
          drafted={props.drafted}
          takesOnlyTrue={props.takesOnlyTrue}
          group={group}
          onChange={change.group}
          label={label}
        />
      )}
      {way === 'rows' && !group && <OnlyText read={read} onText={() => setWay('text')} />}
      <Sentence tenant={props.tenant} names={names} group={group} text={value} />
    </Stack>
  )
}

/** The rows keep what is not complete; the text says only what is. Text from outside is read again. */
function useBothWays({ value, onChange, scope, names, isBegun = false }: ConditionInputProps) {
  const [draft, setDraft] = useState<{ readonly text: string; readonly group: ConditionGroup } | undefined>(() =>
    isBegun && value === '' ? { text: '', group: firstCondition(names) } : undefined,
  )
  const read = useMemo(() => readCondition(value, scope, names), [value, scope, names])
  const group = draft?.text === value ? draft.group : read.kind === 'rows' ? read.group : undefined
  useEffect(() => {
    if (draft && draft.text !== value) setDraft(undefined)
  }, [draft, value])
  const change = {
    group: (next: ConditionGroup) => {
      const complete = completeOnly(next)
      const text = (complete && sayRules(complete)) ?? ''
      setDraft({ text, group: next })
      onChange(text, complete ?? noConditions)
    },
    text: (text: string) => {
      const found = readCondition(text, scope, names)
      onChange(text, found.kind === 'rows' ? found.group : undefined)
    },
  }
  return { group, read, change }
}

function firstCondition(names: readonly ConditionName[]): ConditionGroup {
  const begun = names
    .filter((one) => operatorsOf(one.field).length > 0)
    .map(({ name }) => groupOf('all', [newCondition(names, name)]))
  // One that needs nothing more would already hold, and nobody has chosen it.
  return begun.find((group) => completeOnly(group) === undefined) ?? noConditions
}

function OnlyText({ read, onText }: { readonly read: ReadCondition; readonly onText: () => void }) {
  const { t } = useText()
  const wrong = read.kind === 'wrong'
  return (
    <Alert variant="light" color={wrong ? 'bad' : 'gray'} title={t(wrong ? 'condition.wrong' : 'condition.onlyText')}>
      <Stack gap="xs" align="flex-start">
        {wrong && <Text size="sm">{read.issues.map((issue) => sayIssue(issue, readerHere())).join(' ')}</Text>}
        <Button size="xs" variant="default" onClick={onText}>
          {t('condition.editText')}
        </Button>
      </Stack>
    </Alert>
  )
}

interface SentenceProps {
  readonly tenant: string
  readonly names: readonly ConditionName[]
  readonly group: ConditionGroup | undefined
  readonly text: string
}

/** What is put together, read aloud: a mistake is heard sooner than seen. */
function Sentence({ tenant, names, group, text }: SentenceProps) {
  const { t } = useText()
  const words = useConditionWords(tenant, names, group)
  const said = group ? sayCondition(completeOnly(group) ?? noConditions, words) : sayText(text, words)
  if (!said) return null
  return (
    <Text size="sm" c="dimmed" role="status" style={{ overflowWrap: 'anywhere' }}>
      {t('condition.reads', { sentence: said })}
    </Text>
  )
}
