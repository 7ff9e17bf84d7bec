import { existsSync, statfsSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const at = (path: string) => join(import.meta.dirname, path)

// By itself vitest leaves one processor alone, which is half of a machine that has two; much of a test is waiting.
const maxWorkers = Math.max(2, availableParallelism() - 1)

// What tests write goes with them. In memory, where there is room, no commit of theirs waits for a disk; PostgreSQL, which
// waits for none as it is started here, stays with its gigabytes where temporary files lie.
const memory = '/dev/shm'
const roomIn = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
const folder = existsSync(memory) && roomIn(memory) > 2 ** 30 ? memory : tmpdir()

// One project per workspace. Tests that start servers or databases get more time than pure ones.
const pure = (name: string) => ({
  test: {
    name,
    root: name,
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // A law takes a few seconds, and several times that on a machine that does something else; asked long, as long as it takes.
    testTimeout: process.env['TEST_SIZE'] === 'long' ? 7_200_000 : 60_000,
    maxWorkers,
    // What is pure keeps nothing from one file to the next, so a worker reads the sources once and not for each file.
    isolate: false,
  },
})
const running = (name: string, globalSetup: string[] = []) => ({
  test: {
    name,
    root: name,
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup,
    maxWorkers,
    env: { TMPDIR: process.env['TMPDIR'] ?? folder },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for is waited for: a second, as it is by default, is nothing on a machine that does something else.
    expect: { poll: { timeout: 15_000 } },
    // As above: reading the server anew for each file takes longer than many of them. What they need lies in apps of their own.
    isolate: false,
  },
})

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'gate', root: '.', include: ['*.test.mjs', '.ci/*.test.mjs'], testTimeout: 60_000, maxWorkers } },
      pure('schemas'),
      pure('engine'),
      running('migrations', [at('runtime-api/test/start-postgres.ts')]),
      running('runtime-api', [at('runtime-api/test/start-postgres.ts')]),
      running('examples'),
      { test: { ...pure('studio').test, include: ['src/**/*.test.ts'] } },
      {
        test: {
          ...running('studio', [at('studio/e2e/build-molde.ts')]).test,
          name: 'studio-e2e',
          include: ['e2e/**/*.spec.ts'],
          // Each story has a server of its own, and a worker's stories one browser: after all the others, and two at a time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      include: ['engine/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/index.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { branches: 95 },
    },
  },
})
