// Random blueprint versions and random values for them, for property tests.
import fc from 'fast-check'
import type { BlueprintVersion, FieldDef, FieldType, OptionDef } from '../src/blueprint/blueprint.ts'
import type { Json } from '../src/json.ts'

const scalarTypes = [
  'text',
  'longText',
  'richText',
  'integer',
  'number',
  'money',
  'percent',
  'boolean',
  'date',
  'time',
  'datetime',
  'duration',
  'enum',
  'email',
  'phone',
  'url',
  'relation',
  'user',
  'address',
  'geo',
  'json',
  'rating',
  'color',
  'file',
  'image',
  'cep',
] as const satisfies readonly FieldType[]
const listTypes = ['text', 'number', 'integer', 'date', 'boolean'] as const satisfies readonly FieldType[]

/** Option keys that look like ids of other options are the nasty ones. */
const optionKeys = ['NEW', 'o1', 'o2', 'DONE', 'á é', '__proto__', 'constructor']

function optionsFrom(first: number): readonly OptionDef[] {
  return optionKeys.map((key, i) => ({ id: `o${first + i}` as const, key }))
}

function fieldOf(type: FieldType, number: number): FieldDef {
  const base = { id: `f${number}` as const, key: `${type}_${number}`, type }
  if (type === 'enum' || type === 'tags') return { ...base, options: optionsFrom(number * 10) }
  return type === 'relation' ? { ...base, blueprint: 'other' } : base
}

const scalarField = (number: number) => fc.constantFrom(...scalarTypes).map((type) => fieldOf(type, number))

const anyField = (number: number): fc.Arbitrary<FieldDef> =>
  fc.oneof(
    { weight: 6, arbitrary: scalarField(number) },
    { weight: 1, arbitrary: fc.constant(fieldOf('tags', number)) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('relation' as const, 'user' as const, 'file' as const, 'image' as const)
        .map((type) => ({ ...fieldOf(type, number), many: true })),
    },
    { weight: 1, arbitrary: fc.constantFrom(...listTypes).map((of) => ({ ...fieldOf('list', number), of })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(scalarField(number + 100), scalarField(number + 200))
        .map((fields) => ({ ...fieldOf('list', number), fields })),
    },
  )

export const anyVersion: fc.Arbitrary<BlueprintVersion> = fc.integer({ min: 1, max: 8 }).chain((count) =>
  fc.tuple(...Array.from({ length: count }, (_, i) => anyField(i + 1))).map((fields) => ({
    name: 'thing',
    version: 1,
    fields,
    rules: [],
    uniques: fields
      .slice(0, 2)
      .filter(({ type }) => type === 'text' || type === 'integer')
      .map(({ id }, i) => ({ id: `u${i + 1}` as const, fields: [id] })),
    reserved: [],
  })),
)

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const year = fc.integer({ min: 1, max: 9999 }).map((number) => String(number).padStart(4, '0'))
const two = (min: number, max: number) => fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'))
const date = fc.tuple(year, two(1, 12), two(1, 28)).map((parts) => parts.join('-'))
const time = fc
  .tuple(two(0, 23), two(0, 59), fc.option(two(0, 59)))
  .map(([h, m, s]) => (s === null ? `${h}:${m}` : `${h}:${m}:${s}`))
const zone = fc.oneof(
  fc.constantFrom('Z', 'z', '+00:00', '-00:00'),
  fc.tuple(fc.constantFrom('+', '-'), two(0, 23), two(0, 59)).map(([s, h, m]) => `${s}${h}:${m}`),
)
const datetime = fc
  .tuple(
    fc.integer({ min: 2, max: 9998 }),
    two(1, 12),
    two(1, 28),
    fc.constantFrom('T', 't', ' '),
    two(0, 23),
    two(0, 59),
    two(0, 59),
    fc.constantFrom('', '.5', '.123', '.123999'),
    zone,
  )
  .map(([y, mo, d, t, h, mi, s, f, z]) => `${String(y).padStart(4, '0')}-${mo}-${d}${t}${h}:${mi}:${s}${f}${z}`)
const duration = fc
  .tuple(fc.constantFrom('', '-'), fc.nat(40), fc.nat(99), fc.nat(99), fc.nat(99))
  .map(([sign, d, h, m, s]) => `${sign}P${d}DT${h}H${m}M${s}S`)
const plain = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\u0000', ''))
const amount = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.nat(10 ** 9), fc.constantFrom('', '.5', '.05', '.50', '.1234'))
  .map((parts) => parts.join(''))
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const id = fc.stringMatching(/^[0-9A-Z]{1,26}$/)
const jsonValue = fc
  .jsonValue({ maxDepth: 4 })
  .filter(
    (value) => value !== null && !/__proto__|constructor|prototype|\\u0000|\\ud/i.test(JSON.stringify(value)),
  ) as fc.Arbitrary<Json>

