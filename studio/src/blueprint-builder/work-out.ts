// A published field that people fill in is worked out from now on, or the other way round: what its definition becomes, and which op that is.
import type { JsonObject } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { computedStart } from './computed-start.ts'
import type { Definition } from './definition.ts'

/** What says how a field is shown; what values had to be like when people wrote them is left behind. */
const goesOn = ['id', 'key', 'type', 'label', 'help', 'showWhen', 'quickFilter', 'search', 'precision', 'currencies']

/** Begins with another field's value, so that there is a formula to change. */
export function workOut(definition: Definition, id: string): Definition {
  const others = { ...definition, fields: definition.fields.filter((field) => field.id !== id) }
  return changed(definition, id, (field) => {
    const computed = computedStart('formula', others)
    return computed ? { ...shown(field), readOnly: true, computed } : field
  })
}

export function keepValues(definition: Definition, id: string): Definition {
  return changed(definition, id, filledIn)
}

/** As it was published, under the words it has by now. */
export function takeBackWorking(definition: Definition, published: WireField): Definition {
  return changed(definition, published.id, ({ key, label, help }) => ({
    ...published,
    key,
    ...(label === undefined ? {} : { label }),
    ...(help === undefined ? {} : { help }),
  }))
}

export type Working = 'compute' | 'materialise'

/** What becomes of a field between two definitions, if it stops or begins to be worked out. */
export function workingBetween(before: WireField, after: WireField): Working | undefined {
  if (!before.computed && after.computed) return 'compute'
  return before.computed && !after.computed ? 'materialise' : undefined
}

/** The op, and what it makes of the field: everything else that differs is said by others. */
export function workingOp(
  before: WireField,
  after: WireField,
): { readonly op: JsonObject; readonly made: WireField } | undefined {
  const working = workingBetween(before, after)
  if (working === undefined) return undefined
  const op = { op: working, field: after.id }
  if (working === 'materialise') return { op, made: filledIn(before) }
  const { computed, precision, currencies } = after
  const isOther = (name: 'precision' | 'currencies') => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  return {
    op: {
      ...op,
      expr: computed?.expr ?? '',
      ...(computed?.as && { as: computed.as }),
      ...(precision !== undefined && isOther('precision') && { precision }),
      ...(currencies && isOther('currencies') && { currencies: [...currencies] }),
    },
    made: {
      ...shown(before),
      readOnly: true,
      ...(computed && { computed }),
      ...(precision !== undefined && { precision }),
      ...(currencies && { currencies }),
    },
  }
}

function shown(field: WireField): WireField {
  return Object.fromEntries(Object.entries(field).filter(([name]) => goesOn.includes(name))) as unknown as WireField
}

function filledIn({ computed: _, readOnly: __, ...field }: WireField): WireField {
  return field
}

function changed(definition: Definition, id: string, change: (field: WireField) => WireField): Definition {
  return { ...definition, fields: definition.fields.map((field) => (field.id === id ? change(field) : field)) }
}
