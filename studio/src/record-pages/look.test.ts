import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import type { View } from '../api/views-api.ts'
import { lookOf, noGroup, possibleKinds } from './look.ts'

const title: WireField = { id: 'f1', key: 'title', type: 'text' }
const stage: WireField = { id: 'f2', key: 'stage', type: 'enum', options: [] }
const size: WireField = { id: 'f3', key: 'size', type: 'enum', options: [] }
const made: WireField = { id: 'f4', key: 'made', type: 'datetime', readOnly: true }
const due: WireField = { id: 'f5', key: 'due', type: 'date' }
const until: WireField = { id: 'f6', key: 'until', type: 'date' }
const deal = { fields: [title, size, stage, made, due, until] }
const view = (more: Partial<View>): View => ({ id: 'v', name: 'V', blueprint: 'deal', ...more })

describe('how a list is looked at', () => {
  it('is a table unless something else is said', () => {
    expect(lookOf(deal, {}, undefined, 'stage')).toEqual({ kind: 'table' })
  })

  it('is a board by the state of the flow, else by the first choice; the address wins over the view', () => {
    expect(lookOf(deal, { kind: 'board' }, undefined, 'stage')).toEqual({ kind: 'board', group: stage })
    expect(lookOf(deal, { kind: 'board' }, undefined, undefined)).toEqual({ kind: 'board', group: size })
    expect(lookOf(deal, {}, view({ kind: 'board', group: 'size' }), 'stage')).toEqual({ kind: 'board', group: size })
    expect(lookOf(deal, { group: 'stage' }, view({ kind: 'board', group: 'size' }), undefined)).toEqual({
      kind: 'board',
      group: stage,
    })
    expect(lookOf(deal, { kind: 'table' }, view({ kind: 'board', group: 'size' }), undefined)).toEqual({
      kind: 'table',
    })
  })

  it('is a table in groups as the address says, else the view; of no other kind of view, and not by what has too many values', () => {
    const grouped = view({ kind: 'table', group: 'size' })
    expect(lookOf(deal, { group: 'stage' }, undefined, undefined)).toEqual({ kind: 'table', group: stage })
    expect(lookOf(deal, {}, grouped, undefined)).toEqual({ kind: 'table', group: size })
    expect(lookOf(deal, { group: 'stage' }, grouped, undefined)).toEqual({ kind: 'table', group: stage })
    expect(lookOf(deal, { group: noGroup }, grouped, undefined)).toEqual({ kind: 'table' })
    expect(lookOf(deal, { group: 'title' }, undefined, undefined)).toEqual({ kind: 'table' })
    expect(lookOf(deal, { kind: 'gallery', group: 'stage' }, undefined, undefined)).toEqual({ kind: 'gallery' })
  })

  it('is a calendar by what people fill, or by what is said', () => {
    expect(lookOf(deal, { kind: 'calendar' }, undefined, undefined)).toEqual({ kind: 'calendar', start: due })
    expect(lookOf(deal, { kind: 'calendar', start: 'due', end: 'until' }, undefined, undefined)).toEqual({
      kind: 'calendar',
      start: due,
      end: until,
    })
    expect(lookOf({ fields: [title, made] }, { kind: 'calendar' }, undefined, undefined)).toEqual({
      kind: 'calendar',
      start: made,
    })
  })

  it('is a form where people fill in something', () => {
    expect(lookOf(deal, { kind: 'form' }, undefined, 'stage')).toEqual({ kind: 'form' })
    expect(possibleKinds({ fields: [made] })).toEqual(['table', 'calendar', 'gallery'])
  })

  it('is a table where the kind of record has no field for it, whatever an old address says', () => {
    const plain = { fields: [title] }
    expect(lookOf(plain, { kind: 'board', group: 'stage' }, undefined, undefined)).toEqual({ kind: 'table' })
    expect(lookOf(plain, { kind: 'calendar' }, undefined, undefined)).toEqual({ kind: 'table' })
    expect(possibleKinds(plain)).toEqual(['table', 'gallery', 'form'])
    expect(possibleKinds(deal)).toEqual(['table', 'board', 'calendar', 'gallery', 'form'])
  })
})
