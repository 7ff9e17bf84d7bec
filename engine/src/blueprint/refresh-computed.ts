// What do computed fields give today, after something that they read has become something else? Ids stay, names and types follow.
import type { WireField } from '@molde/schemas'
import type { Issue } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { equalJson } from '../json.ts'
import type { BlueprintVersion, FieldDef } from './blueprint.ts'
import type { Neighbours, Shape } from './computed-context.ts'
import { wireComputed } from './computed-wire.ts'
import { readComputed } from './read-computed.ts'
import { formulaScope } from './scope-of.ts'

/** The version with its computed fields as they are now. What cannot be read any more stays as it was. */
export function refreshComputed(version: BlueprintVersion, neighbours: Neighbours): BlueprintVersion {
  let known = version.fields
  if (!known.some(({ computed }) => computed)) return version
  // Each for itself: one that is broken keeps no other from following.
  for (const field of inOrder(version.fields)) {
    const wire = sent(field, version, neighbours)
    if (!wire) continue
    const issues: Issue[] = []
    const context = { ...neighbours, name: version.name, issues }
    const read = readComputed(known, [{ id: field.id, wire, path: [] }], context)
    if (issues.length === 0) known = read
  }
  return equalJson(known, version.fields) ? version : { ...version, fields: known }
}

/** Formulas last: they read the others. Among them a few rounds would be needed only if a type changed, which is refused. */
function inOrder(fields: readonly FieldDef[]): readonly FieldDef[] {
  const related = fields.filter(({ computed }) => computed && computed.kind !== 'formula')
  return [...related, ...fields.filter(({ computed }) => computed?.kind === 'formula')]
}

/** The field as somebody would define it now. Undefined where the other blueprint is not at hand. */
function sent(field: FieldDef, version: BlueprintVersion, { blueprintNamed }: Neighbours): WireField | undefined {
  const { computed } = field
  const at = (name: string): Shape | undefined => (name === version.name ? version : blueprintNamed?.(name))
  const base = { key: field.key, type: field.type }
  if (computed?.kind === 'lookup') {
    const via = version.fields.find(({ id }) => id === computed.via)
    const there = at(via?.blueprint ?? '')?.fields.find(({ id }) => id === computed.field)
    return (
      there && ({ ...base, computed: { ...wireComputed(field, version), field: there.key } } as unknown as WireField)
    )
  }
  if (computed?.kind === 'rollup') {
    const shape = at(computed.blueprint)
    const keyOf = (id: string | undefined) => shape?.fields.find((one) => one.id === id)?.key
    const via = keyOf(computed.via)
    if (!shape || via === undefined) return undefined
    const key = keyOf(computed.field)
    const names = {
      via,
      ...(key !== undefined && { field: key }),
      ...(computed.where && { where: sayExpression(computed.where, formulaScope(shape)) }),
    }
    return { ...base, computed: { ...wireComputed(field, version), ...names } } as unknown as WireField
  }
  return { ...base, computed: wireComputed(field, version) } as unknown as WireField
}
