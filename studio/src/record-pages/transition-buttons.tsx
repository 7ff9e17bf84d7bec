// What can be done with a record now: one button per event, the event's form in a dialog, the reason where it is refused. Of several
// flows each has a line with where the record stands in it.
import { Button, Group, Modal, Tooltip } from '@mantine/core'
import { useRef, useState } from 'react'
import { useAttemptKey } from '../api/attempt-key.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import {
  type AvailableTransition,
  type Transitions,
  useAskTransitions,
  useSendEvent,
  useTransitions,
} from '../api/transitions-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EventForm } from '../transition-form/event-form.tsx'
import { arrowTo, eventLabel, stateLabel } from '../transition-form/event-label.ts'
import { regionOfState, standsIn } from '../transition-form/place-of-step.ts'
import { useRefusalText } from '../transition-form/use-refusal-text.ts'
import { useStepBack, useTellMove } from '../transition-form/use-tell-move.ts'
import { useWhyNot } from '../transition-form/use-why-not.ts'
import { showFailed, showMoved } from '../ui/undo-toast.tsx'
import { useMoreBeside } from '../ui/use-more-beside.ts'
import { StepsByFlow } from './steps-by-flow.tsx'
import { useJustChanged } from './use-just-changed.ts'

export interface TransitionButtonsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  /** Of its kind, the main one first. */
  readonly flows: readonly Flow[]
  /** Something is typed and not saved: an event acts on the stored record, so that is saved first. */
  readonly saveFirst: ((then: (saved: WireRecord) => void) => void) | undefined
  readonly isSaving: boolean
}

