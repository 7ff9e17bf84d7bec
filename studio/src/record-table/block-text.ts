// Rows of cells as spreadsheets put them into the clipboard.
import type { WireField } from '../api/blueprints-api.ts'

/**
 * A tab ends a cell and a line end a row. A cell that holds either stands in quotation marks, and a mark within them is doubled. The
 * line end of the last row begins no further one.
 */
export function readBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string
    if (isQuoted && char === '"' && text[at + 1] === '"') {
      cell += '"'
      at++
    } else if (isQuoted && char === '"') isQuoted = false
    else if (isQuoted) cell += char
    else if (char === '"' && cell === '' && isClosed(text, at + 1)) isQuoted = true
    else if (char === '\t') endCell()
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++
      endCell()
      if (at + 1 < text.length) rows.push([])
    } else cell += char
  }
  if (cell !== '' || text === '' || text.endsWith('\t')) endCell()
  return rows
}

/** Is it more than one cell? In a long text, lines alone are one text. */
export function isBlock(text: string, holdsLines: boolean): boolean {
  if (text.includes('\t')) return true
  return !holdsLines && readBlock(text).length > 1
}

/** A mark that is never closed belongs to the text, as in `15" wheel`. */
function isClosed(text: string, from: number): boolean {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] as string)
    at++
  }
  return false
}

/** A long text holds lines. */
export const holdsLines = ({ type }: WireField): boolean => type === 'longText' || type === 'richText'
