import { defineConfig } from 'vitest/config'

// The tests that `npm run mutation` runs against each mutant: those of the parts it mutates.
export default defineConfig({
  test: { include: ['engine/src/flow/*.test.ts', 'engine/src/record/*.test.ts'], testTimeout: 20_000 },
})
