// Whose values are other ones after a publish, although nobody wrote them?
import { type BlueprintVersion, computedReads, equalJson, type FieldDef, type FieldId, type Json } from '@molde/engine'

/** Computed fields that are new, worked out in another way, or made from one that is, or from one of `changed`. */
export function workedOutAnew(
  before: BlueprintVersion,
  after: BlueprintVersion,
  changed: ReadonlySet<FieldId> = new Set(),
): ReadonlySet<FieldId> {
  const known = new Map(before.fields.map((field) => [field.id, field]))
  const computed = after.fields.filter((field) => field.computed)
  const anew = new Set(computed.filter((field) => differs(known.get(field.id), field)).map(({ id }) => id))
  // Each round finds those that read what the round before found.
  for (let size = -1; size !== anew.size; ) {
    size = anew.size
    for (const field of computed)
      if (computedReads(field).some((id) => anew.has(id) || changed.has(id))) anew.add(field.id)
  }
  return anew
}

function differs(before: FieldDef | undefined, { type, precision, computed }: FieldDef): boolean {
  return (
    !equalJson((before?.computed ?? null) as Json, (computed ?? null) as Json) ||
    before?.type !== type ||
    before?.precision !== precision
  )
}
