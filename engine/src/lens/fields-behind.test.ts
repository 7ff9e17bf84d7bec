// Which fields does somebody fill in who knows an older version only?
import { describe, expect, it } from 'vitest'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { applyOps } from './apply-ops.ts'
import { fieldsBehind } from './fields-behind.ts'

const ids = () => idGiver({ f: 10, o: 10 })
const begun = newBlueprint(
  {
    name: 'person',
    fields: [
      { key: 'name', type: 'text' },
      { key: 'size', type: 'text' },
      { key: 'note', type: 'text' },
    ],
  },
  idGiver({}),
)

const split = {
  op: 'split',
  field: 'name',
  into: [
    { key: 'first', type: 'text' },
    { key: 'last', type: 'text' },
  ],
  by: ' ',
}

describe('sources', () => {
  it.each<[string, readonly object[], string, readonly string[]]>([
    ['a name changes', [{ op: 'rename', field: 'size', key: 'width' }], 'width', ['size']],
    ['a type changes', [{ op: 'retype', field: 'size', type: 'integer', onError: 'keep' }], 'size', ['size']],
    ['a field was added', [{ op: 'add', field: { key: 'more', type: 'text' } }], 'more', []],
    ['a field parts', [split], 'first', ['name']],
    [
      'a part changes once more',
      [split, { op: 'rename', field: 'last', key: 'family' }, { op: 'toList', field: 'family' }],
      'family',
      ['name'],
    ],
    [
      'fields become one',
      [{ op: 'merge', fields: ['name', 'size'], into: { key: 'both', type: 'text' }, template: '{name} {size}' }],
      'both',
      ['name', 'size'],
    ],
    ['another field changes', [split], 'note', ['note']],
  ])('[L82] where %s', (_, ops, key, names) => {
    const { version, ops: stored } = applyOps(begun, ops, ids(), {
      now: 1_790_000_000_000,
      zone: 'UTC',
    })
    const idOf = (fields: typeof version.fields, name: string) => fields.find((one) => one.key === name)?.id
    const asked = idOf(version.fields, key)
    if (!asked) throw new Error('the ops make the field')
    const found = fieldsBehind(() => stored, 1, 2, asked)
    expect(found).toEqual(names.map((name) => idOf(begun.fields, name)))
  })
})
