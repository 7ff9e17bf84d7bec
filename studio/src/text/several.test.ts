import { describe, expect, it } from 'vitest'
import { likelyPlural, severalOf } from './several.ts'

describe('several records of a kind', () => {
  it.each([
    ['Customer', 'Customers'],
    ['customer', 'customers'],
    ['Delivery', 'Deliveries'],
    ['Day', 'Days'],
    ['Delivery note', 'Delivery notes'],
    ['Contact person', 'Contact people'],
    ['Person', 'People'],
    ['Box', 'Boxes'],
    ['Branch', 'Branches'],
    ['Address', 'Addresses'],
    ['Campus', 'Campuses'],
    ['Analysis', 'Analyses'],
    ['Shelf', 'Shelves'],
    ['Customers', undefined],
    ['People', undefined],
    ['Equipment', undefined],
    ['Лот 7', undefined],
    ['', undefined],
  ])('are most likely called: %s → %s', (one, several) => {
    expect(likelyPlural(one)).toBe(several)
  })

  it('are called by the plural, in each language that has one', () => {
    expect(severalOf(undefined)).toBeUndefined()
    expect(severalOf({ label: 'Deal' })).toBe('Deal')
    expect(severalOf({ label: 'Deal', plural: 'Deals' })).toBe('Deals')
    expect(severalOf({ label: { en: 'Deal', ru: 'Сделка' }, plural: { en: 'Deals' } })).toEqual({
      en: 'Deals',
      ru: 'Сделка',
    })
    expect(severalOf({ label: 'Deal', plural: { en: 'Deals' } })).toEqual({ en: 'Deals' })
    expect(severalOf({ plural: 'Deals' })).toBe('Deals')
  })
})
