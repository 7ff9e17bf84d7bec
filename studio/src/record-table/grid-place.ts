// Where does a key lead in a grid? Rows and columns are counted from 0.

export interface Place {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows on one screen. */
  readonly page: number
}

export interface GridKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Undefined: the key moves nothing. */
export function placeAfter(
  { row, column }: Place,
  { key, ctrlKey, metaKey }: GridKey,
  size: GridSize,
): Place | undefined {
  const far = ctrlKey || metaKey
  const last = { row: size.rows - 1, column: size.columns - 1 }
  switch (key) {
    case 'ArrowUp':
      return within({ row: far ? 0 : row - 1, column }, last)
    case 'ArrowDown':
      return within({ row: far ? last.row : row + 1, column }, last)
    case 'ArrowLeft':
      return within({ row, column: far ? 0 : column - 1 }, last)
    case 'ArrowRight':
      return within({ row, column: far ? last.column : column + 1 }, last)
    case 'Home':
      return within({ row: far ? 0 : row, column: 0 }, last)
    case 'End':
      return within({ row: far ? last.row : row, column: last.column }, last)
    case 'PageUp':
      return within({ row: row - size.page, column }, last)
    case 'PageDown':
      return within({ row: row + size.page, column }, last)
    default:
      return undefined
  }
}

/** After an edit: the next cell, and from the last one the first of the next row. */
export function nextPlace({ row, column }: Place, by: 1 | -1, size: Pick<GridSize, 'rows' | 'columns'>): Place {
  const last = { row: size.rows - 1, column: size.columns - 1 }
  const to = column + by
  if (to < 0) return row === 0 ? { row, column } : { row: row - 1, column: last.column }
  if (to > last.column) return row === last.row ? { row, column } : { row: row + 1, column: 0 }
  return { row, column: to }
}

function within({ row, column }: Place, last: Place): Place {
  return { row: Math.max(0, Math.min(row, last.row)), column: Math.max(0, Math.min(column, last.column)) }
}
