// Records are said in the words of a version of their kind. When a kind gets another version, whoever published it and wherever, no
// answer in the words of the one before is shown beside the new definition: all of them are thrown away here and asked for again.
import type { Query, QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { forgetStored, keepStored, readStored } from './browser-storage.ts'
import { forgetEarly } from './early-answers.ts'

/** Names of kinds with their versions, by tenant. */
type Known = { readonly [tenant: string]: { readonly [blueprint: string]: number } }

/** Kept from one visit to the next: what is there for reading without a connection lasts as long. */
const storedAs = 'molde.versions'
/** As in public/offline.js. */
const offlineAnswers = 'molde-answers-1'

/** Watches every answer that comes in, for as long as the client lives. */
export function keepInStep(client: QueryClient): void {
  const versions = new KnownVersions()
  const answers = client.getQueryCache()
  /** An old answer is asked for again once per version: without a connection it would come back for ever. */
  const askedAgain = new Set<string>()
  const askAgain = (query: Query, version: number) => {
    const once = `${query.queryHash}@${version}`
    if (askedAgain.has(once)) return
    askedAgain.add(once)
    void client.invalidateQueries({ queryKey: query.queryKey, exact: true })
  }
  answers.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    const { query } = event
    const [area, tenant, part, name] = query.queryKey
    if (area !== 'tenant' || typeof tenant !== 'string') return
    if (part === 'blueprints') {
      for (const { name: blueprint, version } of definitionsIn(query)) {
        const known = versions.of(tenant, blueprint)
        if (known !== undefined && version < known) askAgain(query, known)
        else if (version !== known) {
          versions.note(tenant, blueprint, version)
          if (known !== undefined) throwAway(client, tenant, blueprint)
        }
      }
    } else if (part === 'records' && typeof name === 'string' && !query.queryKey.includes('as')) {
      const known = versions.of(tenant, name)
      const said = versionSaid(query.state.data)
      if (known === undefined || said === undefined || said === known) return
      // Either the answer was sent before the version was published, or nobody has told of the version yet.
      if (said < known) askAgain(query, known)
      else void client.invalidateQueries({ queryKey: ['tenant', tenant, 'blueprints'] })
    }
  })
}

/** For the next person in front of this screen. */
export function forgetVersions(): void {
  forgetStored(storedAs)
}

class KnownVersions {
  /** Of this page: what another tab has heard of says nothing about the answers that are held here. */
  #known: Known | undefined

  of(tenant: string, blueprint: string): number | undefined {
    this.#known ??= readKnown(readStored(storedAs))
    return this.#known[tenant]?.[blueprint]
  }

  note(tenant: string, blueprint: string, version: number): void {
    this.#known = { ...this.#known, [tenant]: { ...this.#known?.[tenant], [blueprint]: version } }
    keepStored(storedAs, this.#known)
  }
}

function readKnown(stored: unknown): Known {
  return typeof stored === 'object' && stored !== null ? (stored as Known) : {}
}

/**
 * Lists, records, histories, samples of that kind are empty until they are asked for again. What others show of it (names, linked
 * records, what was searched for) is asked for again where it is seen.
 */
function throwAway(client: QueryClient, tenant: string, blueprint: string): void {
  forgetEarly(tenant)
  void forgetOffline(tenant)
  const queryKey = ['tenant', tenant, 'records', blueprint]
  void client.resetQueries({ queryKey })
  // Names of linked records are read by nobody in particular: this is how they hear of it.
  void client.invalidateQueries({ queryKey, type: 'inactive' })
  void client.invalidateQueries({
    predicate: ({ queryKey: [area, of, part, name] }) =>
      area === 'tenant' && of === tenant && aboutRecords.has(part) && !(part === 'records' && name === blueprint),
  })
}

const aboutRecords = new Set<unknown>(['records', 'search', 'views', 'favourites', 'trash', 'notifications'])

/** Pages of other kinds have records of this one inside: those go as well. */
async function forgetOffline(tenant: string): Promise<void> {
  // Browsers have no such place on pages they do not call secure.
  if (!('caches' in globalThis)) return
  try {
    const kept = await caches.open(offlineAnswers)
    const about = new RegExp(
      `/tenants/${escaped(encodeURIComponent(tenant))}/(records|search|views|favourites|trash)([/?]|$)`,
    )
    for (const request of await kept.keys())
      if (about.test(request.url)) await kept.delete(request, { ignoreVary: true })
  } catch {
    // Nothing is kept either.
  }
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

interface Versioned {
  readonly name: string
  readonly version: number
}

/** The newest versions that an answer about kinds of records names; drafts and older versions name none. */
function definitionsIn({ queryKey, state }: Query): readonly Versioned[] {
  const data = state.data as Partial<Versioned> & { readonly items?: readonly Versioned[] }
  if (queryKey.length === 3) return data.items ?? []
  const { name, version } = data
  return queryKey.length === 4 && name !== undefined && version !== undefined ? [{ name, version }] : []
}

interface Said {
  readonly version?: unknown
  readonly rev?: unknown
  readonly pages?: readonly Said[]
  readonly items?: readonly Said[]
  readonly records?: readonly Said[]
}

/** The version in which an answer says its records: of one record, of a page, or of a list of pages. */
export function versionSaid(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { version, rev, pages, items, records } = data as Said
  if (typeof version === 'number' && typeof rev === 'number') return version
  for (const inside of [pages, items, records]) {
    if (!Array.isArray(inside)) continue
    const said = inside.map(versionSaid).find((one) => one !== undefined)
    if (said !== undefined) return said
  }
  return undefined
}

export interface InStep<Definition, Record> {
  readonly definition: Definition
  readonly record: Record
}

/**
 * A definition and a record in its words. While only one of the two has come in the newest words, the pair that was there before;
 * undefined when there was none.
 */
export function useInStep<
  Definition extends { readonly version: number },
  Record extends { readonly id: string; readonly version: number },
>(definition: Definition | undefined, record: Record | undefined, id: string): InStep<Definition, Record> | undefined {
  const [kept, keep] = useState<InStep<Definition, Record>>()
  const fits = definition !== undefined && record !== undefined && definition.version === record.version
  if (!fits) return kept?.record.id === id ? kept : undefined
  if (kept?.definition === definition && kept.record === record) return kept
  const pair = { definition, record }
  keep(pair)
  return pair
}
