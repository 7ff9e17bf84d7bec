// What a step has made of a record is written: the record with everything that hangs on it, and the log of its moves.
import {
  checkRecord,
  type EventId,
  equalJson,
  type FieldId,
  isOutsideEffect,
  type Json,
  type MovedStep,
  type Path,
  refuseIf,
  type StoredData,
  type WriteContext,
} from '@molde/engine'
import { queueRuns } from '../automations/queue-runs.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { noteActs } from '../computed/dirty.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { settledStep } from '../flows/flow-of-record.ts'
import { writeEffects } from '../outbox/write-effects.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { changeRow } from '../records/change-row.ts'
import { checkTargets } from '../records/check-references.ts'
import { sayConflicts } from '../records/unique-conflict.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { insertMove } from './flow-log-table.ts'
import { keepMemory } from './flow-memory.ts'

/** What a receiver is told of a step that nobody sent: `delivery.moved`. */
const byItself = 'moved'

export interface StepToWrite {
  readonly definition: Definition
  /** In whose words a value that another record has is refused. */
  readonly spoken?: Definition
  readonly flow: FlowInUse
  /** As it rests. */
  readonly row: RecordRow
  /** The same, in the newest shape. */
  readonly lifted: RecordRow
  readonly context: WriteContext
  /** Where refusals say that the fault is. */
  readonly path: Path
  readonly outcome: MovedStep
  /** Its key; undefined of a step that was taken by itself. */
  readonly event: string | undefined
  readonly input: StoredData
}

export async function writeStep(tx: Db, scope: Scope, step: StepToWrite): Promise<RecordRow> {
  const { definition, spoken = definition, flow, row, lifted, context, path, outcome } = step
  const settled = settledStep(flow, outcome)
  // Where a record stands in a further flow its field alone says.
  const stands = flow.isFirst ? settled.data : { ...settled.data, [flow.version.stateField]: settled.state }
  const data = await lookedUpData(tx, scope, definition, stands)
  const changed = changedFields(definition, lifted.data, data)
  refuseIf(checkRecord(definition.head, data, context, new Set(changed)))
  await checkTargets(tx, scope, definition, [{ path, data, changed }])
  const after = await sayConflicts(scope, spoken, path, () =>
    changeRow(tx, scope, definition, {
      ...{ ...settled, flow, row, lifted, data, changed, context },
      // Where a version of the flow lies between, only the newest shape says what the step has settled.
      goesOn: flow.moves.some((move) => move.version > row.version),
    }),
  )
  await keepMemory(tx, scope, flow, after, outcome.memory)
  await insertMove(tx, scope.tenant.no, {
    record: row.no,
    flow: flow.no,
    flowVersion: flow.version.version,
    transition: outcome.transition,
    event: step.event,
    from: outcome.from,
    to: settled.state,
    rev: after.rev,
    input: step.input,
    actor: scope.actor.id,
    at: context.now,
  })
  const happening = {
    kind: 'transition',
    ...(!flow.isFirst && { flow: flow.version.name }),
    event: sentEvent(flow, step.event),
    from: outcome.from,
    to: settled.state,
  } as const
  await queueRuns(tx, scope, definition, { happening, row: after, before: lifted.data, after: data })
  const event = `${definition.name}.${step.event ?? byItself}`
  const effects = outcome.effects.filter(isOutsideEffect)
  await writeEffects(tx, scope, definition, { effects, row: after, event })
  const related = outcome.effects.filter((effect) => !isOutsideEffect(effect))
  const { no } = row
  noteActs(tx, { no, blueprint: definition.name, flow: flow.no, effects: related, event: step.event ?? byItself })
  return after
}

function sentEvent({ version }: FlowInUse, key: string | undefined): EventId | undefined {
  return version.events.find((event) => event.key === key)?.id
}

function changedFields({ head }: Definition, before: StoredData, after: StoredData): FieldId[] {
  return head.fields.map(({ id }) => id).filter((id) => !equalJson(before[id] as Json, after[id] as Json))
}
