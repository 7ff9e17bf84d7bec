// What came of trying the past on a draft, added up: per step how often it was the same, and what differs in groups with samples.
import {
  type BlueprintVersion,
  decodeRecord,
  flowTables,
  type JsonObject,
  labelIn,
  type PastVerdict,
  type Refusal,
  sayIssue,
  sayRefusal,
  transitionLabel,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import { titlesOfRows } from '../records/titles-of-rows.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { LoggedMove } from '../transitions/flow-log-table.ts'
import { findFlowVersion } from './flow-table.ts'
import type { Past } from './past-events.ts'
import type { NextFlow } from './read-flow-document.ts'
import type { KnownFlow } from './read-flows.ts'

const mostGroups = 50
const mostSamples = 3

interface BacktestGroup {
  readonly kind: 'refused' | 'elsewhere' | 'values'
  /** Null of a step that was taken by itself. */
  readonly event: string | null
  readonly label: string | null
  /** Why it would be refused. */
  readonly reason?: string
  /** The condition that did not hold, in the names of the draft. */
  readonly guard?: string
  /** Where it would have led. */
  readonly state?: string
  /** Keys of the fields that would hold something else. */
  readonly fields?: readonly string[]
  count: number
  readonly samples: JsonObject[]
}

export interface OldStep {
  /** The event's id: it may be called otherwise today. */
  readonly event: string | undefined
  readonly label: string
}

/** The steps that were taken, as the version of the flow called them that took them. */
export async function oldSteps(
  scope: Scope,
  db: Db,
  known: KnownFlow,
  moves: readonly LoggedMove[],
): Promise<(move: LoggedMove) => OldStep | undefined> {
  const versions = new Map<number, ReadonlyMap<string, OldStep>>()
  for (const { flowVersion } of moves) {
    if (versions.has(flowVersion)) continue
    const published = await findFlowVersion(db, scope.tenant.no, known.row.no, flowVersion)
    const tables = published && flowTables(published.definition, known.blueprint)
    const steps = (published?.definition.transitions ?? []).map((step): readonly [string, OldStep] => [
      step.id,
      { event: step.event, label: tables ? labelIn(transitionLabel(tables, step), readerOf(scope), step.id) : step.id },
    ])
    versions.set(flowVersion, new Map(steps))
  }
  return ({ flowVersion, transition }) => versions.get(flowVersion)?.get(transition)
}

interface Step {
  readonly event: string | null
  readonly label: string | null
  times: number
  same: number
}

export function newTally(
  scope: Scope,
  { blueprint }: KnownFlow,
  next: NextFlow,
  stepOf: (move: LoggedMove) => OldStep | undefined,
) {
  const steps = new Map<string, Step>()
  const groups = new Map<string, BacktestGroup>()
  const sampled: { readonly sample: { [member: string]: JsonObject[string] }; readonly row: RecordRow }[] = []
  const keyOf = stateKeys(blueprint, next)
  let same = 0
  let seen = 0

  const add = (past: Past, verdict: PastVerdict) => {
    seen += 1
    const event = past.move.event ?? null
    const label = event === null ? null : (stepOf(past.move)?.label ?? event)
    const step = steps.get(`${event}`) ?? { event, label, times: 0, same: 0 }
    steps.set(`${event}`, step)
    step.times += 1
    if (verdict.kind === 'same') {
      step.same += 1
      same += 1
      return
    }
    const said = say(scope, next.blueprint, keyOf, verdict)
    const key = JSON.stringify([event, said])
    if (!groups.has(key) && groups.size >= mostGroups) return
    const group: BacktestGroup = groups.get(key) ?? { ...said, event, label, count: 0, samples: [] }
    groups.set(key, group)
    group.count += 1
    if (group.samples.length >= mostSamples) return
    const sample = sampleOf(next.blueprint, keyOf, past, verdict)
    group.samples.push(sample)
    sampled.push({ sample, row: past.row })
  }

  return {
    add,
    stepOf,
    async told(definition: Definition, moves: number) {
      const rows = await liftRows(
        scope,
        scope.store.read,
        definition,
        sampled.map(({ row }) => row),
      )
      const titles = await titlesOfRows(scope, definition.head, rows)
      for (const { sample, row } of sampled) sample['title'] = titles.get(row.id) ?? null
      return {
        same,
        skipped: moves - seen,
        steps: [...steps.values()] as unknown as JsonObject[],
        groups: [...groups.values()].sort((a, b) => b.count - a.count) as unknown as JsonObject[],
      }
    },
  }
}

type Said = Omit<BacktestGroup, 'event' | 'label' | 'count' | 'samples'>

function say(
  scope: Scope,
  { fields }: BlueprintVersion,
  keyOf: (state: string | null) => string | null,
  verdict: Exclude<PastVerdict, { kind: 'same' }>,
): Said {
  switch (verdict.kind) {
    case 'refused':
      return { kind: 'refused', reason: sayRefusal(verdict.refusal, readerOf(scope)), ...guardOf(verdict.refusal) }
    case 'invalid':
      return { kind: 'refused', reason: verdict.issues.map((one) => sayIssue(one, readerOf(scope))).join(' ') }
    case 'no-event':
    case 'no-state':
    case 'stays':
      return { kind: 'refused', reason: reasons[verdict.kind][scope.language] }
    case 'elsewhere':
      return { kind: 'elsewhere', state: keyOf(verdict.state) ?? verdict.state }
    case 'values':
      return {
        kind: 'values',
        fields: fields.filter(({ id }) => verdict.fields.includes(id)).map(({ key }) => key),
      }
  }
}

function guardOf({ code, params }: Refusal): Pick<Said, 'guard'> {
  const guard = params?.['guard']
  return code === 'guard' && typeof guard === 'string' ? { guard } : {}
}

function sampleOf(
  version: BlueprintVersion,
  keyOf: (state: string | null) => string | null,
  { move, before, after, row }: Past,
  verdict: PastVerdict,
): { [member: string]: JsonObject[string] } {
  const values = () => {
    const [was, would] = [
      decodeRecord(version, after.data),
      verdict.kind === 'values' ? decodeRecord(version, verdict.data) : {},
    ]
    const changed = version.fields.filter(({ id }) => verdict.kind === 'values' && verdict.fields.includes(id))
    return changed.map(({ key }) => ({ field: key, was: was[key] ?? null, would: would[key] ?? null }))
  }
  return {
    id: row.id,
    live: row.live,
    rev: move.rev,
    at: new Date(move.at).toISOString(),
    from: keyOf(before.state),
    to: keyOf(after.state ?? move.to),
    ...(verdict.kind === 'values' && { values: values() }),
  }
}

function stateKeys(blueprint: BlueprintVersion, next: NextFlow): (state: string | null) => string | null {
  const keys = new Map<string, string>()
  for (const { fields } of [next.blueprint, blueprint])
    for (const { id, options = [] } of fields)
      if (id === next.version.stateField) for (const option of options) keys.set(option.id, option.key)
  return (state) => (state === null ? null : (keys.get(state) ?? state))
}

const reasons = {
  'no-event': {
    en: 'This step is no longer there.',
    'pt-BR': 'Este passo não existe mais.',
    ru: 'Этого шага больше нет.',
  },
  'no-state': {
    en: 'The state that the record stood in is no longer there.',
    'pt-BR': 'O estado em que o registro estava não existe mais.',
    ru: 'Состояния, в котором была запись, больше нет.',
  },
  stays: {
    en: 'It would not be taken by itself.',
    'pt-BR': 'Ele não aconteceria sozinho.',
    ru: 'Сам по себе этот шаг не произойдёт.',
  },
} as const
