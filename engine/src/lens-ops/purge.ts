// The values of a field are destroyed for good: in records, and in everything kept for a way back. The one change without undo.
import type { PurgeOp } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import type { Step } from '../lens/crossing.ts'
import { eraseIn } from '../lens/erase-in.ts'
import type { Lens } from '../lens/lens.ts'
import type { PurgeFieldOp } from '../lens/op.ts'
import { type OpKind, type OpPlace, report, withoutField } from '../lens/op-kind.ts'
import type { OpTools } from '../lens/op-tools.ts'
import { refuseUses, usesOfField } from '../lens/uses-of-field.ts'

export function purgeWith(tools: OpTools): OpKind<PurgeOp, PurgeFieldOp> {
  return {
    check(wire, place) {
      const { version } = place
      if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'purge' })
      const field = fieldEver(wire.field, place)
      if (!field)
        return report(place, ['field'], 'unknown-field', {
          name: wire.field,
          known: version.fields.map(({ key }) => key),
        })
      if (version.fields.length === 1 && version.fields[0]?.id === field.id)
        return report(place, ['field'], 'last-field', { label: field.label ?? field.key })
      if (refuseUses(usesOfField(version, field.id), field, place)) return undefined
      const { key, label } = field
      const elsewhere = place.opsBefore.flatMap(tools.stepsOf).find(({ edge: { lens } }) => isOfRows(lens, field.id))
      if (elsewhere) {
        const { blueprint = '' } = elsewhere.edge.lens.elsewhere ?? {}
        return report(place, ['field'], 'rows-in-records', { label: label ?? key, blueprint })
      }
      return {
        id: place.id,
        op: 'purge',
        field: field.id,
        key,
        ...(label !== undefined && { label }),
        erase: pairsWith(tools, field.id, place),
        ...(wire.reason !== undefined && { reason: wire.reason }),
      }
    },
    onVersion: (version, { field }) => withoutField(version, field),
    describe: ({ key, label }) => [{ code: 'purged', params: { label: label ?? key } }],
    toWire: ({ field, reason }) => ({ field, ...(reason !== undefined && { reason }) }),
    steps: (op) => [erasure(op)],
  }
}

/** A field of this version, or of an earlier one: what was removed may still lie in attics. */
function fieldEver(name: string, { version, history }: OpPlace): FieldDef | undefined {
  const now = version.fields.find(({ key, id }) => key === name || id === name)
  if (now) return now
  for (let number = version.version; number >= 1; number--) {
    const fields = history.versionAt(number)?.fields ?? []
    const past = fields.find(({ key, id }) => key === name || id === name)
    if (past) return past
  }
  return undefined
}

/** Where the field stands in the pairs that earlier changes left. */
function pairsWith(tools: OpTools, field: FieldId, place: OpPlace): PurgeFieldOp['erase'] {
  const at = (fields: readonly FieldId[]) => fields.flatMap((id, i) => (id === field ? [i] : []))
  const found = place.opsBefore.flatMap(tools.stepsOf).flatMap(({ edge: { name, lens } }) => {
    const places = { from: at(lens.from), to: at(lens.to) }
    return places.from.length + places.to.length > 0 ? [[name, places] as const] : []
  })
  return Object.fromEntries(found)
}

function isOfRows({ elsewhere, from }: Lens, field: FieldId): boolean {
  return elsewhere !== undefined && from.includes(field)
}

function erasure({ id, field, erase }: PurgeFieldOp): Step {
  const lens: Lens = { from: [field], to: [], forward: () => [], backward: () => [null] }
  return {
    edge: { name: id, lens, isReversed: false },
    forward({ data, attic }) {
      delete data[field]
      eraseIn(attic, { field, erase })
    },
    // Nothing is left to bring back.
    backward: () => undefined,
  }
}
