// Is a record called by something that people know, as the server calls it, and never by an id?
import { idGiver, newBlueprint, titleOf } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { makeFormats } from '../text/formats.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { recordHeading, recordTitle, titleFieldOf } from './record-title.ts'

const formats: TenantFormats = {
  ...makeFormats('en', 'UTC'),
  currency: 'EUR',
  weekStart: 1 as const,
  say: (_, fallback) => fallback,
  recordName: (blueprint, id) => (id === 'r1' ? `${blueprint} Ana` : ''),
}
const field = (key: string, more: Partial<WireField> = {}, at = 1): WireField => ({
  id: `f${at}`,
  key,
  type: 'text',
  ...more,
})
const kind = (fields: readonly WireField[], titleField?: string): Blueprint => ({
  name: 'parcel',
  version: 1,
  fields: fields.map((one, at) => ({ ...one, id: `f${at + 1}` })),
  rules: [],
  uniques: [],
  ...(titleField && { titleField }),
})
const customer = field('customer', { type: 'relation', blueprint: 'customer' })
const address = field('address', { type: 'longText' })
const name = field('name')
const needed = field('needed', { required: true })
const number = field('number', { readOnly: true, computed: { kind: 'autonumber', format: 'P-{000}' } })
const mail = field('mail', { type: 'email' })
const all = {
  customer: 'r1',
  address: 'Rua Augusta 24\nLisboa',
  name: 'Box',
  needed: 'Cork',
  number: 'P-001',
  mail: 'a@b.example',
}

describe.each<[string, readonly WireField[], string | undefined, Record<string, string>, string]>([
  ['its title field', [customer, name, needed], 'name', all, 'Box'],
  ['what follows an empty title', [customer, name, mail], 'name', { mail: all.mail }, 'a@b.example'],
  ['a required text before others', [customer, name, needed], undefined, all, 'Cork'],
  ['the first text, not the link before it', [customer, address], undefined, all, 'Rua Augusta 24'],
  ['a text before a running number', [number, name], undefined, all, 'Box'],
  ['a running number before a link', [customer, number], undefined, all, 'P-001'],
  ['what it links to', [customer], undefined, all, 'customer Ana'],
  ['nothing, not an id', [customer], undefined, { customer: 'r9' }, ''],
])('a record is called by %s', (_, fields, title, data, expected) => {
  const blueprint = kind(fields, title)

  it('in the studio', () => expect(recordTitle(blueprint, data, formats)).toBe(expected))

  it('[R32] and on the server', () => {
    const version = newBlueprint(blueprintDocument(blueprint), idGiver({}))
    const stored = Object.fromEntries(version.fields.flatMap(({ id, key }) => (data[key] ? [[id, data[key]]] : [])))
    const linked = titleOf(version, stored, 'en', (one, id) => formats.recordName(one.blueprint ?? '', id))
    expect(linked ?? '').toBe(expected)
  })
})

it('a day or a number is better than nothing, a person is not: that would be an id', () => {
  const blueprint = kind([field('driver', { type: 'user' }), field('due', { type: 'date' })])
  expect(recordTitle(blueprint, { driver: 'u1', due: '2026-03-05' }, formats)).toBe(formats.date('2026-03-05'))
  expect(recordTitle(blueprint, { driver: 'u1' }, formats)).toBe('')
  expect(titleFieldOf(blueprint)?.key).toBe('due')
})

describe('the heading of a record that is called by its running number', () => {
  const said = { number: 'P-001', customer: 'r1', name: 'Box', address: 'Rua Augusta 24' }

  it.each([
    ['says what it links to', [number, name, customer], said, 'P-001 · customer Ana'],
    [
      'says its first short text where that says nothing',
      [number, address, name, customer],
      { ...said, customer: 'r2' },
      'P-001 · Box',
    ],
    ['says the number alone where there is nothing else', [number, address], said, 'P-001'],
  ] as const)('%s', (_, fields, data, heading) => {
    expect(recordHeading(kind(fields, 'number'), data, formats)).toBe(heading)
  })

  it('is the title of any other record, and waits for a name that is still being read', () => {
    expect(recordHeading(kind([name, customer], 'name'), said, formats)).toBe('Box')
    const waiting = { ...formats, recordName: () => '…' }
    expect(recordHeading(kind([number, customer], 'number'), said, waiting)).toBe('P-001')
  })
})
