// Random blueprints as a client may send them: every type on offer, every setting, labels, defaults, rules, unique combinations.
import fc from 'fast-check'
import { fieldTypes } from '../src/blueprint/blueprint.ts'
import { fieldTypeDefs } from '../src/blueprint/field-types.ts'
import type { JsonObject } from '../src/json.ts'

type Arbitrary = fc.Arbitrary<JsonObject>

const text = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcXYZ éñЖ中"\\/{}0_-.') })
const label = fc.oneof(
  text,
  fc.dictionary(fc.constantFrom('en', 'pt-BR', 'ru'), text, { minKeys: 1, maxKeys: 3 }),
) as fc.Arbitrary<never>
const maybe = (member: string, value: fc.Arbitrary<unknown>): Arbitrary =>
  fc.option(value, { nil: undefined }).map((said) => (said === undefined ? {} : { [member]: said as never }))
const together = (...parts: Arbitrary[]): Arbitrary =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as JsonObject)

const limits = (most: number, low: string, high: string): Arbitrary =>
  fc.tuple(fc.nat(most), fc.nat(most), fc.boolean(), fc.boolean()).map(([a, b, hasLow, hasHigh]) => ({
    ...(hasLow && { [low]: Math.min(a, b) }),
    ...(hasHigh && { [high]: Math.max(a, b) }),
  }))
const numbers = together(
  limits(100, 'minimum', 'maximum'),
  fc.constantFrom<JsonObject>({}, {}, { exclusiveMinimum: -5 }, { exclusiveMaximum: 500 }),
)
const pattern = maybe('pattern', fc.constantFrom('^[a-z]', 'x+$', '\\d{2}', 'a|b'))
const optionKeys = fc.uniqueArray(
  text.filter((key) => key.trim() === key),
  { minLength: 1, maxLength: 5 },
)
const optionList = optionKeys.chain((keys) =>
  fc.tuple(
    ...keys.map((key, i) =>
      fc.oneof(
        fc.constant(key),
        together(
          fc.constant({ key }),
          maybe('label', label),
          maybe('color', fc.constantFrom('red', '#12abCD')),
          maybe('retired', fc.constant(i > 0)),
        ),
      ),
    ),
  ),
)
const options: Arbitrary = optionList.map((list) => ({ options: list }))
const items = limits(50, 'minItems', 'maxItems')
const lengths = together(limits(60, 'minLength', 'maxLength'), pattern)
const digits = maybe('precision', fc.nat(6))
const unit = maybe('unit', fc.constantFrom('kg', '°C'))

/** Settings per type; a type that is not here takes none. */
const settings: { readonly [type: string]: Arbitrary } = {
  text: lengths,
  longText: lengths,
  richText: maybe('maxLength', fc.integer({ min: 1, max: 1000 })),
  email: together(maybe('maxLength', fc.integer({ min: 5, max: 254 })), pattern),
  url: maybe('maxLength', fc.integer({ min: 5, max: 2048 })),
  integer: together(numbers, unit),
  number: together(numbers, digits, unit),
  percent: together(numbers, digits),
  money: together(
    numbers,
    digits,
    maybe('currencies', fc.uniqueArray(fc.constantFrom('BRL', 'USD', 'EUR'), { minLength: 1 })),
  ),
  rating: maybe('max', fc.integer({ min: 1, max: 10 })),
  enum: options,
  tags: together(options, items),
  relation: fc.oneof(
    fc.constant<JsonObject>({ blueprint: 'thing' }),
    together(fc.constant({ blueprint: 'other', many: true }), items),
  ),
  user: fc.oneof(fc.constant<JsonObject>({}), together(fc.constant({ many: true }), items)),
}

/** Defaults that fit whatever the settings are. */
const defaults: { readonly [type: string]: Arbitrary } = {
  datetime: maybe('default', fc.constantFrom({ expr: 'now' }, '2026-02-03T04:05:06.000Z')),
  date: maybe('default', fc.constantFrom({ expr: 'today()' }, '2026-02-28')),
  boolean: maybe('default', fc.boolean()),
  json: maybe(
    'default',
    fc.constantFrom({ a: [1, null] }, { value: { expr: 'now' } }, { value: { value: 1 } }, [], 5, 'x'),
  ),
  geo: maybe('default', fc.constant({ lat: 1.5, lng: -2 })),
  color: maybe('default', fc.constant('#00ff00')),
  duration: maybe('default', fc.constant('PT48H')),
}

const offered = fieldTypes.filter(
  (type) => fieldTypeDefs[type].offered && !fieldTypeDefs[type].computed && type !== 'list',
)
const elements = offered.filter((type) => fieldTypeDefs[type].inList)

function about(inGroup: boolean): Arbitrary {
  const everywhere = together(
    maybe('label', label),
    maybe('help', label),
    maybe('required', fc.boolean()),
    maybe('readOnly', fc.boolean()),
  )
  return inGroup ? everywhere : together(everywhere, maybe('quickFilter', fc.boolean()), maybe('search', fc.boolean()))
}

function ofType(type: string): Arbitrary {
  return together(fc.constant({ type }), settings[type] ?? fc.constant({}))
}

function anyField(inGroup: boolean): Arbitrary {
  const fallback = fc.constant<JsonObject>({})
  const plain = fc
    .constantFrom(...offered)
    .chain((type) => together(ofType(type), inGroup ? fallback : (defaults[type] ?? fallback)))
  const list = fc
    .constantFrom(...elements)
    .chain((of) => together(settings[of] ?? fallback, items, fc.constant({ type: 'list', of })))
  const group = inGroup ? plain : fields(true, 3).map((inner): JsonObject => ({ type: 'list', fields: inner }))
  return together(about(inGroup), fc.oneof({ arbitrary: plain, weight: 5 }, list, group))
}

const keys = fc
  .string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abcdeXYZ_') })
  .filter((key) => !['__'].includes(key))

function fields(inGroup: boolean, most: number): fc.Arbitrary<JsonObject[]> {
  return fc
    .uniqueArray(fc.tuple(keys, anyField(inGroup)), { minLength: 1, maxLength: most, selector: ([key]) => key })
    .map((list) => list.map(([key, field]) => ({ key, ...field })))
}

/** Always ends with three plain fields that rules, conditions and unique combinations may name. */
export const anyWireBlueprint: Arbitrary = fc
  .record({
    fields: fields(false, 8),
    label: fc.option(label, { nil: undefined }),
    icon: fc.option(fc.constantFrom('truck', 'user'), { nil: undefined }),
    hasTitle: fc.boolean(),
    hasRules: fc.boolean(),
    showWhen: fc.boolean(),
  })
  .map(({ fields: random, label: said, icon, hasTitle, hasRules, showWhen }) => ({
    name: 'thing',
    ...(said !== undefined && { label: said }),
    ...(icon !== undefined && { icon }),
    ...(hasTitle && { titleField: 'the_title' }),
    fields: [
      ...random,
      { key: 'the_title', type: 'text' },
      { key: 'the_count', type: 'number', ...(showWhen && { showWhen: "the_kind == 'a'", required: true }) },
      { key: 'the_kind', type: 'enum', options: ['a', 'b'], default: 'b' },
    ],
    ...(hasRules && {
      rules: [{ check: "the_count > 3 || the_kind != 'b'", message: { en: 'No', ru: 'Нет' } }],
      uniques: [['the_title', 'the_kind'], ['the_count']],
    }),
  })) as unknown as Arbitrary
