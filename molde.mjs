#!/usr/bin/env node
// `npx molde …`: the command line. Installs and builds what is missing, as `npm start` does.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const run = fileURLToPath(new URL('run.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [run, 'ready'], { stdio: ['ignore', 'ignore', 'inherit'] })
if (status === 0) await import('./runtime-api/dist/molde.js')
else process.exitCode = 1
