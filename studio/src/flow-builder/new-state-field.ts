// The field that a flow's states will be choices of, while neither is published: the drawing knows it, nobody else does.
import type { Blueprint, WireField, WireOption } from '../api/blueprints-api.ts'
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'
import type { Flow } from '../api/flows-api.ts'
import { freeName } from '../text/key-of.ts'
import { withoutRegionFrames } from './regions-on-screen.ts'

export interface NewStateField {
  readonly key: string
  readonly label: string
  /** The states that were named first; those that are drawn later are the flow's. */
  readonly options: readonly Pick<WireOption, 'key' | 'label'>[]
}

const storedAs = (tenant: string, blueprint: string) => `molde.flow-field.${tenant}.${blueprint}`

/** Of no published field: ids of the server count up from 1. */
const unpublished = 'f999999'
const firstOption = 990_000

export const isUnpublished = ({ id }: WireField) => id === unpublished

/** `key` where that is free. */
export function newStateField(blueprint: Blueprint, { key, label, options }: NewStateField): NewStateField {
  return { key: freeName(key, new Set(blueprint.fields.map((field) => field.key))), label, options }
}

/** The blueprint as it will be; as it is where the field is there by now. */
export function withNewStateField(blueprint: Blueprint, field: NewStateField | undefined): Blueprint {
  if (!field || blueprint.fields.some(({ key }) => key === field.key)) return blueprint
  const options = field.options.map((option, at) => ({ ...option, id: `o${firstOption + at}` }))
  const { key, label } = field
  const drawn: WireField = { id: unpublished, key, label, type: 'enum', options, quickFilter: true }
  return { ...blueprint, fields: [...blueprint.fields, drawn] }
}

/** Every state with its words: the choices that the field gets when it is published. */
export function optionsFor(flow: Flow, { options = [] }: WireField): NewStateField['options'] {
  return Object.entries(withoutRegionFrames(flow).states).map(([key, { label }]) => {
    const words = label ?? options.find((option) => option.key === key)?.label
    return { key, ...(words === undefined ? {} : { label: words }) }
  })
}

export const keepNewStateField = (tenant: string, blueprint: string, field: NewStateField) =>
  keepStored(storedAs(tenant, blueprint), field)

export const forgetNewStateField = (tenant: string, blueprint: string) => forgetStored(storedAs(tenant, blueprint))

/** Anybody can write there. */
export function keptNewStateField(tenant: string, blueprint: string): NewStateField | undefined {
  const { key, label, options } = (readStored(storedAs(tenant, blueprint)) ?? {}) as Partial<NewStateField>
  if (typeof key !== 'string' || typeof label !== 'string' || !Array.isArray(options)) return undefined
  const known = options.flatMap((option: unknown) => {
    const one = (option ?? {}) as Partial<WireOption>
    return typeof one.key === 'string'
      ? [{ key: one.key, ...(one.label === undefined ? {} : { label: one.label }) }]
      : []
  })
  return { key, label, options: known }
}
