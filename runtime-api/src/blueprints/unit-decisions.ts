// What goes on with the numbers of the old unit when a draft counts a field in another one? Nobody but its author knows what is meant
// there, so it is told by name, and published only when somebody has said that it is to stay.
import {
  type BlueprintVersion,
  dependsOnUnit,
  type FieldDef,
  type Issue,
  issue,
  type Json,
  type Label,
  placesOfUnit,
  refuseIf,
  sayIssue,
  type UnitChange,
  unitChangesIn,
  usesOfField,
  versionAfter,
} from '@molde/engine'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type BlueprintRow, findBlueprint } from './blueprint-table.ts'
import type { DraftFinding } from './preview.ts'
import { usedFlows, usedViews, workedOutFrom } from './read-outside.ts'
import { flowSentences } from './say-uses.ts'
import type { TriedOps } from './tried-ops.ts'

/** Something that is to be decided before publishing. */
export interface Decision {
  /** The same in every preview of the draft: `0 flow 01J…`. */
  readonly id: string
  /** The op's place in the draft. */
  readonly op: number
  readonly kind: 'flow' | 'view' | 'blueprint'
  readonly name: Label
  readonly said: readonly Issue[]
}

export async function unitDecisions(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  { head, ops }: Pick<TriedOps, 'head' | 'ops'>,
): Promise<readonly Decision[]> {
  const found: Decision[] = []
  let before = head
  for (const [op, stored] of ops.entries()) {
    const after = versionAfter(before, stored)
    for (const change of unitChangesIn(stored))
      found.push(...(await decisionsOf(db, scope, blueprint, before, op, change)))
    before = after
  }
  return merged(found)
}

export function unitFindings(decisions: readonly Decision[], scope: Scope): DraftFinding[] {
  return decisions.map(({ id, op, kind, name, said }) => ({
    check: 'needs-decision',
    severity: 'decide',
    message: said.map((one) => sayIssue(one, readerOf(scope))).join(' '),
    n: said.length - 1,
    ...{ id, op, kind, name },
  }))
}

/** Throws a MoldeError that names each one that was not accepted. */
export function refuseUndecided(decisions: readonly Decision[], accepted: readonly string[], scope: Scope): void {
  refuseIf(
    decisions
      .filter(({ id }) => !accepted.includes(id))
      .map(({ id, said }) =>
        issue(['accept'], 'undecided', { id, said: said.map((one) => sayIssue(one, readerOf(scope))).join(' ') }),
      ),
  )
}

interface Reading {
  readonly row: BlueprintRow
  readonly version: BlueprintVersion
  readonly field: FieldDef
}

/** From the field to what is worked out from it, in whichever blueprint, and on from there. */
async function decisionsOf(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  version: BlueprintVersion,
  op: number,
  { field, unit }: UnitChange,
): Promise<readonly Decision[]> {
  const decisions: Decision[] = []
  const open: Reading[] = [{ row: blueprint, version, field }]
  const seen = new Set<string>()
  for (let next = open.shift(); next; next = open.shift()) {
    const { row, version: at, field: read } = next
    const key = `${row.no} ${read.id}`
    if (seen.has(key)) continue
    seen.add(key)
    const label = nameOf(read)
    for (const { row: flow, versions } of await usedFlows(db, scope, row)) {
      const places = versions.flatMap((one) => placesOfUnit(one, at, read.id, unit))
      const by = flow.label ?? flow.name
      const said = flowSentences(by, label, places)
      if (said.length > 0) decisions.push({ id: `${op} flow ${flow.id}`, op, kind: 'flow', name: by, said })
    }
    for (const view of await usedViews(db, scope, row)) {
      const { filter } = view.definition
      if (!filter || !dependsOnUnit(filter, read.id, unit)) continue
      const by = view.label ?? view.name
      const said = [issue([], 'view-uses-filter', { by: by as Json, label: label as Json })]
      decisions.push({ id: `${op} view ${view.id}`, op, kind: 'view', name: by, said })
    }
    // What reads the field itself follows it, or is refused where the op is read.
    const isDerived = seen.size > 1
    const own = isDerived ? usesOfField(at, read.id).filter(({ by }) => by !== 'unique' && by !== 'title') : []
    const fromIt = await workedOutFrom(db, scope, at, read.id)
    if (own.length > 0)
      decisions.push(
        inBlueprint(
          op,
          row,
          at,
          label,
          own.map((use) => use.label),
        ),
      )
    if (isDerived)
      open.push(
        ...at.fields.filter((one) => readsByFormula(one, read.id)).map((one) => ({ row, version: at, field: one })),
      )
    for (const { version: reader, fields } of fromIt) {
      const readerRow = reader.name === row.name ? row : await findBlueprint(db, scope.tenant.no, reader.name)
      if (!readerRow) continue
      decisions.push(inBlueprint(op, readerRow, reader, label, fields.map(nameOf)))
      open.push(...fields.map((one) => ({ row: readerRow, version: reader, field: one })))
    }
  }
  return decisions
}

function readsByFormula({ computed }: FieldDef, field: string): boolean {
  return computed?.kind === 'formula' && computed.expr.uses.some((id) => id === field)
}

function inBlueprint(
  op: number,
  row: BlueprintRow,
  version: BlueprintVersion,
  label: Label,
  by: readonly Label[],
): Decision {
  const name = version.label ?? version.name
  const said = [issue([], 'field-in-blueprint', { blueprint: name as Json, label: label as Json, by: by as Json })]
  return { id: `${op} blueprint ${row.id}`, op, kind: 'blueprint', name, said }
}

function nameOf({ label, key }: FieldDef): Label {
  return label ?? key
}

/** One decision for each that is to be looked at, however many ways lead to it. */
function merged(found: readonly Decision[]): readonly Decision[] {
  const byId = new Map<string, Decision>()
  for (const one of found) {
    const said = [...(byId.get(one.id)?.said ?? []), ...one.said]
    byId.set(one.id, { ...one, said })
  }
  return [...byId.values()].map((one) => ({ ...one, said: [...distinct(one.said), issue([], 'unit-not-followed')] }))
}

function distinct(said: readonly Issue[]): readonly Issue[] {
  return [...new Map(said.map((one) => [JSON.stringify(one), one])).values()]
}
