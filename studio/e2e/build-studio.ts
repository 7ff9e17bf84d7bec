// Builds the studio once before the browser tests, so that they see what is in the sources now.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { findBrowser } from './find-browser.ts'

export async function setup(): Promise<void> {
  if (!findBrowser()) return
  // vitest says "test", which would build React for development; people get the other one.
  const stage = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'error' })
  process.env.NODE_ENV = stage
}
