// Where a person has put the kinds of record of a tenant, kept by this browser.
import { keepStored } from '../api/browser-storage.ts'
import type { Place, Places } from './node-geometry.ts'

const storedAs = (tenant: string) => `molde.model-places.${tenant}`

export function rememberedPlaces(tenant: string): Places {
  try {
    return readPlaces(localStorage.getItem(storedAs(tenant)))
  } catch {
    return {}
  }
}

export function rememberPlaces(tenant: string, places: Places): void {
  keepStored(storedAs(tenant), places)
}

/** What is no place is left out: anybody can write there. */
export function readPlaces(text: string | null): Places {
  if (text === null) return {}
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, Place] => isPlace(entry[1])))
  } catch {
    return {}
  }
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false
  const { x, y } = value as { readonly x?: unknown; readonly y?: unknown }
  return Number.isFinite(x) && Number.isFinite(y)
}
