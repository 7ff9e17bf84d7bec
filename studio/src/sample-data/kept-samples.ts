// Which records did this person make up, here in this browser? They can be taken away again until they are gone.
import { create } from 'zustand'
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'

/** Of one kind, in the order in which they were made: what is pointed to before what points. */
export interface KeptBatch {
  readonly blueprint: { readonly name: string }
  readonly written: readonly { readonly op: 'delete'; readonly id: string; readonly rev: number }[]
}

const storedAs = (tenant: string, person: string) => `molde.samples.${tenant}.${person}`

/** Anybody can write there. */
export function readSamples(kept: unknown): readonly KeptBatch[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: unknown) => {
    const { blueprint, written } = (one ?? {}) as Partial<KeptBatch>
    const name: unknown = blueprint?.name
    if (typeof name !== 'string' || !Array.isArray(written)) return []
    const known = written.flatMap((record: unknown) => {
      const { id, rev } = (record ?? {}) as { readonly id?: unknown; readonly rev?: unknown }
      return typeof id === 'string' && typeof rev === 'number' ? [{ op: 'delete', id, rev } as const] : []
    })
    return known.length > 0 ? [{ blueprint: { name }, written: known }] : []
  })
}

/** Without those that are gone. */
export function withoutSamples(all: readonly KeptBatch[], gone: readonly KeptBatch[]): readonly KeptBatch[] {
  const ids = new Set(gone.flatMap(({ written }) => written.map(({ id }) => id)))
  return all.flatMap(({ blueprint, written }) => {
    const left = written.filter(({ id }) => !ids.has(id))
    return left.length > 0 ? [{ blueprint, written: left }] : []
  })
}

export const countSamples = (batches: readonly KeptBatch[]) =>
  batches.reduce((sum, { written }) => sum + written.length, 0)

/** What is stored is read once; the pages that are open hear of each change. */
const useKept = create<{ readonly [name: string]: readonly KeptBatch[] }>(() => ({}))

const none: readonly KeptBatch[] = []

export function keptSamples(tenant: string, person: string): readonly KeptBatch[] {
  return useKept.getState()[storedAs(tenant, person)] ?? readSamples(readStored(storedAs(tenant, person)))
}

export function keepSamples(tenant: string, person: string, batches: readonly KeptBatch[]): void {
  const name = storedAs(tenant, person)
  const kept = batches.map(({ blueprint, written }) => ({ blueprint: { name: blueprint.name }, written }))
  if (kept.length > 0) keepStored(name, kept)
  else forgetStored(name)
  useKept.setState({ [name]: kept })
}

export function useKeptSamples(tenant: string, person: string): readonly KeptBatch[] {
  const name = storedAs(tenant, person)
  const known = useKept((all) => all[name])
  if (known) return known
  const stored = readSamples(readStored(name))
  return stored.length > 0 ? stored : none
}
