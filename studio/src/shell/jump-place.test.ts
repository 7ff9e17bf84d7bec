// Does the jump box offer what somebody means, and the likeliest first?
import { describe, expect, it } from 'vitest'
import { allPlaces, findPlaces, type JumpGroup, type JumpPlace } from './jump-place.ts'

const place = (id: string, group: JumpGroup, label: string, also?: string): JumpPlace => ({
  id,
  group,
  label,
  ...(also === undefined ? {} : { also }),
  go: () => undefined,
})
const places = [
  place('list-order', 'lists', 'Orders'),
  place('list-work', 'lists', 'Work orders'),
  place('list-border', 'lists', 'Borders'),
  place('view-1', 'views', 'Orders of this week'),
  place('new-order', 'acts', 'New: Order', 'create add'),
  place('dark', 'acts', 'Dark theme', 'night appearance'),
  place('account', 'pages', 'São Paulo account'),
  place('record-1', 'recent', 'Order 42'),
]
const found = (words: string, used: readonly string[] = []) =>
  findPlaces(words, places, used).flatMap((group) => group.places.map(({ id }) => id))

describe('the jump box', () => {
  it.each([
    ['what is called just so', 'orders', 'list-order'],
    ['a word at the beginning before one further on', 'dark', 'dark'],
    ['what was opened lately', 'order', 'record-1'],
    ['another name of the same', 'night', 'dark'],
    ['without accents and case', 'SAO', 'account'],
    ['words in any order', 'theme dark', 'dark'],
    ['words of the name and of its other names together', 'create order', 'new-order'],
  ])('finds %s first', (_, words, id) => {
    expect(found(words)[0]).toBe(id)
  })

  it('wants every word, and each at the beginning of a word before one within', () => {
    expect(found('order night')).toEqual([])
    expect(found('orders')).toEqual(['list-order', 'list-work', 'list-border', 'view-1'])
    expect(found('rder')).not.toEqual([])
    expect(found('reate')).toEqual([])
  })

  it('offers what was used before what was not, the latest first, but never before what is called just so', () => {
    expect(found('order', ['new-order', 'list-work'])).toEqual([
      'record-1',
      'new-order',
      'list-work',
      'list-order',
      'list-border',
      'view-1',
    ])
    expect(found('orders', ['list-work'])[0]).toBe('list-order')
  })

  it('keeps a group together where its best one stands', () => {
    const groups = findPlaces('order', places, ['new-order']).map(({ group }) => group)
    expect(groups).toEqual(['recent', 'acts', 'lists', 'views'])
    expect(new Set(groups).size).toBe(groups.length)
  })

  it('finds nothing by nothing but spaces, and shows everything instead, each once', () => {
    expect(findPlaces('  ', places, [])).toEqual([])
    const all = allPlaces(places, ['dark', 'gone', 'list-work'])
    expect(all[0]).toMatchObject({ group: 'recent', places: [{ id: 'record-1' }, { id: 'dark' }, { id: 'list-work' }] })
    const ids = all.flatMap((group) => group.places.map(({ id }) => id))
    expect([...ids].sort()).toEqual(places.map(({ id }) => id).sort())
  })
})
