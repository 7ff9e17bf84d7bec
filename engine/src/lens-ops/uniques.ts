// Unique combinations that no longer hold. A new one must look at every record, so it comes later.
import type { UniquesOp, WireUnique } from '@molde/schemas'
import type { BlueprintVersion, Unique } from '../blueprint/blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { ChangeUniquesOp } from '../lens/op.ts'
import { fieldById, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'

export const uniques: OpKind<UniquesOp, ChangeUniquesOp> = {
  check(wire, place) {
    if (wire.add !== undefined) return report(place, ['add'], 'op-not-offered', { op: 'uniques (add)' })
    if (wire.remove === undefined) return report(place, [], 'nothing-changes')
    const found = wire.remove.map((name, i) => uniqueNamed(name, i, place))
    const ids = found.flatMap((unique) => unique?.id ?? [])
    return ids.length < found.length ? undefined : { id: place.id, op: 'uniques', remove: [...new Set(ids)] }
  },
  onVersion: (version, op) => ({
    ...version,
    uniques: version.uniques.filter((unique) => !op.remove.includes(unique.id)),
  }),
  describe: (op, before) =>
    before.uniques
      .filter((unique) => op.remove.includes(unique.id))
      .map((unique) => ({ code: 'unique-removed', params: { fields: labelsOf(unique, before) } }) as const),
  toWire: (op) => ({ remove: op.remove }),
}

/** By id, by its fields, or by the form that a version answers with. */
function uniqueNamed(name: string | WireUnique, i: number, place: OpPlace): Unique | undefined {
  const { version } = place
  const wanted = typeof name === 'string' ? name : 'fields' in name ? name.fields : name
  const found = version.uniques.find((unique) =>
    typeof wanted === 'string' ? unique.id === wanted : hasFields(unique, wanted, version),
  )
  if (found) return found
  const known = version.uniques.map(
    (unique) => `${unique.id} (${unique.fields.map((field) => keyOf(version, field)).join(', ')})`,
  )
  return report(place, ['remove', i], 'unknown-unique', { name: String(wanted), known })
}

function hasFields(unique: Unique, names: readonly string[], version: BlueprintVersion): boolean {
  const isNamed = (id: string, name: string | undefined) => keyOf(version, id) === name || id === name
  return unique.fields.length === names.length && unique.fields.every((id, i) => isNamed(id, names[i]))
}

function labelsOf(unique: Unique, version: BlueprintVersion) {
  return unique.fields.map((id) => fieldById(version, id)).map((field) => field.label ?? field.key)
}
