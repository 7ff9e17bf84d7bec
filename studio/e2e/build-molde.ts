// Builds server and studio before the browser tests where they are older than their sources: what is seen is what `npm start` runs.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.ts'

export function setup(): void {
  if (!findBrowser()) return
  execFileSync(process.execPath, ['run.mjs', 'ready'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    // vitest says "test", which would build React for development; people get the other one.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  })
}
