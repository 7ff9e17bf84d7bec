// Can everybody read it? WCAG AA for every pair of colours that meet, in both themes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'
import { hueNames, hues, tokens } from './theme.ts'

it('a label and its dot can be had in every hue', () => {
  const written = readFileSync(join(import.meta.dirname, '../ui/state-chip.module.css'), 'utf8')
  for (const hue of hueNames)
    for (const part of ['tint', 'ink', 'line']) expect(written).toContain(`var(--hue-${hue}-${part})`)
})

const schemes = ['light', 'dark'] as const

describe.each(schemes)('%s theme', (scheme) => {
  const t = tokens[scheme]
  const words: [string, string, string][] = [
    ['ink on paper', t.ink, t.paper],
    ['ink on sheet', t.ink, t.sheet],
    ['ink on sunken', t.ink, t.sunken],
    ['ink2 on paper', t.ink2, t.paper],
    ['ink2 on sheet', t.ink2, t.sheet],
    ['ink2 on sunken', t.ink2, t.sunken],
    ['accent on paper', t.accent, t.paper],
    ['accent on sheet', t.accent, t.sheet],
    ['accent on its tint', t.accent, t.accentTint],
    ['words on accent', t.onAccent, t.accent],
    ['words on accent under the pointer', t.onAccent, t.accentDeep],
    ['words on bad', t.onBad, t.bad],
    ['words on bad under the pointer', t.onBad, t.badDeep],
    ['ok on its tint', t.ok, t.okTint],
    ['warn on its tint', t.warn, t.warnTint],
    ['bad on its tint', t.bad, t.badTint],
    ['bad on sheet', t.bad, t.sheet],
    ...hueNames.map((hue): [string, string, string] => [`${hue} chip`, hues[hue][scheme].ink, hues[hue][scheme].tint]),
  ]
  it.each(words)('%s is legible', (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5)
  })

  const shapes: [string, string, string][] = [
    ['edge of an input on sheet', t.edge, t.sheet],
    ...hueNames.map((hue): [string, string, string] => [`${hue} spine`, hues[hue][scheme].line, t.sheet]),
  ]
  it.each(shapes)('%s is visible', (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(3)
  })
})

describe('contrast', () => {
  it('is 21 between black and white and 1 between equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#123456', '#123456')).toBe(1)
  })
})
