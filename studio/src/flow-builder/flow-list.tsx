// The flow without its drawing: every state with what leads out of it, in the order of the flow. All that a small screen needs.
import { Card, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { leaves } from '../api/flow-nodes.ts'
import type { WireTransition } from '../api/flows-api.ts'
import { movePart } from '../flow-canvas/part.ts'
import { useText } from '../text/text.ts'
import { hueOf } from '../ui/hue-of.ts'
import { StateChip } from '../ui/state-chip.tsx'
import classes from './flow-builder.module.css'
import type { FlowDesk } from './flow-desk.ts'
import { isArrow } from './say-transition.ts'

export interface FlowListProps {
  readonly desk: FlowDesk
  readonly problems: ReadonlyMap<string, readonly string[]>
  readonly records: ReadonlyMap<string, number>
  readonly selection: readonly string[]
  readonly onPick: (part: string) => void
}

export function FlowList(props: FlowListProps) {
  const { t } = useText()
  const { flow } = props.desk
  const fromAnywhere = flow.transitions.flatMap((one, index) => (one.from === '*' ? [index] : []))
  return (
    <Stack gap="sm" component="ul" className="bare-list" aria-label={t('flow.states')}>
      {Object.keys(flow.states).map((key, place) => (
        <StateCard key={key} {...props} stateKey={key} place={place} />
      ))}
      {fromAnywhere.length > 0 && (
        <Card withBorder component="li" padding="sm">
          <Text size="sm" fw={500} c="dimmed">
            {t('flow.anywhere')}
          </Text>
          {fromAnywhere.map((index) => (
            <WayLine key={index} {...props} index={index} />
          ))}
        </Card>
      )}
    </Stack>
  )
}

function StateCard(props: FlowListProps & { readonly stateKey: string; readonly place: number }) {
  const { desk, stateKey, place, problems, records, selection, onPick } = props
  const { t } = useText()
  const { flow, words } = desk
  const state = flow.states[stateKey]
  const count = records.get(stateKey)
  const marks = [
    ...(flow.initial === stateKey ? [t('flow.starts')] : []),
    ...(state?.type === 'final' ? [t('flow.ends')] : []),
    ...(count ? [t('flowMap.standHere', { count })] : []),
  ]
  const out = flow.transitions.flatMap((one, index) => (one.from !== '*' && leaves(flow, one, stateKey) ? [index] : []))
  return (
    <Card
      withBorder
      component="li"
      padding="sm"
      className={classes.stateCard ?? ''}
      data-selected={selection.includes(stateKey)}
    >
      <UnstyledButton className="quiet-button" w="100%" onClick={() => onPick(stateKey)}>
        <Group gap="xs">
          <StateChip label={words.state(stateKey)} hue={hueOf(words.color(stateKey), place)} />
          <Text size="xs" c="dimmed" component="span">
            {marks.join(' · ')}
          </Text>
        </Group>
      </UnstyledButton>
      <Sentences found={problems.get(stateKey)} />
      {out.map((index) => (
        <WayLine key={index} {...props} index={index} />
      ))}
    </Card>
  )
}

function WayLine({ desk, index, problems, onPick }: FlowListProps & { readonly index: number }) {
  const { words, flow } = desk
  const transition = flow.transitions[index] as WireTransition
  const about = words.about(transition)
  return (
    <>
      <UnstyledButton className={`quiet-button ${classes.wayLine}`} w="100%" onClick={() => onPick(movePart(index))}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={500}>
            {words.transition(transition)}
          </Text>
          {!isArrow(words.transition(transition)) && (
            <>
              <IconArrowRight size={14} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
              <Text size="sm" c="dimmed">
                {words.state(transition.to)}
              </Text>
            </>
          )}
        </Group>
        {about && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {about}
          </Text>
        )}
      </UnstyledButton>
      <Sentences found={problems.get(movePart(index))} />
    </>
  )
}

function Sentences({ found = [] }: { readonly found: readonly string[] | undefined }) {
  return found.map((sentence) => (
    <Group key={sentence} gap={6} wrap="nowrap" align="flex-start" px={8} c="warn">
      <IconAlertTriangle size={14} stroke={1.5} style={{ flex: 'none', marginTop: 2 }} aria-hidden />
      <Text size="xs">{sentence}</Text>
    </Group>
  ))
}
