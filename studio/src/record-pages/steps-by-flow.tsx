// A record that stands in several flows: a line for each, with where it stands there and what can be done next. On a phone the steps
// lie under the thumb, side by side, each after the name of its flow.
import { Group, Paper, Text } from '@mantine/core'
import { type ReactNode, type RefObject, useMemo } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { statesOf } from '../api/flows-of-kind.ts'
import type { WireRecord } from '../api/records-api.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { useText } from '../text/text.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { StepMarks } from '../ui/step-marks.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { progressIn } from './flow-progress.ts'
import classes from './steps-by-flow.module.css'

export interface StepsByFlowProps {
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly flows: readonly Flow[]
  /** That can be taken where the record stands, of all flows. */
  readonly steps: readonly AvailableTransition[]
  readonly button: (step: AvailableTransition) => ReactNode
  /** The row that is pushed aside on a phone. */
  readonly row: RefObject<HTMLDivElement | null>
}

export function StepsByFlow({ blueprint, record, flows, steps, button, row }: StepsByFlowProps) {
  const { t } = useText()
  const nameOf = useFlowName(blueprint)
  const isPhone = useIsPhone()
  const states = statesOf(blueprint, flows, record)
  const lines = flows.map((flow) => ({
    flow,
    name: nameOf(flow),
    at: states.find((one) => one.flow === flow),
    steps: steps.filter((one) => one.flow === flow.name),
  }))
  const shown = lines.filter((line) => line.at !== undefined || line.steps.length > 0)
  if (shown.length === 0) return null
  return (
    <>
      <div className={classes['place']}>
        <Paper component="ul" withBorder className={`bare-list ${classes['lines']}`} aria-label={t('moves.flows')}>
          {shown.map(({ flow, name, at, steps }) => (
            <li key={flow.name} className={classes['line']}>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              <Group gap="xs" wrap="nowrap">
                {at && <OptionChip field={at.field} option={at.state} />}
                {at && <HowFar flow={flow} state={at.state} />}
              </Group>
              {!isPhone && (
                <Group gap="xs" role="group" aria-label={t('moves.stepsOf', { flow: name })}>
                  {steps.map(button)}
                </Group>
              )}
            </li>
          ))}
        </Paper>
      </div>
      {isPhone && steps.length > 0 && (
        <div className="step-bar">
          <div ref={row} className={`step-row ${classes['row']}`}>
            {shown
              .filter(({ steps }) => steps.length > 0)
              .map(({ flow, name, steps }) => (
                <div
                  key={flow.name}
                  className={classes['group']}
                  role="group"
                  aria-label={t('moves.stepsOf', { flow: name })}
                >
                  <Text size="xs" c="dimmed" className={classes['name'] ?? ''} aria-hidden>
                    {name}
                  </Text>
                  {steps.map(button)}
                </div>
              ))}
          </div>
        </div>
      )}
    </>
  )
}

/** More marks than these say nothing. */
const mostMarks = 8

function HowFar({ flow, state }: { readonly flow: Flow; readonly state: string }) {
  const { t } = useText()
  const far = useMemo(() => progressIn(flow, state), [flow, state])
  if (!far || far.of > mostMarks) return null
  return <StepMarks label={t('moves.howFar', { ...far })} {...far} />
}
