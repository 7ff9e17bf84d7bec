// How does the API say that a field is computed? In full under `computed`, or shortly by its type.
import type { WireComputed, WireField } from '@molde/schemas'
import { sayExpression } from '../expression/say-expression.ts'
import type { JsonObject } from '../json.ts'
import { type BlueprintVersion, type ComputedKind, computedKinds, type FieldDef } from './blueprint.ts'
import { formulaScope } from './scope-of.ts'

/** Members that stand beside the type in the short form. */
const shortMembers = ['expr', 'via', 'field', 'blueprint', 'function', 'where', 'format', 'start'] as const
/** Which members each kind takes; the first ones it needs. */
export const membersOf: {
  readonly [K in ComputedKind]: { readonly needs: readonly string[]; readonly may: readonly string[] }
} = {
  formula: { needs: ['expr'], may: ['as'] },
  lookup: { needs: ['via', 'field'], may: [] },
  rollup: { needs: ['blueprint', 'via', 'function'], may: ['field', 'where'] },
  autonumber: { needs: [], may: ['format', 'start'] },
}

export function isComputedKind(type: string): type is ComputedKind {
  return (computedKinds as readonly string[]).includes(type)
}

/** In the full form; undefined of a field that people fill in. */
export function computedOf(wire: WireField): WireComputed | undefined {
  if (wire.computed) return wire.computed
  if (!isComputedKind(wire.type)) return undefined
  const members = shortMembers.flatMap((name) => (wire[name] === undefined ? [] : [[name, wire[name]]]))
  return { kind: wire.type, ...Object.fromEntries(members) }
}

/** Where a member of the full form stands in what was sent. */
export function placeOf(wire: WireField, member: string): readonly string[] {
  return wire.computed ? ['computed', member] : [member]
}

/** Without what the short form says beside the type. */
export function withoutShortForm(wire: WireField): WireField {
  const { computed: _, ...rest } = wire
  if (wire.computed) return rest
  const names: readonly string[] = shortMembers
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !names.includes(name))) as unknown as WireField
}

export function wireComputed(field: FieldDef, { fields }: Pick<BlueprintVersion, 'fields'>): JsonObject {
  const { computed } = field
  switch (computed?.kind) {
    case undefined:
      return {}
    case 'formula':
      return {
        kind: 'formula',
        expr: sayExpression(computed.expr, formulaScope({ fields })),
        ...(computed.as && { as: computed.as }),
      }
    case 'lookup':
      return {
        kind: 'lookup',
        via: fields.find(({ id }) => id === computed.via)?.key ?? computed.via,
        field: computed.names.field,
      }
    case 'rollup': {
      const { kind, blueprint, function: wanted, names } = computed
      return { kind, blueprint, ...names, function: wanted }
    }
    case 'autonumber':
      return { ...computed }
  }
}
