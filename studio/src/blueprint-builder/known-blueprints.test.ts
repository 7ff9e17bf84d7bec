import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import { tryDraft } from './apply-draft.ts'
import {
  areBlueprintsKnown,
  needsBlueprints,
  rememberBeside,
  rememberBlueprints,
  seenBeside,
} from './known-blueprints.ts'

const blueprint = (id: string, name: string): Blueprint => ({
  ...{ id, name, version: 1, titleField: 'name', rules: [], uniques: [] },
  fields: [{ id: 'f1', key: 'name', type: 'text' }],
})
const link = (target: string) => ({ op: 'toRelation', field: 'f1', blueprint: target, createMissing: true })
const isRefused = (published: Blueprint, target: string) => {
  const titleless = { ...published, titleField: null }
  try {
    tryDraft(titleless, [link(target)])
    return false
  } catch {
    return true
  }
}

describe('blueprints beside the one that is changed', () => {
  it('are needed by ops that link, also inside of groups', () => {
    expect(needsBlueprints([{ op: 'rename', field: 'f1', key: 'x' }])).toBe(false)
    expect(needsBlueprints([{ op: 'each', field: 'f1', ops: [link('city')] }])).toBe(true)
  })

  it('are found once they are known, and only those of the same tenant', () => {
    const [order, city] = [blueprint('a1', 'order'), blueprint('a2', 'city')]
    expect(isRefused(order, 'city')).toBe(true)
    expect(areBlueprintsKnown(order, [link('city')])).toBe(false)
    rememberBlueprints([order, city])
    expect(isRefused(order, 'city')).toBe(false)
    expect(areBlueprintsKnown(order, [link('city')])).toBe(true)
    expect(isRefused(blueprint('b1', 'order'), 'city')).toBe(true)
  })

  it('can be tried before they are made, and are there once they are', () => {
    const [order, town] = [blueprint('c1', 'order'), blueprint('c2', 'town')]
    expect(seenBeside(order, town, () => isRefused(order, 'town'))).toBe(false)
    expect(isRefused(order, 'town')).toBe(true)
    rememberBeside(order, town)
    rememberBlueprints([order])
    expect(isRefused(order, 'town')).toBe(false)
  })
})
