// What an address asked the server for while it was opened is asked for at once when it is opened again: before-paint.js does so
// while the program is still on its way. Here the answers are handed over, and it is noted what was asked.
import { forgetStored, keepStored, readStored } from './browser-storage.ts'

export interface EarlyAnswer {
  readonly status: number
  readonly ok: boolean
  readonly body: string
  /** Up to which event of its tenant it is. */
  readonly event: string | null
}

declare global {
  interface Window {
    /** By address of the request. */
    readonly moldeEarly?: Map<string, Promise<EarlyAnswer>>
  }
}

/** Also in before-paint.js. By address of the page, the one that was opened last at the end. */
const storedAs = 'molde.asked'
const mostAddresses = 20
/** Milliseconds from the beginning of a page: what is asked later is not needed for its first screen. */
const opening = 4_000
/** Milliseconds after the last of them until they are written down: not while the page is being made. */
const pause = 1_000

type Asked = { readonly [address: string]: readonly string[] }

/** The address with which the page began. */
let opened: string | undefined
const asked = new Set<string>()
let keeping: ReturnType<typeof setTimeout> | undefined

/** The answer to a request that was sent before the program was there. Given out once: afterwards it would be an old one. */
export function earlyAnswer(url: string): Promise<EarlyAnswer> | undefined {
  const answer = window.moldeEarly?.get(url)
  window.moldeEarly?.delete(url)
  return answer
}

/** Of a tenant whose definitions are others now. */
export function forgetEarly(tenant: string): void {
  const about = `/api/v1/tenants/${encodeURIComponent(tenant)}/`
  for (const url of window.moldeEarly?.keys() ?? []) if (url.startsWith(about)) window.moldeEarly?.delete(url)
}

export function noteAsked(url: string): void {
  if (performance.now() > opening) return
  opened ??= addressOf()
  // Where somebody scrolled to is not where they come in.
  if (addressOf() !== opened || url.includes('cursor=')) return
  asked.add(url)
  clearTimeout(keeping)
  keeping = setTimeout(keep, pause)
}

/** For the next person in front of this screen. */
export function forgetAsked(): void {
  asked.clear()
  forgetStored(storedAs)
}

function keep(): void {
  if (asked.size === 0 || opened === undefined) return
  keepStored(storedAs, withAsked(readStored(storedAs), opened, ownOf(opened, [...asked])))
}

/**
 * What the page itself waits for: who is here, in which tenant, and what is about the things its address names. What the frame
 * around it asks for can wait, since each request takes a browser about as long as a row.
 */
export function ownOf(address: string, urls: readonly string[]): readonly string[] {
  const [, , tenant, , ...named] = address.split('?')[0]?.split('/') ?? []
  const always = ['/api/v1/me', `/api/v1/tenants/${tenant}`]
  return urls.filter((url) => always.includes(url) || named.some((name) => name !== '' && url.includes(name)))
}

/** `kept` is whatever lies in the storage. */
export function withAsked(kept: unknown, address: string, urls: readonly string[]): Asked {
  const known = typeof kept === 'object' && kept !== null ? Object.entries(kept as Asked) : []
  const others = known.filter(([other]) => other !== address)
  return Object.fromEntries([...others, [address, urls] as const].slice(-mostAddresses))
}

function addressOf(): string {
  return location.pathname + location.search
}
