// Does an address say how a table is arranged, shortly, and only what its view does not?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Arrangement, arrangementOf, keptArrangement, sayArrangement } from './arrangement.ts'

const view = {
  pinnedColumns: ['title'],
  widths: { title: 300 },
  totals: { weight: 'sum' },
  rowHeight: 'compact',
} as const

describe('an arrangement in an address', () => {
  it('is read from its short texts, and from the view where they are silent', () => {
    expect(arrangementOf({}, undefined)).toEqual({ pins: [], widths: {}, totals: {}, rows: 'normal' })
    expect(arrangementOf({}, view)).toEqual({
      pins: ['title'],
      widths: { title: 300 },
      totals: { weight: 'sum' },
      rows: 'compact',
    })
    expect(arrangementOf({ pin: 'title.stage', wide: 'title-240.stage-90', total: 'price-max' }, view)).toEqual({
      pins: ['title', 'stage'],
      widths: { title: 240, stage: 90 },
      totals: { price: 'max' },
      rows: 'compact',
    })
    expect(arrangementOf({ pin: '-', wide: '-', total: '-', rows: 'normal' }, view)).toEqual(
      arrangementOf({}, undefined),
    )
  })

  it('keeps the points in the key of a promised time apart from those between columns', () => {
    const clock = 'record.clocks.in-office'
    const said = sayArrangement({ pins: ['title', clock], widths: { [clock]: 120, title: 90 } }, undefined)
    expect(said).toEqual({ pin: 'title.*in-office', wide: '*in-office-120.title-90' })
    expect(arrangementOf(said, undefined)).toMatchObject({
      pins: ['title', clock],
      widths: { [clock]: 120, title: 90 },
    })
  })

  it('holds only what is sensible', () => {
    expect(arrangementOf({ wide: 'a-5.b-9000.c-wide.d-', total: 'a-product.b-sum.-', pin: '..' }, undefined)).toEqual({
      pins: [],
      widths: { a: 60, b: 800 },
      totals: { b: 'sum' },
      rows: 'normal',
    })
  })

  it('is left out where it is that of the view', () => {
    expect(sayArrangement({ pins: ['title'], widths: { title: 300 }, rows: 'compact' }, view)).toEqual({
      pin: undefined,
      wide: undefined,
      rows: undefined,
    })
    expect(sayArrangement({ pins: [], totals: {}, rows: 'normal' }, view)).toEqual({
      pin: '-',
      total: '-',
      rows: 'normal',
    })
    expect(sayArrangement({ widths: { stage: 90, title: 240 } }, undefined)).toEqual({ wide: 'stage-90.title-240' })
  })

  it('says every arrangement, and is read back as it was', () => {
    const key = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,12}$/).filter((one) => one !== '__proto__')
    const any: fc.Arbitrary<Arrangement> = fc.record({
      pins: fc.uniqueArray(key),
      widths: fc.dictionary(key, fc.integer({ min: 60, max: 800 })),
      totals: fc.dictionary(key, fc.constantFrom('sum', 'avg', 'filled')),
      rows: fc.constantFrom('normal', 'compact'),
    })
    fc.assert(
      fc.property(any, any, (now, before) => {
        const kept = Object.fromEntries(Object.entries(keptArrangement(before)).filter(([, value]) => value !== null))
        const said = Object.fromEntries(
          Object.entries(sayArrangement(now, kept)).filter(([, value]) => value !== undefined),
        )
        expect(arrangementOf(said, kept)).toEqual(now)
        for (const text of Object.values(said)) expect(encodeURIComponent(String(text))).toBe(text)
      }),
    )
  })
})
