// A removed field comes back, with the values that records had when it went.
import type { RestoreOp } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { readsOf } from '../blueprint/read-computed.ts'
import { reversed, type Step, stepOf } from '../lens/crossing.ts'
import { opOf, type RemoveFieldOp, type RestoreFieldOp } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpTools } from '../lens/op-tools.ts'
import { removal } from './remove.ts'

export function restoreWith(tools: OpTools): OpKind<RestoreOp, RestoreFieldOp> {
  return {
    check(wire, place) {
      const gone = removedField(tools, wire.field, place)
      if (!gone) return report(place, ['field'], 'nothing-to-restore', { name: wire.field })
      if (place.version.fields.some((known) => known.key === gone.field.key))
        return report(place, ['field'], 'given-twice', { name: gone.field.key })
      return { id: place.id, op: 'restore', field: asItComesBack(gone.field, place), of: gone.op.id }
    },
    onVersion: (version, { field }) => ({
      ...version,
      fields: [...version.fields, field],
      reserved: version.reserved.filter((id) => id !== field.id),
    }),
    describe: ({ field }) => [
      { code: 'restored', params: { label: field.label ?? field.key } },
      ...(field.askOnEdit ? [{ code: 'asked-on-edit', params: { label: field.label ?? field.key } } as const] : []),
    ],
    toWire: ({ field }) => ({ field: field.id }),
    steps: ({ of, field }) => [stepOf(reversed(removal(of, field.id).edge))],
  }
}

interface Gone {
  readonly field: FieldDef
  readonly op: RemoveFieldOp
}

/** A removal that still stands. By id, else the latest of a field that had this key. */
function removedField(tools: OpTools, name: string, { version, history, opsBefore }: OpPlace): Gone | undefined {
  const standing = namesThatStand(opsBefore.flatMap(tools.stepsOf))
  const gone: Gone[] = []
  for (let number = 2; number <= version.version; number++) {
    let before = history.versionAt(number - 1)
    for (const op of history.opsInto(number)) {
      if (!before) break
      const field = op.op === 'remove' && standing.has(op.id) && before.fields.find(({ id }) => id === op['field'])
      if (field) gone.unshift({ field, op: opOf(op) as RemoveFieldOp })
      before = tools.versionAfter(before, op)
    }
  }
  return gone.find(({ field }) => field.id === name) ?? gone.find(({ field }) => field.key === name)
}

/**
 * The changes of values that nothing has undone. Only those can be undone: whatever else came and went in between, the record then
 * stands where it stood before the change, and the pairs under its name are of that place. A removal that went with a return to an
 * earlier version is brought back by returning to a version after it.
 */
function namesThatStand(steps: readonly Step[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { edge } of steps) {
    if (edge.isReversed) names.delete(edge.name)
    else names.add(edge.name)
  }
  return names
}

/**
 * Records that were made in the meantime have no value for it, so a required one is asked for at the next edit. What it read from
 * fields that are gone by now is left behind.
 */
export function asItComesBack(field: FieldDef, { version }: OpPlace): FieldDef {
  const { showWhen, default: standing, computed, readOnly, ...rest } = field
  const known = (uses: readonly string[]) => uses.every((id) => version.fields.some((other) => other.id === id))
  return {
    ...rest,
    // What it was worked out from is gone: it comes back with its last values, as a field that people fill in.
    ...(computed && known(readsOf(field))
      ? { computed, readOnly }
      : computed
        ? {}
        : readOnly !== undefined && { readOnly }),
    ...(showWhen && known(showWhen.uses) && { showWhen }),
    ...(standing && (!('expr' in standing) || known(standing.expr.uses)) && { default: standing }),
    ...(field.required && { askOnEdit: true }),
  }
}
