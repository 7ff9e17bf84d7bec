// Where a cell of a table stands is written at its row and at its column, so a row that shows another record writes it once.
export interface CellPlace {
  readonly row: number
  /** Undefined for a line that is one cell. */
  readonly column: number | undefined
}

const oneCell = '*'

/** What the element of a cell carries. */
export function columnMark(column: number | undefined): { readonly 'data-column': string } {
  return { 'data-column': column === undefined ? oneCell : String(column) }
}

/** The cell there, or the line that is one cell; null while it is not drawn. */
export function cellAt(box: Element, row: number, column: number): HTMLElement | null {
  const line = box.querySelector(`[data-row="${row}"]`)
  return (
    line?.querySelector<HTMLElement>(`[data-column="${column}"]`) ??
    line?.querySelector<HTMLElement>(`[data-column="${oneCell}"]`) ??
    null
  )
}

/** Where what was clicked or typed into stands. */
export function placeIn(target: Element): CellPlace | undefined {
  const cell = target.closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row']
  const column = cell?.dataset['column']
  if (row === undefined || column === undefined) return undefined
  return { row: Number(row), column: column === oneCell ? undefined : Number(column) }
}
