// What do computed fields give today, after something that they read has become something else? Ids stay, names and types follow.
import type { WireField } from '@molde/schemas'
import type { Issue } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { equalJson, type Json } from '../json.ts'
import type { BlueprintVersion, FieldDef } from './blueprint.ts'
import type { Neighbours, Shape } from './computed-context.ts'
import { wireComputed } from './computed-wire.ts'
import { slotOf, valueTypeOf } from './field-types.ts'
import { readComputed } from './read-computed.ts'
import { formulaScope } from './scope-of.ts'

/** The version with its computed fields as they are now. What cannot be read any more stays as it was. */
export function refreshComputed(version: BlueprintVersion, neighbours: Neighbours): BlueprintVersion {
  return refreshed(version, neighbours).version
}

/** Computed fields that lose what they read, or whose values become of another kind, with these neighbours. */
export function brokenComputed(version: BlueprintVersion, neighbours: Neighbours): readonly FieldDef[] {
  return refreshed(version, neighbours).broken
}

function refreshed(version: BlueprintVersion, neighbours: Neighbours) {
  let known = version.fields
  const broken: FieldDef[] = []
  // Each for itself: one that is broken keeps no other from following.
  for (const field of inOrder(version.fields)) {
    const wire = sent(field, version, neighbours)
    if (wire === 'not at hand') continue
    const issues: Issue[] = []
    const context = { ...neighbours, name: version.name, issues }
    const read = wire && readComputed(known, [{ id: field.id, wire, path: [] }], context)
    const now = read?.find(({ id }) => id === field.id)
    if (!read || !now || issues.length > 0 || !isSameKind(field, now)) broken.push(field)
    else known = read
  }
  return {
    version: equalJson(known as unknown as Json, version.fields as unknown as Json)
      ? version
      : { ...version, fields: known },
    broken,
  }
}

function isSameKind(before: FieldDef, after: FieldDef): boolean {
  return equalJson(valueTypeOf(before) as Json, valueTypeOf(after) as Json) && slotOf(before) === slotOf(after)
}

/** Formulas last: they read the others. */
function inOrder(fields: readonly FieldDef[]): readonly FieldDef[] {
  const related = fields.filter(({ computed }) => computed && computed.kind !== 'formula')
  return [...related, ...fields.filter(({ computed }) => computed?.kind === 'formula')]
}

/** The field as somebody would define it now; undefined when what it reads is gone. */
function sent(
  field: FieldDef,
  version: BlueprintVersion,
  { blueprintNamed }: Neighbours,
): WireField | 'not at hand' | undefined {
  const { computed, precision, currencies } = field
  const base = {
    key: field.key,
    type: field.type,
    ...(precision !== undefined && { precision }),
    ...(currencies && { currencies }),
  }
  const as = (more: object) =>
    ({ ...base, computed: { ...wireComputed(field, version), ...more } }) as unknown as WireField
  if (computed?.kind !== 'lookup' && computed?.kind !== 'rollup') return as({})
  const via = computed.kind === 'lookup' ? version.fields.find(({ id }) => id === computed.via) : undefined
  const name = computed.kind === 'lookup' ? (via?.blueprint ?? '') : computed.blueprint
  if (name !== version.name && !blueprintNamed) return 'not at hand'
  const shape: Shape | undefined = name === version.name ? version : blueprintNamed?.(name)
  const keyOf = (id: string | undefined) => shape?.fields.find((one) => one.id === id)?.key
  const key = keyOf(computed.field)
  if (!shape || (computed.field !== undefined && key === undefined)) return undefined
  if (computed.kind === 'lookup') return as({ field: key })
  const theirs = keyOf(computed.via)
  if (theirs === undefined) return undefined
  const where = computed.where && sayExpression(computed.where, formulaScope(shape))
  return as({ via: theirs, ...(key !== undefined && { field: key }), ...(where !== undefined && { where }) })
}
