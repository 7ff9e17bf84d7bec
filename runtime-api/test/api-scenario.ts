// Tables of requests through the real app: what is answered, what must be in it, and what must not.
import { expect, test } from 'vitest'
import type { Answered, CallOptions, TestApp } from './test-app.ts'

export interface Scenario<World> {
  readonly name: string
  readonly request: readonly [
    method: string,
    path: string | ((world: World) => string),
    options?: CallOptions | ((world: World) => CallOptions),
  ]
  readonly status: number
  /** `code` of the problem document. */
  readonly code?: string
  /** Texts that must be in the body. */
  readonly has?: readonly string[]
  /** Texts that must be neither in the body nor in a header. */
  readonly lacks?: readonly string[] | ((world: World) => readonly string[])
  /** Headers as they must be; null: absent. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>
  readonly then?: (answered: Answered, world: World) => void | Promise<void>
}

/** `world` is asked when the tests run: it may be made in `beforeAll`. */
export function runScenarios<World extends { readonly app: TestApp }>(
  world: () => World,
  table: readonly Scenario<World>[],
): void {
  for (const scenario of table) test(scenario.name, () => play(world(), scenario))
}

async function play<World extends { readonly app: TestApp }>(world: World, scenario: Scenario<World>): Promise<void> {
  const [method, path, options = {}] = scenario.request
  const answered = await world.app.call(
    method,
    typeof path === 'function' ? path(world) : path,
    typeof options === 'function' ? options(world) : options,
  )
  expect(answered.status, answered.text.slice(0, 500)).toBe(scenario.status)
  if (scenario.status >= 400 && method !== 'HEAD') {
    expect(answered.headers.get('content-type')).toContain('application/problem+json')
    expect(answered.body).toMatchObject({
      status: scenario.status,
      title: expect.any(String),
      type: expect.stringContaining('urn:molde:error:'),
    })
  }
  if (scenario.code !== undefined) expect(answered.body.code).toBe(scenario.code)
  for (const text of scenario.has ?? []) expect(answered.text).toContain(text)
  const everything = `${answered.text}\n${JSON.stringify([...answered.headers])}`
  const lacks = typeof scenario.lacks === 'function' ? scenario.lacks(world) : (scenario.lacks ?? [])
  for (const text of lacks) expect(everything).not.toContain(text)
  for (const [name, wanted] of Object.entries(scenario.headers ?? {})) checkHeader(answered, name, wanted)
  await scenario.then?.(answered, world)
}

function checkHeader(answered: Answered, name: string, wanted: string | RegExp | null): void {
  const value = answered.headers.get(name)
  if (wanted === null) expect(value, name).toBeNull()
  else if (typeof wanted === 'string') expect(value, name).toBe(wanted)
  else expect(value ?? '', name).toMatch(wanted)
}