export function TransitionButtons(props: TransitionButtonsProps) {
  const { tenant, blueprint, record, flows, saveFirst, isSaving } = props
  const { t } = useText()
  const { say } = useFormats()
  const whyNot = useWhyNot(tenant, blueprint)
  const { whyFailed } = useRefusalText(tenant, blueprint)
  const transitions = useTransitions(tenant, blueprint.name, record.id, record.deletedAt === null)
  const send = useSendEvent(tenant, blueprint.name)
  const keyFor = useAttemptKey()
  const tellMove = useTellMove(tenant, blueprint)
  const { undo } = useStepBack(tenant, blueprint)
  const [asking, setAsking] = useState<AvailableTransition>()
  const [moves, setMoves] = useState(0)
  const [saved, setSaved] = useState<string>()
  const ask = useAskTransitions(tenant, blueprint.name)
  // A double click is one step, and nothing that went wrong.
  const isOnTheWay = useRef(false)
  const isNew = useJustChanged(transitions.data && `${saidStates(transitions.data)} ${moves}`)
  const here = transitions.data?.items.filter((one) => one.to !== null) ?? []
  const labelOf = (one: AvailableTransition) => eventLabel(one, say)
  const row = useRef<HTMLDivElement>(null)
  useMoreBeside(row, `${here.map(labelOf).join()} ${saveFirst !== undefined}`)
  if (here.length === 0 && flows.length < 2) return null
  const tell = (before: WireRecord, after: WireRecord, transition: AvailableTransition) => {
    setMoves((before) => before + 1)
    const { to } = transition
    if (to !== null && to !== standsIn(regionOfState(to), before)) tellMove(after, before, to)
    else
      showMoved(t('moves.done', { event: labelOf(transition) }), {
        undo: t('common.undo'),
        onUndo: () => void undo(after, to === null ? undefined : regionOfState(to)),
      })
  }
  const sendNow = (transition: AvailableTransition, input: WireData, on = record) => {
    if (isOnTheWay.current) return
    isOnTheWay.current = true
    send.mutate(
      {
        id: on.id,
        event: transition.event,
        input,
        on,
        idempotencyKey: keyFor([transition.event, input, on.rev]),
      },
      {
        onSuccess: (after) => {
          setAsking(undefined)
          tell(on, after, transition)
        },
        // Inside the dialog the reason stands where it belongs.
        onError: (error) => transition.form.length === 0 && showFailed(whyFailed(error, transition)),
        onSettled: () => {
          isOnTheWay.current = false
        },
      },
    )
  }
  const start = (transition: AvailableTransition, on = record) => {
    // What is reset is not heard of any more: neither that it went well, nor that the next step may be taken.
    if (isOnTheWay.current) return
    send.reset()
    if (transition.form.length > 0) setAsking(transition)
    else sendNow(transition, {}, on)
  }
  /** What was typed may be what the step waited for. */
  const startSaved = async (event: string, saved: WireRecord) => {
    const now = (await ask(saved.id)).find((one) => one.event === event && one.to !== null)
    if (now?.allowed) start(now, saved)
    else showFailed(now ? whyNot(now) : t('moves.refused'))
  }
  /** Nothing where the button says so itself. */
  const leadsTo = (one: AvailableTransition) => {
    const [label, state] = [labelOf(one), stateLabel(blueprint, one.to ?? '', say)]
    return (arrowTo(label) ?? label) === state ? undefined : t('moves.leadsTo', { state })
  }
  // What is typed is to be saved first of all.
  const first = saveFirst ? undefined : here.find(({ allowed }) => allowed)
  const button = (one: AvailableTransition) => (
    <TransitionButton
      key={`${one.event} ${one.to}`}
      label={saveFirst ? t('moves.saveAnd', { step: inSentence(labelOf(one)) }) : labelOf(one)}
      leadsTo={leadsTo(one)}
      whyNot={saveFirst || one.allowed ? undefined : whyNot(one)}
      primary={one === first}
      loading={(send.isPending && send.variables.event === one.event) || (isSaving && saved === one.event)}
      isNew={isNew}
      onClick={() => {
        if (!saveFirst) return start(one)
        setSaved(one.event)
        saveFirst((record) => void startSaved(one.event, record).catch((failed) => showFailed(whyFailed(failed, one))))
      }}
    />
  )
  return (
    <>
      {flows.length < 2 ? (
        <div className="step-bar">
          <Group ref={row} className="step-row" gap="xs" role="group" aria-label={t('moves.actions')}>
            {here.map(button)}
          </Group>
        </div>
      ) : (
        <StepsByFlow blueprint={blueprint} record={record} flows={flows} steps={here} button={button} row={row} />
      )}
      <Modal
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={asking && labelOf(asking)}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asking && (
          <EventForm
            tenant={tenant}
            blueprint={blueprint}
            record={record}
            transition={asking}
            label={labelOf(asking)}
            pending={send.isPending}
            error={send.error}
            onSend={(input) => sendNow(asking, input)}
            onCancel={() => setAsking(undefined)}
          />
        )}
      </Modal>
    </>
  )
}

function saidStates({ state, flows = [] }: Transitions): string {
  return flows.length > 0 ? flows.map((one) => one.state).join(' ') : String(state)
}

/** `Mark as packed` → `mark as packed`; what begins with more than one capital is a name. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLocaleLowerCase() + label.slice(1)
}

interface TransitionButtonProps {
  readonly label: string
  readonly leadsTo: string | undefined
  readonly whyNot: string | undefined
  readonly primary: boolean
  readonly loading: boolean
  /** It stands where the button of another state stood a moment ago. */
  readonly isNew: boolean
  readonly onClick: () => void
}

/** A refused one stays reachable by keyboard, so that its reason can be read. */
function TransitionButton({ label, leadsTo, whyNot, primary, loading, isNew, onClick }: TransitionButtonProps) {
  return (
    <Tooltip
      label={whyNot ?? leadsTo}
      disabled={whyNot === undefined && leadsTo === undefined}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <Button
        variant={primary && !whyNot ? 'filled' : 'default'}
        loading={loading}
        aria-disabled={whyNot !== undefined || isNew}
        data-disabled={whyNot !== undefined || undefined}
        aria-description={whyNot ?? leadsTo}
        onClick={(event) => (whyNot === undefined && !isNew ? onClick() : event.preventDefault())}
      >
        {label}
      </Button>
    </Tooltip>
  )
}
