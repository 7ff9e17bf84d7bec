// Where do records go on whose state goes away? Asked per state, with a guess already in place.
import { Button, Group, Paper, Select, Stack, Text } from '@mantine/core'
import type { FlowPreview } from '../api/flows-api.ts'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { useText } from '../text/text.ts'
import type { FlowDesk } from './flow-desk.ts'
import { regionOf } from './regions-on-screen.ts'
import {
  answerFor,
  changedWay,
  goingStates,
  isInPart,
  type MoveAnswers,
  type MoveWhen,
  type StateAnswer,
  withoutWay,
  withWay,
} from './state-moves.ts'

export interface StateMovesQuestionsProps {
  readonly desk: FlowDesk
  readonly states: FlowPreview['report']['states']
  readonly answers: MoveAnswers
  readonly onAnswer: (state: string, answer: StateAnswer) => void
}

export function StateMovesQuestions({ desk, states, answers, onAnswer }: StateMovesQuestionsProps) {
  const { t } = useText()
  const { words } = desk
  const going = goingStates(states)
  return (
    <>
      {going.map((one) => {
        const answer = answerFor(answers, one)
        const title = t('flowMoves.goes', { state: words.state(one.state), count: one.records })
        return (
          <Paper key={one.state} withBorder p="md" component="section" aria-label={title}>
            <Stack gap="sm">
              <Text fw={600}>{title}</Text>
              {answer.when !== 'finish' && (
                <Ways desk={desk} state={one.state} answer={answer} onChange={(next) => onAnswer(one.state, next)} />
              )}
              {/* What stands in a part goes over when its record does. */}
              {!isInPart(one.state) && (
                <WhenSelect value={answer.when} onChange={(when) => onAnswer(one.state, { ...answer, when })} />
              )}
            </Stack>
          </Paper>
        )
      })}
    </>
  )
}

interface WaysProps {
  readonly desk: FlowDesk
  /** The state that goes away. */
  readonly state: string
  readonly answer: StateAnswer
  readonly onChange: (answer: StateAnswer) => void
}

/** Nobody acts when records move, so a condition speaks of what the record itself holds. */
function Ways({ desk, state, answer, onChange }: WaysProps) {
  const { t } = useText()
  const { flow, words, tenant, fields, scope } = desk
  const names = useConditionNames({ fields, actor: false, record: false })
  const narrowed = {
    ...scope,
    fields: scope.fields.filter(({ key }) => key !== flow.stateField),
    allow: { input: false, actor: false, now: true, record: false },
  }
  const region = isInPart(state) ? state.slice(0, state.lastIndexOf('.')) : undefined
  const places = Object.keys(flow.states)
    .filter((key) => regionOf(flow, key) === region)
    .map((key) => ({ value: key, label: words.state(key) }))
  const last = answer.ways.length - 1
  return (
    <>
      {answer.ways.map((way, at) => (
        <Stack key={`${at}`} gap="xs">
          {at < last && (
            <ConditionInput
              tenant={tenant}
              label={t(at === 0 ? 'flowMoves.those' : 'flowMoves.thoseToo')}
              value={way.when}
              onChange={(when) => onChange(changedWay(answer, at, { when }))}
              scope={narrowed}
              names={names}
              takesOnlyTrue
              isBegun
            />
          )}
          <Group align="end" gap="xs">
            <Select
              flex="1 1 12rem"
              label={t(last === 0 ? 'flowMoves.goOn' : at < last ? 'flowMoves.theyGoOn' : 'flowMoves.othersGoOn')}
              data={places}
              value={way.to}
              allowDeselect={false}
              onChange={(to) => onChange(changedWay(answer, at, { to: to ?? way.to }))}
            />
            {at < last && (
              <Button variant="subtle" color="gray" onClick={() => onChange(withoutWay(answer, at))}>
                {t('flowMoves.together')}
              </Button>
            )}
          </Group>
        </Stack>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'start' }}
        onClick={() => onChange(withWay(answer, answer.ways[last]?.to ?? flow.initial))}
      >
        {t(last === 0 ? 'flowMoves.part' : 'flowMoves.partMore')}
      </Button>
    </>
  )
}

const whens: readonly MoveWhen[] = ['now', 'leave', 'finish']

export interface WhenSelectProps {
  /** What people call the state, where nothing around says it. */
  readonly state?: string
  readonly value: MoveWhen
  readonly onChange: (when: MoveWhen) => void
}

/** When records in a state go over to the new version of the flow. */
export function WhenSelect({ state, value, onChange }: WhenSelectProps) {
  const { t } = useText()
  return (
    <Select
      {...(state === undefined ? { label: t('flowMoves.when') } : { 'aria-label': t('flowMoves.whenOf', { state }) })}
      description={t(`flowMoves.${value}About`)}
      inputWrapperOrder={['label', 'input', 'description']}
      data={whens.map((when) => ({ value: when, label: t(`flowMoves.${when}`) }))}
      value={value}
      allowDeselect={false}
      onChange={(when) => onChange((when as MoveWhen | null) ?? value)}
    />
  )
}
