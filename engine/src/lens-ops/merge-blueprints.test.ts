// What does a blueprint become when another one's records come to it, and what do the values of those become?
import { describe, expect, it } from 'vitest'
import { crossOps, refusal } from '../../test/cross-ops.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { JsonObject } from '../json.ts'
import { describeOps } from '../lens/describe-ops.ts'
import type { MergeBlueprintsOp } from '../lens/op.ts'
import { passOver } from '../lens/passage.ts'
import { wireOp } from '../lens/wire-op.ts'

const lead = newBlueprint(
  {
    name: 'lead',
    label: { en: 'Lead', ru: 'Лид' },
    fields: [
      { key: 'name', type: 'text', required: true },
      { key: 'source', type: 'enum', options: ['web', 'fair'], required: true, default: 'web' },
      { key: 'site', type: 'url', showWhen: 'source == "web"' },
      { key: 'title', type: 'integer' },
      { key: 'stage', type: 'enum', options: ['new', 'won'] },
      { key: 'calls', type: 'list', fields: [{ key: 'how', type: 'enum', options: ['phone', 'mail'] }] },
      { key: 'upper', type: 'formula', expr: 'name + "!"' },
    ],
  },
  idGiver({}),
)

const deal: JsonObject = {
  name: 'deal',
  label: 'Deal',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'name', type: 'text' },
    { key: 'stage', type: 'enum', options: ['won', 'lost', 'new'] },
    { key: 'amount', type: 'number', showWhen: 'stage == "won"' },
  ],
  titleField: 'title',
}

function merged(op: JsonObject = {}, other = lead) {
  return crossOps(deal, [{ op: 'mergeBlueprints', blueprint: 'lead', discriminator: 'kind', ...op }], 'UTC', {
    blueprints: [other],
  })
}
const opIn = (op: JsonObject = {}) => merged(op).ops[0] as unknown as MergeBlueprintsOp
const keysOf = ({ version }: ReturnType<typeof merged>) => version.fields.map(({ key }) => key)

describe('merging a blueprint into another', () => {
  it('[L56] fields of one key and kind are one, the others come along, and a new field tells the kinds apart', () => {
    const { version } = merged()
    expect(keysOf(merged())).toEqual([
      ...['title', 'name', 'stage', 'amount'],
      ...['kind', 'source', 'site', 'lead_title', 'calls', 'upper'],
    ])
    const kind = version.fields.find(({ key }) => key === 'kind')
    expect(kind && wireField(kind, version)).toMatchObject({
      ...{ type: 'enum', required: true, default: 'deal', quickFilter: true },
      options: [
        { id: 'o4', key: 'deal', label: 'Deal' },
        { id: 'o5', key: 'lead', label: { en: 'Lead', ru: 'Лид' } },
      ],
    })
  })

  it('[L56] what only one kind has is shown and asked for in its records alone', () => {
    const { version } = merged()
    const said = Object.fromEntries(version.fields.map((field) => [field.key, wireField(field, version)]))
    expect(said['amount']?.['showWhen']).toBe('kind == "deal" && stage == "won"')
    expect(said['title']).toMatchObject({ required: true, showWhen: 'kind == "deal"' })
    expect(said['source']).toMatchObject({ required: true, showWhen: 'kind == "lead"' })
    expect(said['source']).not.toHaveProperty('default')
    expect(said['site']?.['showWhen']).toBe('kind == "lead" && source == "web"')
    expect(said['name']).not.toHaveProperty('showWhen')
    expect(said['upper']).toMatchObject({ type: 'text', readOnly: true })
    expect(said['upper']).not.toHaveProperty('computed')
  })

  it('[L56] fields are mapped onto one another as somebody says, and none twice', () => {
    expect(keysOf(merged({ fields: { name: 'title', stage: null } }))).toEqual([
      ...['title', 'name', 'stage', 'amount', 'kind', 'source', 'site'],
      ...['lead_title', 'lead_stage', 'calls', 'upper'],
    ])
    const told = (fields: JsonObject) => refusal(() => merged({ fields }))
    expect(told({ title: 'title' })).toEqual([['merge-not-alike', 'ops', 0, 'fields', 'title']])
    expect(told({ source: 'stage' })).toEqual([['merge-lacks-options', 'ops', 0, 'fields', 'source']])
    expect(told({ nobody: 'title' })).toEqual([['unknown-field', 'ops', 0, 'fields', 'nobody']])
    expect(told({ name: 'nobody' })).toEqual([['unknown-field', 'ops', 0, 'fields', 'name']])
    expect(told({ name: 'title', site: 'title' })).toContainEqual(['given-twice', 'ops', 0, 'fields', 'site'])
  })

  it('[L56] refuses itself, a blueprint that is not there, and a name that is taken', () => {
    expect(refusal(() => merged({ blueprint: 'deal' }))).toEqual([['merge-with-itself', 'ops', 0, 'blueprint']])
    expect(refusal(() => merged({ blueprint: 'thing' }))).toEqual([['no-such-blueprint', 'ops', 0, 'blueprint']])
    expect(refusal(() => merged({ discriminator: 'stage' }))).toEqual([
      ['discriminator-taken', 'ops', 0, 'discriminator'],
    ])
  })

  it('[L9] said with names and read again it makes the same version', () => {
    const wishes: readonly JsonObject[] = [{}, { fields: { name: 'title', stage: null }, label: 'What' }]
    for (const op of wishes) {
      const first = merged(op)
      const again = crossOps(
        deal,
        first.ops.map((one) => withoutId(wireOp(one, first.before))),
        'UTC',
        {
          blueprints: [lead],
        },
      )
      expect(again.version).toEqual(first.version)
      expect(again.ops).toEqual(first.ops)
    }
  })

  it('[L8] says what becomes of fields and records, in every language', () => {
    const { before, ops } = merged()
    const texts = languages.map((language) => describeOps(before, ops, language).join(' '))
    expect(texts[0]).toContain('The records of “Lead” come here')
    expect(texts[0]).toContain('one field: “name”, “stage”')
    expect(texts[0]).toContain('“source”, “site”, “lead_title”, “calls”')
    for (const text of texts) expect(text).not.toMatch(/\{\w+\}/)
  })

  it('[L57] records that were here are of their own kind; going back nothing of the others is left', () => {
    const { forward, backward, version } = merged()
    const kind = version.fields.find(({ key }) => key === 'kind')
    const there = forward({ f1: 'A' })
    expect(there.data).toEqual({ f1: 'A', [kind?.id ?? '']: 'o4' })
    expect(backward(there.data, there.attic).data).toEqual({ f1: 'A' })
  })
})

