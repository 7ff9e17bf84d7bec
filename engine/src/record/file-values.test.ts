// Does every reference to a file get the facts of that file, wherever in a record it stands?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { versionOf } from '../../test/record-context.ts'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { checkExpression } from '../expression/check-expression.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { type FileFacts, fileFields, fileIdsIn, withFileFacts } from './file-values.ts'
import { createData } from './write-data.ts'

const fields: readonly FieldDef[] = [
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'offer', type: 'file' },
  { id: 'f3', key: 'photos', type: 'image', many: true },
  {
    id: 'f4',
    key: 'lines',
    type: 'list',
    fields: [
      { id: 'f5', key: 'what', type: 'text' },
      { id: 'f6', key: 'receipt', type: 'file' },
    ],
  },
  { id: 'f7', key: 'tags', type: 'list', of: 'text' },
]
const facts = (id: string): FileFacts => ({ id, name: `${id}.pdf`, size: id.length, type: 'application/pdf' })
const known = new Map(['a', 'b'].map((id) => [id, facts(id)]))
const fill = (wire: unknown) => withFileFacts(fields, wire, known, ['data'])

describe('files in a record', () => {
  it('[R29] knows where files may stand', () => {
    expect(fileFields(fields).map(({ key }) => key)).toEqual(['offer', 'photos', 'lines'])
  })

  it.each<[unknown, string[]]>([
    [{}, []],
    [null, []],
    ['a', []],
    [{ offer: 'a', title: 'b' }, ['a']],
    [{ offer: { id: 'a' }, photos: ['b', { id: 'a' }, 5, null, {}] }, ['a', 'b']],
    [{ lines: [{ receipt: 'b', what: 'a' }, { receipt: null }, 'x'] }, ['b']],
    [{ offer: { id: 5 } }, []],
    [{ offer: 'x'.repeat(65) }, []],
    [{ tags: ['a'] }, []],
  ])('[R29] %j names %j', (wire, ids) => {
    expect(fileIdsIn(fields, wire, 'wire')).toEqual(ids)
  })

  it('[R29] reads stored values by field id', () => {
    expect(fileIdsIn(fields, { f2: facts('a'), f4: [{ _id: 'e', f6: facts('b') }], offer: 'c' }, 'stored')).toEqual([
      'a',
      'b',
    ])
  })

  it('[R29] what a client says of a file beside its id does not count', () => {
    const forged = { id: 'a', name: 'invoice.exe', size: 1, type: 'image/png' }
    expect(fill({ title: 'x', offer: forged, lines: [{ what: 'y', receipt: ' b ' }] })).toEqual({
      wire: { title: 'x', offer: facts('a'), lines: [{ what: 'y', receipt: facts('b') }] },
      issues: [],
    })
  })

  it('[R29] a file that is not known is refused at its place', () => {
    const { issues } = fill({ offer: 'zz', photos: ['a', { id: 'yy' }], lines: [{}, { receipt: 'xx' }] })
    expect(issues.map(({ path, code, params }) => [path.join('/'), code, params?.['id']])).toEqual([
      ['data/offer', 'file-missing', 'zz'],
      ['data/photos/1', 'file-missing', 'yy'],
      ['data/lines/1/receipt', 'file-missing', 'xx'],
    ])
  })

  it('[R29] a member that nobody knows stays, so that it is refused', () => {
    const { wire } = fill({ offer: { id: 'a', url: 'x' } })
    const written = createData(versionOf(fields), wire, { now: 0, zone: 'UTC', actor: { id: 'u', roles: [] } })
    expect(written).toMatchObject({ issues: [{ path: ['data', 'offer', 'url'], code: 'unknown-member' }] })
  })

  it.each([
    ['has(offer)', true],
    ['offer == null', false],
    ["offer.name == 'a.pdf'", true],
    ['offer.size < 1000', true],
    ["offer.type == 'image/png'", false],
    ["photos.exists(p, p.name == 'b.pdf')", true],
    ['size(photos) == 2', true],
    ['lines.exists(l, has(l.receipt))', true],
  ])('[R29] %s is %s: rules and guards may ask about a file', (text, answer) => {
    const version = versionOf(fields)
    const checked = checkExpression(text, scopeOf(version), { kind: 'boolean' }, [])
    if (!('expression' in checked)) throw new Error(JSON.stringify(checked.issues))
    const data = { f2: facts('a'), f3: [facts('a'), facts('b')], f4: [{ _id: 'e', f6: facts('b') }] }
    expect(compileExpression(checked.expression)({ data, now: 0 })).toMatchObject({ kind: 'value', value: answer })
  })

  it('[R29] never throws, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (wire) => {
        const filled = fill(wire)
        if (fileIdsIn(fields, wire, 'wire').length === 0) expect(filled).toEqual({ wire, issues: [] })
      }),
    )
  })
})
