// A field that moves to the record a link leads to: by which links it can go, and what those records need for it.
import { type FieldDef, type JsonObject, slotOf } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'

/** `others` are the fields that could take part; into records of its own kind nothing moves. */
export function linksFor(field: WireField, others: readonly WireField[], blueprint: string): readonly WireField[] {
  const isMovable =
    !field.computed &&
    !field.many &&
    field.type !== 'file' &&
    field.type !== 'image' &&
    slotOf(field as unknown as FieldDef) !== null
  if (!isMovable) return []
  return others.filter(
    ({ id, type, many, computed, blueprint: target }) =>
      id !== field.id && type === 'relation' && !many && !computed && target !== undefined && target !== blueprint,
  )
}

/** Is there a field that takes the values: of the same name on the API, the same type and, where it has choices, with all of them? */
export function columnIn(target: Blueprint, field: WireField): WireField | undefined {
  const column = target.fields.find(({ key }) => key === field.key)
  if (column?.type !== field.type || column.blueprint !== field.blueprint || column.many || column.computed) return
  const hasAll = (field.options ?? []).every(({ key }) => column.options?.some((one) => one.key === key))
  return hasAll ? column : undefined
}

/** Another field has the name there. */
export const isKeyTaken = (target: Blueprint, field: WireField): boolean =>
  columnIn(target, field) === undefined && target.fields.some(({ key }) => key === field.key)

/** What the field is without what only holds among the fields it leaves. */
export function columnFor(field: WireField): JsonObject {
  const { id: _, required: __, askOnEdit: ___, readOnly: ____, default: _____, showWhen: ______, ...rest } = field
  const options = rest.options?.map(({ id: _own, ...option }) => option)
  return JSON.parse(JSON.stringify({ ...rest, ...(options && { options }) })) as JsonObject
}

const firstId = 800_000

/** As it will be once it has the field: for trying, before anything is published. */
export function withColumn(target: Blueprint, field: WireField): Blueprint {
  const options = field.options?.map((option, at) => ({ ...option, id: `o${firstId + at}` }))
  const column = { ...columnFor(field), id: `f${firstId}`, ...(options && { options }) } as unknown as WireField
  return { ...target, version: target.version + 1, fields: [...target.fields, column] }
}
