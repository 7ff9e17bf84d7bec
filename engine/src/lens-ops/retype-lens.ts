// How does a value cross a change of its field's type?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs } from '../blueprint/field-types.ts'
import type { Json } from '../json.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens, Tuple } from '../lens/lens.ts'
import type { RetypeFieldOp } from '../lens/op.ts'
import { rememberingLast } from '../lens/remembering-last.ts'
import { converterNamed } from '../lens-converters/all-converters.ts'

type Carry = (value: Json, past: Json) => Json | undefined

export function retypeLens(op: RetypeFieldOp): Lens {
  const { field, before, after, params = {}, onError } = op
  const there = rememberingLast(fitting(op))
  const back = converterNamed(op.back, { from: after, to: before, params })
  const instead = typeof onError === 'object' ? onError.value : null
  return {
    from: [field],
    to: [field],
    forward: (from, _around, past) => [single(from, past, there, instead)],
    backward: (to, _around, past) => [single(to, past, back, null)],
    fails: ([value = null]) => value !== null && there(value, null) === undefined,
    ...(onError === 'quarantine' && { waits: true }),
  }
}

/** The value in the new field, when it can be there; undefined when it fails. */
export function carriedOver(op: RetypeFieldOp, value: Json): Json | undefined {
  return fitting(op)(value, null)
}

function single([value = null]: Tuple, past: Tuple | undefined, carry: Carry, instead: Json): Json {
  if (value === null) return null
  const carried = carry(value, past?.[0] ?? null)
  return carried === undefined ? instead : carried
}

/** What does not fit the new field's own limits fails too, unless it may be cut to fit. */
function fitting({ there, before, after, params = {}, onError }: RetypeFieldOp): Carry {
  const convert = converterNamed(there, { from: before, to: after, params })
  const fits = fitsField(after)
  const cut = onError === 'truncate' ? shortener(after) : undefined
  return (value, past) => {
    const converted = convert(value, past)
    if (converted === undefined || converted === null) return converted
    const kept = cut ? cut(converted) : converted
    return fits(kept) ? kept : undefined
  }
}

/** Lengths count characters, not halves of them. */
function shortener({ type, maxLength }: FieldDef): (value: Json) => Json {
  const cap = fieldTypeDefs[type].cap ?? Number.POSITIVE_INFINITY
  const most = Math.min(maxLength ?? cap, cap)
  return (value) => {
    const text = value as string
    return text.length <= most ? text : Array.from(text).slice(0, most).join('')
  }
}