describe('passing over into another blueprint', () => {
  const op = opIn()
  const record = { f1: 'Ann', f2: 'o2', f3: 'http://x.y', f4: 7, f5: 'o4', f6: [{ _id: 'e1', f7: 'o5' }], f8: 'Ann!' }
  const at = (key: string) => op.columns.find((column) => column.key === key)?.here ?? 'f0'

  it('[L58] each value stands in the field that takes it, choices by their keys, rows with their ids', () => {
    const { data } = passOver(op, 'here', record)
    const calls = op.brought.find(({ key }) => key === 'calls')
    expect(data).toEqual({
      f2: 'Ann',
      [at('source')]: op.brought.find(({ key }) => key === 'source')?.options?.[1]?.id,
      [at('site')]: 'http://x.y',
      [at('title')]: 7,
      f3: 'o1',
      [at('calls')]: [{ _id: 'e1', [calls?.fields?.[0]?.id ?? '']: calls?.fields?.[0]?.options?.[0]?.id }],
      [at('upper')]: 'Ann!',
      [op.kind.id]: op.theirs,
    })
    expect(passOver(op, 'there', data)).toMatchObject({ data: record })
  })

  it('[L58] what was not edited is what it was, what was is carried, and what has no counterpart stays', () => {
    const here = passOver(op, 'here', record).data
    const last = { from: here, to: { ...record, f99: 'only there' } }
    expect(passOver(op, 'there', here, last)).toEqual({ data: last.to, edited: [] })
    const edited = { ...here, f2: 'Bea', f3: 'o2', f4: 12 }
    const back = passOver(op, 'there', edited, last)
    expect(back.edited).toEqual(['f1', 'f5'])
    const { f5: _, ...rest } = last.to
    // The flow there knows no "lost".
    expect(back.data).toEqual({ ...rest, f1: 'Bea' })
    expect(passOver(op, 'here', back.data, { from: back.data, to: edited }).data).toEqual(edited)
  })
})

function withoutId({ id: _, ...op }: JsonObject): JsonObject {
  return op
}
