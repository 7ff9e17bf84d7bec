import { expect, it } from 'vitest'
import { readWidths } from './use-column-widths.ts'

const read = (text: string | null) => readWidths('x', { getItem: () => text })

it('reads the widths that were kept, within what is sensible', () => {
  expect(read('{"title":240.4,"due":5,"notes":90000}')).toEqual({ title: 240, due: 60, notes: 800 })
})

it('takes nothing from anything else', () => {
  for (const text of [null, '', 'null', '[]', '7', '{"a":"wide","b":null}', 'nonsense']) expect(read(text)).toEqual({})
})