/** A value that a client may send for the field. */
export function anyWireValue(field: FieldDef): fc.Arbitrary<Json> {
  if (field.type === 'list' && field.fields) {
    return fc.array(
      fc.record(Object.fromEntries(field.fields.map((member) => [member.key, anyWireValue(member)])), {
        requiredKeys: [],
      }),
      { maxLength: 4 },
    ) as fc.Arbitrary<Json>
  }
  if (field.type === 'list') return fc.array(anyOne({ ...field, type: field.of as FieldType }), { maxLength: 4 })
  return field.type === 'tags' || field.many ? fc.array(anyOne(field), { maxLength: 4 }) : anyOne(field)
}

function anyOne(field: FieldDef): fc.Arbitrary<Json> {
  switch (field.type) {
    case 'integer':
      return fc.maxSafeInteger()
    case 'rating':
      return fc.integer({ min: 1, max: 5 })
    case 'number':
    case 'percent':
      return finite
    case 'boolean':
      return fc.boolean()
    case 'money':
      return fc.record({ amount, currency: fc.constantFrom('BRL', 'usd', 'JPY', 'KWD') })
    case 'date':
      return date
    case 'time':
      return time
    case 'datetime':
      return datetime
    case 'duration':
      return duration
    case 'enum':
    case 'tags':
      return fc.constantFrom(...(field.options ?? []).flatMap((option) => [option.key, option.id]))
    case 'relation':
    case 'user':
      return id
    case 'email':
      return id.map((name) => ` ${name}@Example.ORG`)
    case 'phone':
      return digits(9).map((number) => ` +55 ${number}`)
    case 'url':
      return id.map((name) => `https://example.org/${name}`)
    case 'color':
      return fc.constantFrom('#1a2b3c', '#ABCDEF')
    case 'cep':
      return digits(8)
    case 'address':
      return fc.record({ street: plain, city: plain, country: plain }, { requiredKeys: [] }) as fc.Arbitrary<Json>
    case 'geo':
      return fc.record({ lat: fc.integer({ min: -90, max: 90 }), lng: fc.double({ min: -180, max: 180, noNaN: true }) })
    case 'file':
    case 'image':
      return fc.record({
        id,
        name: id.map((name) => `${name} é.png`),
        size: fc.nat(10 ** 9),
        type: fc.constantFrom('image/png', 'image/webp'),
      })
    case 'json':
      return jsonValue
    default:
      return plain
  }
}

/** A record as a client may send it: some fields, some of them null. */
export function anyWire(version: BlueprintVersion): fc.Arbitrary<{ [key: string]: Json }> {
  const members = version.fields.map((field) => [
    field.key,
    fc.oneof({ weight: 8, arbitrary: anyWireValue(field) }, fc.constant(null)),
  ])
  return fc.record(Object.fromEntries(members), { requiredKeys: [] }) as fc.Arbitrary<{ [key: string]: Json }>
}

export const anyRecord = anyVersion.chain((version) =>
  fc.record({ version: fc.constant(version), wire: anyWire(version) }),
)
