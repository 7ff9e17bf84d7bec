// What became of a run, or would: the condition's answer, each action with what it did, and why nothing was done.
import { Stack, Text } from '@mantine/core'
import { sayAction } from '../action-input/say-action.ts'
import type { WireAction } from '../action-input/wire-action.ts'
import type { Outcome, RunAction, RunStatus } from '../api/automations-api.ts'
import { sayText } from '../expression-input/say-tree.ts'
import type { Hue } from '../style/theme.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { StateChip } from '../ui/state-chip.tsx'
import { type AutomationWords, fieldWords, valueWords } from './say-automation.ts'

export const hues: Record<RunStatus, Hue> = {
  waiting: 'amber',
  done: 'green',
  skipped: 'slate',
  refused: 'red',
  failed: 'red',
  stopped: 'orange',
}

export interface OutcomeLinesProps {
  readonly outcome: Outcome
  /** As the automation says them now: an action that is no longer there is said by what it did. */
  readonly actions: readonly WireAction[]
  readonly words: AutomationWords
  readonly isTrial?: boolean
}

export function OutcomeLines({ outcome, actions, words, isTrial = false }: OutcomeLinesProps) {
  const { t } = useText()
  const { status, condition, error } = outcome
  return (
    <Stack gap={4}>
      {isTrial && (
        <div>
          <StateChip label={t(`automation.would_${tried(status)}`)} hue={hues[status]} />
        </div>
      )}
      {condition && condition.is !== 'none' && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t(`automation.condition_${condition.is}`, {
            condition: condition.when === null ? '' : (sayText(condition.when, words) ?? condition.when),
          })}
        </Text>
      )}
      {error !== null && (
        <Text size="sm" c="bad" style={{ overflowWrap: 'anywhere' }}>
          {error}
        </Text>
      )}
      <Stack component="ol" gap={2} className="bare-list">
        {outcome.actions.map((action) => (
          <Text key={action.action} component="li" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {sayDone(action, actions, words)}
          </Text>
        ))}
      </Stack>
    </Stack>
  )
}

function tried(status: RunStatus): 'done' | 'skipped' | 'refused' {
  return status === 'done' || status === 'skipped' ? status : 'refused'
}

function sayDone(done: RunAction, actions: readonly WireAction[], words: AutomationWords): string {
  const { t } = words
  const action = actions.find(({ id }) => id === done.action) ?? actions.find((_, at) => done.action === `a${at + 1}`)
  const said = action
    ? sayAction(action, words)
    : done.kind === undefined
      ? done.action
      : t(`flow.verb.${verbIn(done)}`)
  if (done.refused) return t('automation.refusedAt', { action: said })
  if (done.field !== undefined)
    return t('automation.becomes', {
      field: fieldWords(done.field, words),
      value: valueWords(done.field, done.value, words),
    })
  if (done.blueprint !== undefined && done.records)
    return t('automation.madeRecords', { action: said, count: done.records.length })
  return said
}

const verbs = ['set', 'clear', 'add', 'webhook', 'notify', 'mail', 'assign', 'create', 'updateRelated', 'send'] as const

function verbIn({ kind }: RunAction): (typeof verbs)[number] {
  return verbs.find((one) => one === kind) ?? 'set'
}

/** What a run came from that another one brought about. */
export function sayChain(chain: readonly string[]): string {
  return chain.map(wordsOfKey).join(' → ')
}
