// Builds the studio once before the browser tests, so that they see what is in the sources now.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { findBrowser } from './find-browser.ts'

export async function setup(): Promise<void> {
  if (!findBrowser()) return
  await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'error' })
}
