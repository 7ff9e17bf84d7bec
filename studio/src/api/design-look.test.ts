import { describe, expect, it } from 'vitest'
import { designRoute } from './design-look.ts'

const holding = (text: string | null) => ({ getItem: () => text })

describe('Design opens as it was left', () => {
  it.each([
    ['"canvas"', '/t/$tenant/model'],
    ['"list"', '/t/$tenant/design'],
    [null, '/t/$tenant/design'],
    ['{"no":"such"}', '/t/$tenant/design'],
    ['not JSON', '/t/$tenant/design'],
  ])('%s: %s', (kept, route) => {
    expect(designRoute(holding(kept))).toBe(route)
  })
})
