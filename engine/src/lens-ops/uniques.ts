// Combinations of values that no two records may share: some come, some no longer hold. Records that repeat one stay as they are.
import type { UniquesOp, WireUnique } from '@molde/schemas'
import type { BlueprintVersion, Unique } from '../blueprint/blueprint.ts'
import { checkUnique } from '../blueprint/check-blueprint.ts'
import { readUnique } from '../blueprint/read-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { ChangeUniquesOp } from '../lens/op.ts'
import { fieldById, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'

export const uniques: OpKind<UniquesOp, ChangeUniquesOp> = {
  check(wire, place) {
    if ((wire.add ?? wire.remove) === undefined) return report(place, [], 'nothing-changes')
    if (wire.onError && !wire.add)
      return report(place, ['onError'], 'on-error-not-here', { value: wire.onError, known: [] })
    const faults = place.reading.issues.length
    const remove = (wire.remove ?? []).flatMap((name, i) => uniqueNamed(name, i, place)?.id ?? [])
    const add: Unique[] = []
    for (const [i, one] of (wire.add ?? []).entries()) {
      const known = [...place.version.uniques.filter(({ id }) => !remove.includes(id)), ...add]
      const unique = newUnique(one, i, known, place)
      if (unique) add.push(unique)
    }
    if (place.reading.issues.length > faults) return undefined
    return {
      id: place.id,
      op: 'uniques',
      ...(add.length > 0 && { add }),
      ...(remove.length > 0 && { remove: [...new Set(remove)] }),
      ...(wire.onError && { onError: wire.onError }),
    }
  },
  onVersion: (version, { add = [], remove = [] }) => ({
    ...version,
    uniques: [...version.uniques.filter((unique) => !remove.includes(unique.id)), ...add],
  }),
  describe: ({ add = [], remove = [], onError }, before) => [
    ...before.uniques.filter((unique) => remove.includes(unique.id)).map(sentence('unique-removed', before)),
    ...add.map(sentence('unique-added', before)),
    ...(onError ? [{ code: 'unique-waits' } as const] : []),
  ],
  toWire: ({ add, remove, onError }, before) => ({
    ...(add && {
      add: add.map(({ id, fields }) => ({ id, fields: fields.map((field) => keyOf(before, field)) })),
    }),
    ...(remove && { remove }),
    ...(onError && { onError }),
  }),
}

/** Its values must be comparable, and no other combination may say the same. */
function newUnique(wire: WireUnique, i: number, known: readonly Unique[], place: OpPlace): Unique | undefined {
  const { version, reading, path } = place
  if ('fields' in wire && wire.id !== undefined) return report(place, ['add', i, 'id'], 'id-is-given')
  const unique = readUnique(wire, version.fields, reading, [...path, 'add', i])
  if (!unique) return undefined
  const issues = checkUnique(version, unique, [...path, 'add', i])
  reading.issues.push(...issues)
  const same = ({ fields }: Unique) => [...fields].sort().join()
  if (known.some((other) => same(other) === same(unique))) return report(place, ['add', i], 'nothing-changes')
  return issues.length > 0 ? undefined : unique
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

function sentence(code: 'unique-added' | 'unique-removed', version: BlueprintVersion) {
  return ({ fields }: Unique): OpSentence => ({
    code,
    params: { fields: fields.map((id) => fieldById(version, id)).map((field) => field.label ?? field.key) },
  })
}
