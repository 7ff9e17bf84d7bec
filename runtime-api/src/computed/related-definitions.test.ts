// A document that nobody has judged yet may be anything: looking for names in it must not cost more than a definition does.
import { expect, test } from 'vitest'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { blueprintsNamedIn } from './related-definitions.ts'

function counting(): { readonly db: Db; readonly asked: () => number } {
  let asked = 0
  const db = {
    dialect: 'sqlite',
    all: async () => [],
    get: async () => {
      asked += 1
      return undefined
    },
    run: async () => ({ changes: 0 }),
    runEach: async () => [],
  } as Db
  return { db, asked: () => asked }
}
const scope = { tenant: { no: 1 } } as Scope

test('names are looked for as deep and as often as a definition needs, and no further', async () => {
  const { db, asked } = counting()
  const { blueprintNamed } = await blueprintsNamedIn(db, scope, {
    fields: [{ blueprint: 'a' }, { computed: { blueprint: 'b' } }],
  })
  expect([asked(), blueprintNamed('a')]).toEqual([2, undefined])
})

test('thousands of names, very long ones, and a document without end are left aside', async () => {
  const { db, asked } = counting()
  await blueprintsNamedIn(
    db,
    scope,
    Array.from({ length: 5_000 }, (_, i) => ({ blueprint: `b${i}` })),
  )
  expect(asked()).toBeLessThanOrEqual(200)
  const long = counting()
  await blueprintsNamedIn(long.db, scope, { blueprint: 'x'.repeat(101) })
  let deep: object = { blueprint: 'deep' }
  for (let i = 0; i < 50_000; i++) deep = { deep }
  await blueprintsNamedIn(long.db, scope, deep)
  expect(long.asked()).toBe(0)
})
