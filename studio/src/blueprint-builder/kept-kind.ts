// A new kind of record that was begun and not created yet: this browser keeps it for its person.
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'
import type { Definition } from './definition.ts'

type Stored = Parameters<typeof keepStored>[2] & Parameters<typeof readStored>[1] & Parameters<typeof forgetStored>[1]

const storedAs = (tenant: string, person: string) => `molde.new-kind.${tenant}.${person}`

const isBegun = ({ label, fields, rules }: Definition) =>
  fields.length > 0 || rules.length > 0 || (label !== undefined && label !== '')

/** One that says nothing is forgotten. */
export function keepKind(tenant: string, person: string, definition: Definition, storage?: Stored): void {
  if (isBegun(definition)) keepStored(storedAs(tenant, person), definition, storage)
  else forgetKind(tenant, person, storage)
}

export const forgetKind = (tenant: string, person: string, storage?: Stored) =>
  forgetStored(storedAs(tenant, person), storage)

/** Anybody can write there: what cannot be a definition is none. */
export function keptKind(tenant: string, person: string, storage?: Stored): Definition | undefined {
  const kept = readStored(storedAs(tenant, person), storage) as Partial<Definition> | null | undefined
  const isKind =
    typeof kept === 'object' &&
    kept !== null &&
    typeof kept.name === 'string' &&
    isList(
      kept.fields,
      ({ id, key, type }) => typeof id === 'string' && typeof key === 'string' && typeof type === 'string',
    ) &&
    isList(kept.rules, ({ id, check }) => typeof id === 'string' && typeof check === 'string') &&
    Array.isArray(kept.uniques) &&
    kept.uniques.every(Array.isArray)
  return isKind && isBegun(kept as Definition) ? (kept as Definition) : undefined
}

function isList(list: unknown, holds: (one: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(list) && list.every((one) => typeof one === 'object' && one !== null && holds(one))
}
