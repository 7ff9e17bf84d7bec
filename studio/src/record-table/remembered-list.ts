// How was a list looked at when it was left? Whoever comes back by the rail finds it so; an address that says more is the truth.
import { keepStored, readStored } from '../api/browser-storage.ts'
import { type ListSearch, readListSearch } from './list-search.ts'

const nameOf = (tenant: string, blueprint: string) => `molde.list.${tenant}.${blueprint}`

/** Conditions last as long as the page is open: one that is forgotten for days would hide records. */
const conditions = new Map<string, ListSearch['where']>()

export function rememberList(
  tenant: string,
  blueprint: string,
  search: ListSearch,
  storage?: Pick<Storage, 'setItem'>,
): void {
  const { view, sort, columns, pin, wide, total, rows, kind, group, start, end, where } = search
  conditions.set(nameOf(tenant, blueprint), where)
  keepStored(
    nameOf(tenant, blueprint),
    { view, sort, columns, pin, wide, total, rows, kind, group, start, end },
    storage,
  )
}

export function rememberedList(tenant: string, blueprint: string, storage?: Pick<Storage, 'getItem'>): ListSearch {
  const kept = readStored(nameOf(tenant, blueprint), storage)
  const where = conditions.get(nameOf(tenant, blueprint))
  const known = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {}
  return readListSearch({ ...known, where })
}
