// The record that shows what is wrong with a flow, played as people would bring it there: made, filled in, sent its events.
import { type FlowActor, type Witness, witnessGround } from '@molde/engine'
import type { WireData } from '../api/records-api.ts'
import {
  fillIn,
  placeNow,
  sendTrial,
  startTrial,
  type Trial,
  type TrialFault,
  type TrialGround,
  type TrialStep,
} from './try-flow.ts'

interface ShownStep extends TrialStep {
  readonly actor: FlowActor
  /** It was refused because no condition holds. */
  readonly fitsNone?: true
}

/** A trial from its beginning to what it shows. */
export interface ShownTrial extends Trial {
  /** What the new record holds. */
  readonly made: WireData
  readonly steps: readonly ShownStep[]
}

/** Undefined where the record cannot be made: then there is nothing to look at. The last step may be one that is refused. */
export function witnessTrial(around: TrialGround, witness: Witness): ShownTrial | undefined {
  const { now, zone, creator } = witnessGround
  const by = (actor: FlowActor): TrialGround => ({ ...around, now, zone, createdBy: creator, actor })
  const started = startTrial(by({ id: creator, roles: [] }), witness.start)
  if (!('done' in started)) return undefined
  const { edits, input, actor, event } = witness
  const shows = { edits, input, actor, event }
  let shown: ShownTrial = { ...started.done, made: witness.start, steps: [] }
  for (const wish of [...witness.path, shows]) {
    const step = played(by(wish.actor), shown, wish)
    if (step) shown = { ...shown, steps: [...shown.steps, step] }
    if (step?.refused !== undefined) break
  }
  return shown
}

interface Wish {
  readonly edits: WireData
  readonly input: WireData
  readonly actor: FlowActor
  /** Nothing is sent: values are filled in, or nothing at all happens. */
  readonly event: string | undefined
}

function played(ground: TrialGround, before: Trial, { edits, input, actor, event }: Wish): ShownStep | undefined {
  const here = placeNow(before)
  const filled = { ...edits, ...input }
  const written = Object.keys(edits).length > 0 ? fillIn(ground, here, edits) : { done: here }
  const told = { filled, actor, event: event ?? '', transitions: [] }
  if ('faults' in written) return { ...here, ...told, refused: why(written.faults) }
  if (event === undefined) return written.done === here ? undefined : { ...written.done, ...told }
  const sent = sendTrial(ground, { start: written.done, steps: [] }, event, input)
  if ('faults' in sent) {
    const fitsNone = sent.faults.some(({ code }) => code === 'guard')
    return { ...written.done, ...told, refused: why(sent.faults), ...(fitsNone && { fitsNone }) }
  }
  const [step] = sent.done.steps
  return step && { ...step, filled, actor }
}

const why = (faults: readonly TrialFault[]): string => faults.map(({ message }) => message).join(' ')
