// Where is a Chromium on this machine, and what to say when there is none.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** `CHROMIUM_PATH` first, then whatever lies on the path. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...(named ? [named] : []), ...onPath, ...macApps].find((file) => existsSync(file))
}

export const browserMissing =
  'no Chromium found: install the system package `chromium`, or set CHROMIUM_PATH to a Chromium or Chrome'
