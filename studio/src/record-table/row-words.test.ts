// Does a row say what the catalogue says, whatever its title?
import { expect, it } from 'vitest'
import { rowWords } from './row-words.ts'

const catalogue: { readonly [key: string]: string } = {
  'bulk.select': 'Select {{title}}',
  'grid.peek': 'Open {{title}} beside the table',
  'grid.open': '«{{title}}»: {{title}}',
}
let asked = 0
const t = ((key: string, { title }: { title: string }) => {
  asked += 1
  return (catalogue[key] ?? '').replaceAll('{{title}}', () => title)
}) as never

it.each(['Cup', '', '$& $1 {{title}}', 'Чашка «синяя»'])('%j', (title) => {
  const words = rowWords(t)
  expect([words.select(title), words.peek(title), words.open(title)]).toEqual([
    `Select ${title}`,
    `Open ${title} beside the table`,
    `«${title}»: ${title}`,
  ])
  expect(asked, 'each sentence is looked up once').toBe(3)
})
