import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Definition } from './definition.ts'
import { relabelled, renamedSeveral, severalSaid } from './kind-names.ts'

const deal: Definition = { name: 'deal', fields: [], rules: [], uniques: [] }

beforeAll(() => i18next.init({ lng: 'en' }))

describe('what several of a kind are called', () => {
  it('follows the name as it is typed, as long as it is the likely one', () => {
    let typed = deal
    for (const words of ['B', 'Bo', 'Box', 'Branch']) typed = relabelled(typed, words)
    expect(typed).toEqual({ ...deal, label: 'Branch', plural: 'Branches' })
    expect(relabelled(typed, 'Branches')).toEqual({ ...deal, label: 'Branches' })
    expect(relabelled({ ...deal, label: 'Deals' }, 'Deal')).toMatchObject({ label: 'Deal', plural: 'Deals' })
  })

  it('stays once somebody chose it, and stays away where nobody wanted it', () => {
    const chosen = renamedSeveral(relabelled(deal, 'Person'), 'Staff')
    expect(relabelled(chosen, 'Colleague')).toMatchObject({ label: 'Colleague', plural: 'Staff' })
    expect(relabelled({ ...deal, label: 'Deal' }, 'Offer')).toEqual({ ...deal, label: 'Offer' })
  })

  it('is said in the language of the reader; those of others stay', () => {
    const spoken = { ...deal, label: { en: 'Deal', ru: 'Сделка' }, plural: { ru: 'Сделки' } }
    const both = renamedSeveral(spoken, 'Deals')
    expect(both.plural).toEqual({ en: 'Deals', ru: 'Сделки' })
    expect(severalSaid(both)).toBe('Deals')
    expect(renamedSeveral(both, '').plural).toEqual({ ru: 'Сделки' })
    expect(renamedSeveral({ ...deal, plural: 'Deals' }, '')).toEqual(deal)
    expect(severalSaid(deal)).toBeUndefined()
  })
})
