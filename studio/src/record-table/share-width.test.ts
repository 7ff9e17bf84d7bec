import { describe, expect, it } from 'vitest'
import { recordColumns } from './record-columns.ts'
import { withSharedWidth } from './share-width.ts'

const columns = recordColumns({
  titleField: 'title',
  fields: [
    { id: 'f1', key: 'title', type: 'text' },
    { id: 'f2', key: 'weight', type: 'number' },
    { id: 'f3', key: 'due', type: 'date' },
  ] as never,
})
const named = (names: Record<string, string>) => (column: { readonly key: string }) => names[column.key] ?? column.key
const nothing = () => false
const widths = (shared: readonly { readonly width: number }[]) => shared.map(({ width }) => width)

describe('the width of columns', () => {
  it('stays as it is where the names fit', () => {
    expect(widths(withSharedWidth(columns, named({ weight: 'Weight' }), nothing))).toEqual(widths(columns))
  })

  it('goes from the first column to one whose name is longer', () => {
    const [title, weight, due] = withSharedWidth(columns, named({ weight: 'Weight in kilograms' }), nothing)
    expect(weight?.width).toBeGreaterThan(180)
    expect(title?.width).toBe(200)
    expect(due?.width).toBe(columns[2]?.width)
  })

  it('is not spent on a whole sentence', () => {
    const [, weight] = withSharedWidth(columns, named({ weight: 'x'.repeat(300) }), nothing)
    expect(weight?.width).toBe(260)
  })

  it('is not changed where somebody has set it', () => {
    const long = named({ weight: 'Weight in kilograms' })
    expect(widths(withSharedWidth(columns, long, ({ key }) => key === 'weight'))).toEqual(widths(columns))
    expect(withSharedWidth(columns, long, ({ key }) => key === 'title')[0]?.width).toBe(columns[0]?.width)
  })
})
