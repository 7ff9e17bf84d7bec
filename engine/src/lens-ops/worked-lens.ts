// A field that is worked out on one side and filled in by people on the other: how does a record cross that?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { readsOf } from '../blueprint/read-computed.ts'
import type { Json } from '../json.ts'
import { lensStep, type Step } from '../lens/crossing.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import type { ComputeFieldOp, MaterialiseFieldOp } from '../lens/op.ts'
import { versionOf } from '../lens/version-of.ts'
import { withComputed } from '../record/compute-record.ts'
import type { StoredData } from '../record/stored-record.ts'

/** From where it is worked out to where it is kept. */
export function workedStep(op: ComputeFieldOp | MaterialiseFieldOp): Step {
  return lensStep(op.id, workedLens(op))
}

/**
 * What is kept on one side is nothing on the other, and comes back whatever became of the rest of the record. Only a record that
 * never was on that side brings along what was worked out. A value from other records is what the record holds of them: nobody
 * keeps it up to date once no newest version shows it.
 */
function workedLens({ stored, computed, reads, zone }: ComputeFieldOp | MaterialiseFieldOp): Lens {
  const { id } = computed
  const alone = versionOf(...reads, computed)
  const fits = fitsField(stored)
  const isFormula = computed.computed?.kind === 'formula'
  const worked = (data: StoredData): Json | null => (isFormula ? withComputed(alone, data, zone)[id] : data[id]) ?? null
  return {
    from: [],
    to: [id],
    forward(_, { data }) {
      const value = worked(data)
      return [value !== null && fits(value) ? value : null]
    },
    backward: () => [],
    readsAround: true,
    worked: { field: id, isFormula, valueIn: (data, kept) => (isFormula ? worked(data) : kept) },
  }
}

/** Computed fields that this one is made from, at any distance. */
export function behind(field: FieldDef, fields: BlueprintVersion['fields']): readonly FieldDef[] {
  const found = new Set<FieldDef>()
  const open = [field]
  for (let next = open.pop(); next; next = open.pop())
    for (const id of readsOf(next)) {
      const read = fields.find((other) => other.id === id)
      if (!read?.computed || read.id === field.id || found.has(read)) continue
      found.add(read)
      open.push(read)
    }
  return [...found]
}
