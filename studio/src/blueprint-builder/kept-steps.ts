// The steps of the data model outlive the page within its tab: what is read there is looked at before it is believed.
import { keepStored, readStored } from '../api/browser-storage.ts'
import { type ModelChange, type ModelStep, type ModelSteps, noSteps } from './model-steps.ts'

const storedAs = (tenant: string, person: string) => `molde.model-steps.${tenant}.${person}`
/** A tab keeps about five million characters for everything. */
const mostText = 1_000_000

export function keptSteps(tenant: string, person: string): ModelSteps {
  try {
    return readSteps(readStored(storedAs(tenant, person), sessionStorage))
  } catch {
    return noSteps
  }
}

export function keepSteps(tenant: string, person: string, steps: ModelSteps): void {
  try {
    keepStored(storedAs(tenant, person), fitting(steps), sessionStorage)
  } catch {
    // A storage that may not even be named: undoing then ends with the page.
  }
}

/** The newest ones: undoing begins there. */
export function fitting({ past, future, at }: ModelSteps, most = mostText): ModelSteps {
  let room = most
  const newest = (steps: readonly ModelStep[]) => {
    const end = steps.findIndex((step) => {
      room -= JSON.stringify(step).length
      return room < 0
    })
    return end === -1 ? steps : steps.slice(0, end)
  }
  return { past: [...newest([...past].reverse())].reverse(), future: newest(future), at }
}

/** Anybody can write into a tab's storage: what is no step is left out, and all with it, since steps stand on each other. */
export function readSteps(stored: unknown): ModelSteps {
  if (!isRecord(stored)) return noSteps
  const { past, future } = stored
  if (!Array.isArray(past) || !Array.isArray(future)) return noSteps
  return [...past, ...future].every(isStep) ? { past, future, at: 0 } : noSteps
}

function isStep(value: unknown): value is ModelStep {
  if (!isRecord(value) || !Array.isArray(value['changes']) || value['changes'].length === 0) return false
  return value['changes'].every(isChange) && ['string', 'undefined'].includes(typeof value['about'])
}

function isChange(value: unknown): value is ModelChange {
  if (!isRecord(value)) return false
  const { kind, before, after, blueprint } = value
  switch (kind) {
    case 'moved':
      return arePlaces(before) && arePlaces(after)
    case 'drafted':
      return typeof blueprint === 'string' && areOps(before) && areOps(after)
    case 'planned':
      return typeof blueprint === 'string' && isPlan(before) && isPlan(after)
    case 'trashed':
    case 'restored':
      return isRecord(blueprint) && typeof blueprint['id'] === 'string' && typeof blueprint['name'] === 'string'
  }
  return false
}

const areOps = (value: unknown) => Array.isArray(value) && value.every(isRecord)
const isPlan = (value: unknown) => value === null || isRecord(value)
const arePlaces = (value: unknown) =>
  isRecord(value) &&
  Object.values(value).every((place) => isRecord(place) && Number.isFinite(place['x']) && Number.isFinite(place['y']))

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
