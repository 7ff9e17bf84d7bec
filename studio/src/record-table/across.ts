// How does a cell reach over several columns, for those who see it and for those who hear it?

export function across(columns: number) {
  return { colSpan: columns, 'aria-colspan': columns, style: { gridColumn: `span ${columns}` } }
}
