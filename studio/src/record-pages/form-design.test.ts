// What may a form ask for, and does the order stay whole whatever one does to it?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { movedField, newDesign, offeredFields, tidyDesign, toggledField } from './form-design.ts'

const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'urgency', type: 'enum', required: true, default: 'LOW' },
  { key: 'note', type: 'longText' },
  { key: 'made', type: 'datetime', readOnly: true },
  { key: 'status', type: 'enum', required: true },
] as unknown as readonly WireField[]
const [title, urgency, note] = fields as [WireField, WireField, WireField]

describe('the design of a form', () => {
  it('begins with what people fill in', () => {
    expect(newDesign(fields, ['status'])).toEqual({ fields: ['title', 'urgency', 'note'] })
    expect(newDesign(fields, []).fields).toContain('status')
  })

  it('offers what is asked in its order, then the others', () => {
    expect(offeredFields(fields, ['status'], ['note', 'gone', 'title']).map(({ key }) => key)).toEqual([
      'note',
      'title',
      'urgency',
    ])
  })

  it('leaves out only what may be left out', () => {
    expect(toggledField(['title', 'note'], note)).toEqual(['title'])
    expect(toggledField(['title'], note)).toEqual(['title', 'note'])
    expect(toggledField(['title', 'urgency'], urgency)).toEqual(['title'])
    expect(toggledField(['title'], title)).toEqual(['title'])
  })

  it('moves one by one place and loses none', () => {
    expect(movedField(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
    expect(movedField(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c'])
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }),
        fc.nat(),
        fc.constantFrom(-1 as const, 1 as const),
        (asked, at, by) => {
          const key = asked[at % asked.length] as string
          const moved = movedField(asked, key, by)
          expect([...moved].sort()).toEqual([...asked].sort())
          const isAtEnd = by === 1 ? key === asked.at(-1) : key === asked[0]
          expect(movedField(moved, key, by === 1 ? -1 : 1)).toEqual(
            isAtEnd ? movedField(asked, key, by === 1 ? -1 : 1) : asked,
          )
        },
      ),
    )
  })

  it('keeps no empty words', () => {
    expect(tidyDesign({ fields: ['a'], intro: ' Hello ', button: ' ', thanks: { en: '' } })).toEqual({
      fields: ['a'],
      intro: 'Hello',
    })
    expect(tidyDesign({ fields: ['a'], button: { en: ' Send', ru: ' ' } })).toEqual({
      fields: ['a'],
      button: { en: 'Send' },
    })
  })
})
