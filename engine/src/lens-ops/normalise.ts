// One spelling for equal values. What was written is kept for the way back.
import type { NormaliseOp } from '@molde/schemas'
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { isPhone } from '../blueprint/formats.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Json } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import type { NormalForm, NormaliseFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, report, withField } from '../lens/op-kind.ts'

export const normalise: OpKind<NormaliseOp, NormaliseFieldOp> = {
  check(wire, place) {
    const field = fieldOf(wire.field, place)
    if (!field) return undefined
    const { form } = wire
    if (!fitting[form].includes(field.type))
      return report(place, ['field'], 'op-not-for-type', {
        op: `normalise (${form})`,
        type: field.type,
        known: fitting[form],
      })
    return { id: place.id, op: 'normalise', field: field.id, form, after: withDefault(field, form) }
  },
  onVersion: (version, op) => withField(version, op.field, () => op.after),
  describe({ field, form }, before) {
    const { label, key } = fieldById(before, field)
    return [{ code: `normalised-${form}`, params: { label: label ?? key } }]
  },
  toWire: ({ field, form }, before) => ({ field: keyOf(before, field), form }),
  steps: (op) => [lensStep(op.id, normalLens(op))],
}

const lines: readonly FieldType[] = ['text', 'longText']
const fitting: { readonly [F in NormalForm]: readonly FieldType[] } = {
  trim: [...lines, 'richText'],
  lower: [...lines, 'email'],
  upper: lines,
  phone: [...lines, 'phone'],
  email: [...lines, 'email'],
}

function withDefault(field: FieldDef, form: NormalForm): FieldDef {
  const { default: standing, ...rest } = field
  if (!standing || !('value' in standing)) return field
  const value = normalForm(field, form)(standing.value)
  return value === null ? rest : { ...rest, default: { value } }
}

function normalLens({ field, form, after }: NormaliseFieldOp): Lens {
  const normal = normalForm(after, form)
  return {
    from: [field],
    to: [field],
    forward: ([value = null]) => [value === null ? null : normal(value)],
    backward: ([value = null]) => [value],
  }
}

/** A text that is not of the form stays as it is, and so does one that the field would not take in its new spelling. */
function normalForm(field: FieldDef, form: NormalForm): (value: Json) => Json {
  const fits = fitsField(field)
  return (value) => {
    if (typeof value !== 'string') return value
    const spelled = forms[form](value)
    return spelled === '' ? null : fits(spelled) ? spelled : value
  }
}

const forms: { readonly [F in NormalForm]: (text: string) => string } = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  phone: normalPhone,
  email(text) {
    const address = text.trim().replace(/^mailto:/i, '')
    return /^[^\s@]+@[^\s@]+$/.test(address) ? address.toLowerCase() : text
  },
}

/** `+55 (11) 91234-5678` → `+5511912345678`, `00 44 …` → `+44…`; the country of a number without one is not guessed. */
function normalPhone(text: string): string {
  const written = text.trim()
  if (!isPhone(written)) return text
  const digits = written.replace(/\D/g, '')
  if (written.startsWith('+')) return `+${digits}`
  return /^00[1-9]/.test(digits) ? `+${digits.slice(2)}` : digits
}
