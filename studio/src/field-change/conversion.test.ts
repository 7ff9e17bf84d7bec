import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { startOfRetype } from './conversion.ts'

const text: WireField = { id: 'f1', key: 'weight', type: 'text' }
const words = { yes: 'Yes', no: 'No' }
const unitOf = (found: readonly string[], field = text, type: 'number' | 'money' = 'number') =>
  startOfRetype(field, type, found, words, 'BRL')['unit']

describe('a change of type begins with the unit', () => {
  beforeAll(() => void vi.stubGlobal('document', { documentElement: { lang: 'en' } }))
  afterAll(() => void vi.unstubAllGlobals())

  it.each([
    [['4.5 kg', '12kg', '7'], 'kg'],
    [['1.234,5 km/h', '3 km/h'], 'km/h'],
    [['12 m²', '-3 m²'], 'm²'],
    [['21,5 °C'], '°C'],
    [['4.5 кг'], 'кг'],
    // None has the majority of those that name one.
    [['4.5 kg', '300 g'], undefined],
    // Currencies and percent signs are understood without.
    [['5 USD', '7 %', '12'], undefined],
    [['about 5 kg', 'many'], undefined],
  ])('that most of %j name', (found, unit) => {
    expect(unitOf(found)).toBe(unit)
  })

  it('only where the field has none, and becomes something that is counted in one', () => {
    expect(unitOf(['4.5 kg'], { ...text, unit: 'lb' })).toBeUndefined()
    expect(unitOf(['4.5 kg'], text, 'money')).toBeUndefined()
  })
})

describe('a text that becomes a choice', () => {
  beforeAll(() => void vi.stubGlobal('document', { documentElement: { lang: 'en' } }))
  afterAll(() => void vi.unstubAllGlobals())

  it('offers each value once, however it was typed', () => {
    const { options } = startOfRetype(text, 'enum', ['glass', 'Wine', 'Glass', 'Maçã', 'MACA'], words, 'BRL')
    expect(options).toMatchObject([{ label: 'glass' }, { label: 'Wine' }, { label: 'Maçã' }])
  })
})
