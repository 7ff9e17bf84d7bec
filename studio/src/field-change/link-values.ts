// Values that become links: which fields have such values, which records they can lead to, and the kind of record that is made for them.
import type { FieldType, JsonObject } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import type { Label } from '../text/say-label.ts'

/** Texts of one line, as the engine recognises records by them. */
const naming: readonly FieldType[] = ['text', 'longText', 'email', 'url', 'phone', 'cpf', 'cnpj', 'cep']

export const hasChoices = ({ options }: WireField) => options !== undefined

export const canBecomeLinks = (field: WireField) =>
  !field.computed && (hasChoices(field) || naming.includes(field.of ?? field.type))

/** By which fields can records of this kind be found? The one that names them comes first. */
export function findableBy({ titleField, fields }: Blueprint, except?: WireField): readonly WireField[] {
  const found = fields.filter(
    ({ id, type, many, computed }) => naming.includes(type) && many !== true && !computed && id !== except?.id,
  )
  return [...found].sort((a, b) => Number(b.key === titleField) - Number(a.key === titleField))
}

/** By which fields can records of both be matched? They have the same name on the wire; what names the records comes first. */
export function commonMatches(past: Blueprint, target: Blueprint): readonly WireField[] {
  const keys = new Set(findableBy(past).map(({ key }) => key))
  return findableBy(target).filter(({ key }) => keys.has(key))
}

/** What a new record of this kind needs besides: then none can be made for a value. */
export const neededBesides = ({ fields }: Blueprint, match: string): readonly WireField[] =>
  fields.filter(({ key, required, default: standing }) => required && standing === undefined && key !== match)

export interface NewKind {
  readonly label: Label
  /** What its records are called by. */
  readonly nameLabel: string
  readonly colorLabel: string
}

/** A kind of record with a name, and with a colour where the choices have some. `taken` are names of other kinds. */
export function newKind(
  field: WireField,
  said: string,
  { label, nameLabel, colorLabel }: NewKind,
  taken: ReadonlySet<string>,
): Blueprint {
  const hasColors = field.options?.some(({ color }) => color !== undefined) === true
  return {
    name: freeName(keyOf(said, 'kind'), taken),
    version: 1,
    label,
    titleField: 'name',
    fields: [
      { id: 'f1', key: 'name', type: 'text', label: nameLabel, required: true },
      ...(hasColors ? [{ id: 'f2', key: 'color', type: 'color', label: colorLabel } as const] : []),
    ],
    rules: [],
    uniques: [],
  }
}

/** As the API takes a new one: it gives the ids. */
export function sendableKind({ name, label, titleField, fields }: Blueprint): JsonObject {
  const plain = { name, label, titleField, fields: fields.map(({ id: _, ...field }) => field) }
  return JSON.parse(JSON.stringify(plain)) as JsonObject
}

export const linkOp = (field: WireField, blueprint: string, match: string, createMissing: boolean): JsonObject => ({
  op: 'toRelation',
  field: field.id,
  ...{ blueprint, match, createMissing },
})
