// What can be done with a record now: one button per event, the event's form in a dialog, the reason where it is refused.
import { Button, Group, Modal, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { useAttemptKey } from '../api/attempt-key.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { type AvailableTransition, useSendEvent, useTransitions } from '../api/transitions-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EventForm } from '../transition-form/event-form.tsx'
import { eventLabel, stateLabel } from '../transition-form/event-label.ts'
import { useRefusalText } from '../transition-form/use-refusal-text.ts'
import { useTellMove } from '../transition-form/use-tell-move.ts'
import { useWhyNot } from '../transition-form/use-why-not.ts'
import { showFailed, showMoved } from '../ui/undo-toast.tsx'
import { useJustChanged } from './use-just-changed.ts'

export interface TransitionButtonsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  /** Something is typed and not saved: an event would act on the stored record, not on what is seen. */
  readonly isUnsaved: boolean
}

export function TransitionButtons({ tenant, blueprint, record, isUnsaved }: TransitionButtonsProps) {
  const { t } = useText()
  const { say } = useFormats()
  const whyNot = useWhyNot(tenant, blueprint)
  const { whyFailed } = useRefusalText(tenant, blueprint)
  const transitions = useTransitions(tenant, blueprint.name, record.id, record.deletedAt === null)
  const send = useSendEvent(tenant, blueprint.name)
  const keyFor = useAttemptKey()
  const tellMove = useTellMove(tenant, blueprint)
  const [asking, setAsking] = useState<AvailableTransition>()
  const [moves, setMoves] = useState(0)
  const isNew = useJustChanged(transitions.data && `${transitions.data.state} ${moves}`)
  const here = transitions.data?.items.filter((one) => one.to !== null) ?? []
  if (here.length === 0) return null
  const labelOf = (one: AvailableTransition) => eventLabel(one, say)
  const tell = (after: WireRecord, transition: AvailableTransition) => {
    setMoves((before) => before + 1)
    const { to } = transition
    if (to !== null && to !== record.state) tellMove(after, record.state, to)
    else showMoved(t('moves.done', { event: labelOf(transition) }))
  }
  const sendNow = (transition: AvailableTransition, input: WireData) =>
    send.mutate(
      {
        id: record.id,
        event: transition.event,
        input,
        on: record,
        idempotencyKey: keyFor([transition.event, input, record.rev]),
      },
      {
        onSuccess: (after) => {
          setAsking(undefined)
          tell(after, transition)
        },
        // Inside the dialog the reason stands where it belongs.
        onError: (error) => transition.form.length === 0 && showFailed(whyFailed(error, transition)),
      },
    )
  const start = (transition: AvailableTransition) => {
    send.reset()
    if (transition.form.length > 0) setAsking(transition)
    else sendNow(transition, {})
  }
  return (
    <Group gap="xs" role="group" aria-label={t('moves.actions')}>
      {here.map((one, place) => (
        <TransitionButton
          key={`${one.event} ${one.to}`}
          label={labelOf(one)}
          leadsTo={t('moves.leadsTo', { state: stateLabel(blueprint, one.to ?? '', say) })}
          whyNot={isUnsaved ? t('moves.saveFirst') : one.allowed ? undefined : whyNot(one)}
          primary={place === here.findIndex((first) => first.allowed)}
          loading={send.isPending && send.variables.event === one.event}
          isNew={isNew}
          onClick={() => start(one)}
        />
      ))}
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
    </Group>
  )
}

interface TransitionButtonProps {
  readonly label: string
  readonly leadsTo: string
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
    <Tooltip label={whyNot ?? leadsTo} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
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
