import { defineConfig } from 'vitest/config'

// The tests that `npm run mutation` runs against each mutant: those of the parts it mutates and of what stands on them.
export default defineConfig({
  test: { include: ['engine/src/{flow,flow-wire,flow-checks,record,query,view}/*.test.ts'], testTimeout: 20_000 },
})
