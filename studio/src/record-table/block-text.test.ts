// Is a block from a spreadsheet's clipboard read cell by cell?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBlock, readBlock } from './block-text.ts'

describe('a block from the clipboard', () => {
  it.each<[string, string, string[][]]>([
    ['one cell', 'a', [['a']]],
    ['one cell with a line end', 'a\n', [['a']]],
    ['nothing', '', [['']]],
    ['a row', 'a\tb\tc', [['a', 'b', 'c']]],
    [
      'rows of two systems',
      'a\tb\r\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      '\ta\t\n\t\t',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['an empty row between', 'a\n\nb', [['a'], [''], ['b']]],
    ['lines and tabs in quotation marks', '"a\nb"\t"c\td"', [['a\nb', 'c\td']]],
    ['doubled marks', '"say ""yes"""\tb', [['say "yes"', 'b']]],
    [
      'a mark that is text',
      '15" wheel\tb\n"open\tc',
      [
        ['15" wheel', 'b'],
        ['"open', 'c'],
      ],
    ],
  ])('%s', (_, text, rows) => {
    expect(readBlock(text)).toEqual(rows)
  })

  it('reads whatever a spreadsheet has written', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', 'a\tb', 'x\ny', '""', '"q"'))
    const written = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map((row) => row.map(written).join('\t')).join('\n')
        expect(readBlock(`${text}\n`)).toEqual(rows)
      }),
    )
  })

  it('lines alone are one long text', () => {
    expect(isBlock('a\nb', true)).toBe(false)
    expect(isBlock('a\nb', false)).toBe(true)
    expect(isBlock('a\tb', true)).toBe(true)
    expect(isBlock('a\n', false)).toBe(false)
  })
})
