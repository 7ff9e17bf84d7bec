// Which places and acts has this person jumped to? Kept in this browser, for each workspace by itself.
import { keepStored, readStored } from './browser-storage.ts'

const most = 12
const nameOf = (tenant: string) => `molde.jumped.${tenant}`

/** Ids of places in the jump box, the latest first. */
export function usedPlaces(tenant: string, storage?: Pick<Storage, 'getItem'>): readonly string[] {
  const kept = readStored(nameOf(tenant), storage)
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, most) : []
}

export function noteUsed(tenant: string, id: string, storage?: Pick<Storage, 'getItem' | 'setItem'>): void {
  keepStored(nameOf(tenant), [id, ...usedPlaces(tenant, storage).filter((one) => one !== id)].slice(0, most), storage)
}
