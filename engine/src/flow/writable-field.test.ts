// Which fields do actions write, and which can they add to? Every type of the list is on one side or the other.
import { describe, expect, it } from 'vitest'
import { type FieldDef, fieldTypes } from '../blueprint/blueprint.ts'
import { isComputed, isGroup, takesAdding } from './writable-field.ts'

const typesWhere = (holds: (field: FieldDef) => boolean) =>
  fieldTypes.filter((type) => holds({ id: 'f1', key: 'x', type })).sort()

describe('what an action may do to a field', () => {
  it('[F7] it writes nothing that is computed', () => {
    const computed = { kind: 'autonumber', format: '{0}' } as const
    expect(isComputed({ id: 'f1', key: 'x', type: 'integer', readOnly: true, computed })).toBe(true)
    expect(typesWhere(isComputed)).toEqual([])
  })

  it('[F7] it adds to numbers and lists only', () => {
    expect(typesWhere(takesAdding)).toEqual(['integer', 'list', 'number', 'percent', 'rating', 'tags'])
    expect(takesAdding({ id: 'f1', key: 'x', type: 'relation', blueprint: 'y', many: true })).toBe(true)
  })

  it('[F7] it builds no elements of a group', () => {
    expect(isGroup({ id: 'f1', key: 'x', type: 'list', of: 'text' })).toBe(false)
    expect(isGroup({ id: 'f1', key: 'x', type: 'list', fields: [] })).toBe(true)
  })
})
