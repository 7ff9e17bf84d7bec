// What differs between two versions of a blueprint?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWireBlueprint } from '../../test/any-wire-blueprint.ts'
import { idGiver } from '../ids.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { diffVersions } from './diff-versions.ts'
import { newBlueprint } from './read-blueprint.ts'

const nothing = {
  added: [],
  removed: [],
  changed: [],
  reordered: false,
  about: [],
  rules: { added: [], removed: [] },
  uniques: { added: [], removed: [] },
}

describe('diffVersions', () => {
  it('[B31] says what ops changed, by id', () => {
    const ids = idGiver({})
    const fields = ['a', 'b', 'c'].map((key) => ({ key, type: 'text', required: true }))
    const before = newBlueprint(
      { name: 'x', fields, rules: [{ check: "a != 'x'", message: 'm' }], uniques: [['a']] },
      ids,
    )
    const ops = [
      { op: 'rename', field: 'a', key: 'z' },
      { op: 'change', field: 'z', required: false, maxLength: null, label: 'Z' },
      { op: 'add', field: { key: 'd', type: 'text' } },
      { op: 'order', fields: ['c'] },
      { op: 'meta', titleField: 'b', label: 'X' },
      { op: 'rules', add: [{ check: "b != 'x'", message: 'm' }], remove: ['r1'] },
      { op: 'uniques', remove: ['u1'] },
    ]
    const { version: after } = applyOps(before, ops, ids, { now: 0 })
    const difference = {
      added: ['f4'],
      removed: [],
      changed: [{ field: 'f1', settings: ['key', 'label', 'required'] }],
      reordered: true,
      about: ['label', 'titleField'],
      rules: { added: ['r2'], removed: ['r1'] },
      uniques: { added: [], removed: ['u1'] },
    }
    expect(diffVersions(before, after)).toEqual(difference)
    expect(diffVersions(after, before)).toMatchObject({
      added: [],
      removed: ['f4'],
      reordered: true,
      uniques: { added: ['u1'], removed: [] },
    })
  })

  it('[B31] equal versions do not differ', () => {
    fc.assert(
      fc.property(anyWireBlueprint, (wire) => {
        expect(diffVersions(newBlueprint(wire, idGiver({})), newBlueprint(wire, idGiver({})))).toEqual(nothing)
      }),
      { numRuns: 30 },
    )
  })
})
