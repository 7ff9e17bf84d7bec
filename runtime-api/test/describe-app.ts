// Runs the same tests against the real app on SQLite and on PostgreSQL.
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { postgres } from './describe-on-both.ts'
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.ts'

export function describeApp(name: string, options: TestAppOptions, tests: (app: () => TestApp) => void): void {
  describe(`${name} (SQLite)`, () => withApp(options, tests))
  if (postgres.url === undefined)
    describe.skip(`${name} (PostgreSQL: ${postgres.reason})`, () => withApp(options, tests))
  else describe(`${name} (PostgreSQL)`, () => withApp(options, tests, freshDatabase))
}

function withApp(
  options: TestAppOptions,
  tests: (app: () => TestApp) => void,
  databaseUrl?: () => Promise<string>,
): void {
  let app: TestApp | undefined
  beforeAll(async () => {
    app = await startTestApp({ ...options, ...(databaseUrl ? { databaseUrl: await databaseUrl() } : {}) })
  })
  afterAll(() => app?.close())
  tests(() => {
    if (!app) throw new Error('the app is there from the first test on')
    return app
  })
}

async function freshDatabase(): Promise<string> {
  return (await fetch(`${inject('postgresDoor')}/migrated`)).text()
}
