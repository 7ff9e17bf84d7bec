// Does a client see names where ids are stored?
import { describe, expect, it } from 'vitest'
import { versionOf } from '../../test/record-context.ts'
import { decodeRecord } from './decode-record.ts'

const options = [
  { id: 'o1', key: 'NEW' },
  { id: 'o2', key: 'DONE' },
] as const
const version = versionOf([
  { id: 'f2', key: 'status', type: 'enum', options },
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f3', key: 'labels', type: 'tags', options },
  { id: 'f4', key: 'lines', type: 'list', fields: [{ id: 'f5', key: 'state', type: 'enum', options }] },
])

describe('decode', () => {
  it('[R11] values by key in field order, options by key, elements with their _id', () => {
    const wire = decodeRecord(version, { f4: [{ _id: 'a', f5: 'o2' }], f1: 'x', f3: ['o2', 'o1'], f2: 'o1' })
    expect(JSON.stringify(wire)).toBe(
      '{"status":"NEW","title":"x","labels":["DONE","NEW"],"lines":[{"_id":"a","state":"DONE"}]}',
    )
  })

  it('[R11] what is empty is left out, and so is what the version does not know', () => {
    expect(decodeRecord(version, { f1: '', f3: [], f9: 'gone' })).toEqual({ title: '', labels: [] })
  })

  it('[R11] a value of another shape is shown as it is', () => {
    expect(decodeRecord(version, { f2: 'o9', f3: 'o1', f4: 'text' })).toEqual({
      status: 'o9',
      labels: 'o1',
      lines: 'text',
    })
    expect(decodeRecord(version, { f4: ['text', null] })).toEqual({ lines: ['text', null] })
  })

  it('[R11] does not share what it can be changed through with the stored data of a group', () => {
    const stored = { f4: [{ _id: 'a', f5: 'o2' }] }
    const wire = decodeRecord(version, stored)
    ;(wire['lines'] as { state: string }[])[0]!.state = 'x'
    expect(stored).toEqual({ f4: [{ _id: 'a', f5: 'o2' }] })
  })
})
