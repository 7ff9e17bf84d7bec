// The stage of a browser story: a server, a browser and its first person before it; what the browsers complained about, and the end, after it.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { browserMissing, findBrowser } from './find-browser.ts'
import {
  type Molde,
  openBrowser,
  type Person,
  photographFailures,
  type Seat,
  signInAs,
  startMolde,
  seats as taken,
  takeSeat,
} from './test-browser.ts'

/** What the running story stands on. A file tells one story, so these are the story's own. */
export let molde: Molde
export let browser: Browser
export let seat: Seat
/** The page of the first person. */
export let page: Page

export interface Opening {
  /** Who sits at the first seat, signed in; nobody is signed in when it is left out. */
  readonly person?: Person
  /** Screen, language and zone of the first seat; a desk in English unless told. */
  readonly look?: BrowserContextOptions
  /** What the API makes before the first scene. */
  readonly prepare?: (seat: Seat, molde: Molde) => Promise<unknown>
}

/** A worker tells its stories one after the other in one browser, which goes with it. Nothing of one is left to the next: its people leave. */
let opened: Browser | undefined

async function emptyBrowser(): Promise<Browser> {
  if (!opened?.isConnected()) opened = await openBrowser()
  return opened
}

/** Tells a story in a real browser, or says by name why it cannot. No seat that was taken may have complained. */
export function story(title: string, { person, look = {}, prepare }: Opening, tell: () => void): void {
  const missing = findBrowser() ? '' : ` (skipped: ${browserMissing})`
  describe.skipIf(missing !== '')(title + missing, () => {
    let running: Molde | undefined
    photographFailures(() => taken.findLast((one) => !one.page.isClosed())?.page)
    beforeAll(async () => {
      taken.length = 0
      running = molde = await startMolde()
      browser = await emptyBrowser()
      seat = await takeSeat(browser, molde, look)
      page = seat.page
      if (person) await signInAs(seat, molde, person)
      await prepare?.(seat, molde)
    })
    afterAll(async () => {
      await Promise.all(browser?.contexts().map((one) => one.close()) ?? [])
      await running?.stop()
      expect(taken.flatMap(({ complaints }) => complaints)).toEqual([])
    })
    tell()
  })
}
