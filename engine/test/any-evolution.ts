// Random lives of blueprints, twelve versions long at most, with every kind of op; and random records and edits along the way.
import fc from 'fast-check'
import type { BlueprintVersion, FieldDef, StoredOp } from '../src/blueprint/blueprint.ts'
import { MoldeError } from '../src/errors.ts'
import { idGiver } from '../src/ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../src/json.ts'
import { applyOps } from '../src/lens/apply-ops.ts'
import { type MapOp, type MovingOp, mapOpsIn } from '../src/lens/map-ops.ts'
import { movedKey } from '../src/lens-ops/moved-key.ts'
import { encodeRecord } from '../src/record/encode-record.ts'
import type { StoredData } from '../src/record/stored-record.ts'
import { anyVersion, anyWireValue } from './any-blueprint.ts'
import { named } from './cross-ops.ts'
import type { GrownMaps } from './grown-maps.ts'

/** Reproducible random numbers: everything below is a function of one seed (mulberry32, T. Ettinger). */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** 0 … below − 1. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below) | 0
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

export interface Evolution {
  /** `versions[0]` is version 1. */
  readonly versions: readonly BlueprintVersion[]
  /** The ops into a version. */
  opsOf(version: number): readonly StoredOp[]
}

const MOST_VERSIONS = 12

/** What the lives' fields may link to besides themselves. */
const others: readonly BlueprintVersion[] = ['other', 'another'].map((name) => ({
  ...{ name, version: 1, rules: [], uniques: [], reserved: [] },
  fields: [
    { id: 'f1', key: 'name', type: 'text' },
    { id: 'f2', key: 'tint', type: 'color' },
  ],
}))

/** Refused ops are left out; `accepted` counts the kinds that were not. */
export function anyEvolution(
  dice: Dice,
  accepted: Map<string, number>,
  /** Some fields are worked out, from the beginning or for a while. */
  { worksOut = false }: { readonly worksOut?: boolean } = {},
): Evolution {
  const [first] = fc.sample(anyVersion, { seed: dice.below(2 ** 30), numRuns: 1 }) as [BlueprintVersion]
  const ids = idGiver({ f: 900, o: 9_000, r: 90, u: 90 })
  const versions = [first]
  const edges: (readonly StoredOp[])[] = [[], []]
  const history = {
    versionAt: (number: number) => versions[number - 1],
    opsInto: (number: number) => edges[number] ?? [],
  }
  const likes = new Map<string, FieldDef>()
  const blueprintNamed = (name: string) => (name === 'like' ? likeOf(likes) : named(others)(name))
  const count = 1 + dice.below(MOST_VERSIONS)
  while (versions.length < count) {
    const head = versions.at(-1) as BlueprintVersion
    const draft: JsonObject[] = []
    let made: ReturnType<typeof applyOps> | undefined
    const most = 1 + dice.below(3)
    for (let tries = 0; tries < 12 && draft.length < most; tries++) {
      const now = made?.version ?? head
      const wire = worksOut && dice.chance(3) ? anyWorkingOp(dice, now) : anyOp(dice, now, versions.length)
      if (wire['op'] === 'extract' || wire['op'] === 'moveToRelated')
        for (const field of now.fields) likes.set(field.key, field)
      try {
        made = applyOps(head, [...draft, wire], idGiver(ids.counters()), {
          now: 1_790_000_000_000,
          zone: 'America/Sao_Paulo',
          history,
          blueprintNamed,
        })
        draft.push(wire)
      } catch (refused) {
        if (!(refused instanceof MoldeError)) throw refused
      }
    }
    if (!made) continue
    const published = applyOps(head, draft, ids, {
      now: 1_790_000_000_000,
      zone: 'America/Sao_Paulo',
      history,
      blueprintNamed,
    })
    for (const { op } of published.ops) accepted.set(op, (accepted.get(op) ?? 0) + 1)
    versions.push(published.version)
    edges.push(published.ops)
  }
  return { versions, opsOf: (version) => edges[version] ?? [] }
}

/** A blueprint that takes whatever moves out of a life: the same fields, with options of its own. */
function likeOf(fields: ReadonlyMap<string, FieldDef>): BlueprintVersion {
  const all = [...fields.values()].map(({ key, type, blueprint, options }, i): FieldDef => {
    const own = options?.map((option, at) => ({ ...option, id: `o${(i + 1) * 100 + at}` as const }))
    return { id: `f${i + 1}`, key, type, ...(blueprint && { blueprint }), ...(own && { options: own }) }
  })
  return { name: 'like', version: 1, fields: all, rules: [], uniques: [], reserved: [] }
}

type Maker = (dice: Dice, version: BlueprintVersion, head: number) => JsonObject

const newFields: readonly JsonObject[] = [
  { type: 'text' },
  { type: 'integer' },
  { type: 'number', precision: 2 },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'datetime' },
  { type: 'enum', options: ['a', 'b', 'c'] },
  { type: 'tags', options: ['x', 'y'] },
  { type: 'money' },
  { type: 'list', of: 'text' },
  {
    type: 'list',
    fields: [
      { key: 'what', type: 'text' },
      { key: 'count', type: 'integer' },
    ],
  },
  { type: 'json' },
  { type: 'relation', blueprint: 'other' },
  { type: 'relation', blueprint: 'another', many: true },
  { type: 'relation', blueprint: 'like' },
]
const fills: { readonly [type: string]: JsonObject } = {
  text: { value: 'filled' },
  integer: { value: 7 },
  number: { expr: '1.5 + 2.0' },
  boolean: { value: true },
  date: { expr: 'today()' },
  datetime: { expr: 'now' },
  enum: { value: 'b' },
  tags: { value: ['x', 'y'] },
}

let counter = 0
const newKey = () => `k${(counter += 1)}`
/** A field of that sort if there is one, else any. */
const oneLike = (dice: Dice, { fields }: BlueprintVersion, isLike: (field: FieldDef) => boolean) =>
  dice.one([...fields.filter(isLike), ...(dice.chance(8) || !fields.some(isLike) ? fields : [])]).id
const fieldKey = (dice: Dice, { fields }: BlueprintVersion) => dice.one(fields).id

/** Per kind of op, one that may well be refused. */
const makers: { readonly [op: string]: Maker } = {
  add(dice, version) {
    const field = dice.one(newFields)
    const number = version.fields.find(({ type }) => type === 'number' || type === 'integer')
    // Worked out from another field, which may be edited, removed and retyped later.
    const worked = field['type'] === 'number' && number ? { expr: `${number.key} + 1` } : undefined
    const fill = worked ?? fills[field['type'] as string]
    const required = fill !== undefined && dice.chance(3)
    return {
      op: 'add',
      field: { ...field, key: newKey(), ...(required && { required: true }) },
      ...(fill && (required || dice.chance(2)) && { fill: dice.chance(5) ? { ask: true } : fill }),
    }
  },
  remove: (dice, version) => ({ op: 'remove', field: fieldKey(dice, version) }),
  restore: (dice, version) => ({
    op: 'restore',
    field: version.reserved.length > 0 ? dice.one(version.reserved) : 'f1',
  }),
  rename: (dice, version) => ({ op: 'rename', field: fieldKey(dice, version), key: newKey() }),
  relabel: (dice, version) => ({ op: 'relabel', field: fieldKey(dice, version), label: newKey() }),
  order: (dice, version) => ({ op: 'order', fields: [fieldKey(dice, version)] }),
  change(dice, version) {
    const field = dice.one(version.fields)
    const fill = fills[field.type]
    return {
      op: 'change',
      field: field.id,
      ...dice.one<JsonObject>([
        { required: !field.required, ...(!field.required && fill && { fill }) },
        { required: true, fill: { ask: true } },
        { maxLength: 1 + dice.below(8), onError: dice.one(['keep', 'quarantine', 'truncate']) },
        { minimum: dice.below(9), onError: dice.one(['keep', 'clamp', 'empty']) },
        { maximum: 10 + dice.below(90), onError: 'clamp' },
        { maximum: 5, ...(field.minimum === undefined && { onError: { value: 3 } }) },
        { maxItems: 1 + dice.below(3), onError: 'truncate' },
        { pattern: '^[a-z ]*$', onError: 'keep' },
        { maxLength: null },
        { precision: dice.below(3), onError: 'clamp' },
      ]),
    }
  },
  options(dice, version) {
    const field = dice.one(version.fields.filter(({ options }) => options).concat(version.fields[0] as FieldDef))
    const [option] = field.options ?? []
    return {
      op: 'options',
      field: field.id,
      ...(dice.chance(2) ? { add: [newKey()] } : { retire: [option?.id ?? 'o1'] }),
    }
  },
  toList: (dice, version) => ({
    op: 'toList',
    field: fieldKey(dice, version),
    ...(dice.chance(4) && { by: dice.one([' ', ',', ';']) }),
  }),
  toSingle: (dice, version) => ({
    op: 'toSingle',
    field: dice.one([
      ...version.fields.filter(({ type, many }) => many || type === 'list' || type === 'tags'),
      ...version.fields,
    ]).id,
    pick: dice.one(['first', 'last', 'max', 'min', 'join']),
  }),
  toRelation: (dice, version) => ({
    op: 'toRelation',
    field: oneLike(dice, version, ({ type }) => ['enum', 'tags', 'text', 'longText', 'email', 'list'].includes(type)),
    blueprint: dice.one(['other', 'another', 'thing']),
    ...(dice.chance(2) && { createMissing: dice.chance(2) }),
  }),
  fromRelation: (dice, version) => ({
    op: 'fromRelation',
    field: oneLike(dice, version, ({ type }) => type === 'relation'),
    ...dice.one<JsonObject>([{ type: 'text' }, { type: 'enum', options: ['a', 'Ana', { key: 'x', label: 'NULL' }] }]),
  }),
  retarget: (dice, version) => ({
    op: 'retarget',
    field: oneLike(dice, version, ({ type }) => type === 'relation'),
    blueprint: dice.one(['other', 'another']),
    match: 'name',
  }),
  extract: (dice, version) => ({
    op: 'extract',
    fields: [...new Set([fieldKey(dice, version), ...(dice.chance(2) ? [fieldKey(dice, version)] : [])])],
    blueprint: 'like',
    as: newKey(),
  }),
  inline: (dice, version) => ({
    op: 'inline',
    field: oneLike(dice, version, ({ type, many }) => type === 'relation' && !many),
    fields: dice.one([['name'], ['tint'], ['name', 'tint']]),
  }),
  moveToRelated: (dice, version) => ({
    op: 'moveToRelated',
    field: fieldKey(dice, version),
    via: oneLike(dice, version, ({ type, many, blueprint }) => type === 'relation' && !many && blueprint === 'like'),
    ...(dice.chance(4) ? {} : { choose: dice.one(['newest', 'most-common', 'ask']) }),
  }),
  subtable(dice, version) {
    const turned = version.reserved.length > 0 && dice.chance(2) ? dice.one(version.reserved) : undefined
    const field = turned ?? oneLike(dice, version, ({ fields }) => fields !== undefined)
    const direction = turned ? 'to-group' : 'to-blueprint'
    return { op: 'subtable', field, blueprint: `rows_${field}`, parent: 'parent', direction }
  },
  each(dice, version, head) {
    const group = version.fields.find(({ fields }) => fields)
    const inner: BlueprintVersion = { ...version, fields: group?.fields ?? version.fields }
    const ops = Array.from({ length: 1 + dice.below(3) }, () =>
      (makers[dice.one(innerKinds)] as Maker)(dice, inner, head),
    )
    return { op: 'each', field: group?.id ?? 'f1', ops }
  },
  retype(dice, version) {
    const field = dice.one(version.fields)
    const type = dice.one(retypes)
    return {
      op: 'retype',
      field: field.id,
      type,
      ...((type === 'enum' || type === 'tags') && { options: ['a', 'b', 'Ana', 'true'] }),
      ...(dice.chance(3) && { onError: dice.one(['keep', 'quarantine']) }),
      ...(type === 'money' && { params: { currency: 'BRL' } }),
      ...(dice.chance(4) && {
        params: { locale: dice.one(['en', 'pt-BR', 'ru']), ...(type === 'money' && { currency: 'EUR' }) },
      }),
    }
  },
  split(dice, version) {
    const into = [
      { key: newKey(), type: 'text' },
      { key: newKey(), type: dice.chance(4) ? 'integer' : 'text' },
    ]
    return {
      op: 'split',
      field: fieldKey(dice, version),
      into,
      ...dice.one<JsonObject>([
        { by: ' ' },
        { by: ',' },
        { at: [2] },
        { strategy: 'first-word' },
        { strategy: 'last-word' },
      ]),
    }
  },
  merge(dice, version) {
    const fields = [...new Set([fieldKey(dice, version), fieldKey(dice, version)])]
    const keys = fields.map((id) => version.fields.find((field) => field.id === id)?.key ?? id)
    return {
      op: 'merge',
      fields,
      into: { key: newKey(), type: dice.chance(3) ? 'number' : 'longText' },
      ...dice.one<JsonObject>([
        { template: keys.map((key) => `{${key}}`).join(' ') },
        { strategy: 'first-non-empty' },
        { strategy: dice.one(['sum', 'min', 'max']) },
      ]),
    }
  },
  remap(dice, version) {
    const field = dice.one(version.fields.filter(({ options }) => options).concat(version.fields[0] as FieldDef))
    const [gone, other] = (field.options ?? []).filter(({ retired }) => !retired)
    return { op: 'remap', field: field.id, map: { [gone?.id ?? 'o1']: dice.chance(3) ? null : (other?.id ?? null) } }
  },
  flow(dice, version) {
    const field = dice.one(version.fields.filter(({ type }) => type === 'enum').concat(version.fields[0] as FieldDef))
    const all = (field.options ?? []).filter(({ retired }) => !retired)
    const [gone = { id: 'o1' }, one = gone, other = one] = dice.chance(2) ? all : [...all].reverse()
    const ways = dice.one<Json>([one.id, [{ when: anyGuard(dice, version), to: one.id }, { to: other.id }]])
    return {
      ...{ op: 'flow', flow: 'life', field: field.id, states: { [gone.id]: ways } },
      ...(dice.chance(2) && { back: { [one.id]: dice.one([gone, other]).id } }),
      ...(dice.chance(4) && { policy: { [dice.one([gone, one]).id]: dice.one(['now', 'finish', 'leave']) } }),
    }
  },
  normalise: (dice, version) => ({
    op: 'normalise',
    field: fieldKey(dice, version),
    form: dice.one(['trim', 'lower', 'upper', 'phone', 'email']),
  }),
  unit: (dice, version) => ({
    op: 'unit',
    field: fieldKey(dice, version),
    factor: dice.one(['1000', '1/3', '2.54', '0.001']),
    ...(dice.chance(3) && { offset: '32' }),
    rounding: dice.one(['half-even', 'up', 'down']),
  }),
  revert: (dice, _, head) => ({ op: 'revert', to: 1 + dice.below(head) }),
}

/** Of fields that may be edited, removed and retyped later. */
function anyGuard(dice: Dice, { fields }: BlueprintVersion): string {
  const { key, type } = dice.one(fields)
  if (type === 'integer' || type === 'number') return `record.data.${key} > 5`
  return type === 'boolean' ? `record.data.${key}` : `has(record.data.${key})`
}

const retypes = [
  'text',
  'longText',
  'integer',
  'number',
  'money',
  'boolean',
  'date',
  'datetime',
  'enum',
  'tags',
  'email',
  'rating',
  'duration',
]
const innerKinds = [
  'retype',
  'split',
  'merge',
  'normalise',
  'unit',
  'add',
  'remove',
  'rename',
  'change',
  'toList',
  'toSingle',
  'options',
  'restore',
  'toRelation',
  'fromRelation',
  'retarget',
  'extract',
  'inline',
]

/** Every kind with values in it, for a test that wants to have met them all. */
export const kindsWithValues = [
  'retype',
  'split',
  'merge',
  'remap',
  'normalise',
  'unit',
  'add',
  'remove',
  'restore',
  'change',
  'options',
  'toList',
  'toSingle',
  'toRelation',
  'fromRelation',
  'retarget',
  'extract',
  'inline',
  'moveToRelated',
  'subtable',
  'flow',
  'each',
  'revert',
]

const RECORDS = 12

/** Some of what stands in this record gets a counterpart in some map, as when somebody fills it; few records stand for many values. */
export function growMaps(dice: Dice, maps: GrownMaps, { versions, opsOf }: Evolution, data: StoredData): void {
  const known = mapOpsIn(versions.flatMap(({ version }) => opsOf(version)))
  if (known.length === 0) return
  const texts = textsIn(data)
  for (let i = dice.below(4); i > 0; i--) {
    const op = dice.one(known)
    const key = 'own' in op ? movedKey(op, valuesFor(dice, op, data)) : keyFor(dice, op, texts)
    const record = dice.one([...texts, ...Array.from({ length: RECORDS }, (_, n) => `R${n}`)])
    if (key !== undefined) maps.add(op.map, key, record)
  }
}

function keyFor(dice: Dice, { before }: Exclude<MapOp, MovingOp>, texts: readonly string[]): string {
  return dice.one([...texts, 'Ana', 'a', 'NULL', ...(before.options ?? []).map(({ id }) => id)]).trim()
}

function valuesFor(dice: Dice, { own }: MovingOp, data: StoredData): Json[] {
  return own.map((field) => (dice.chance(4) ? anyValue(dice, field) : (data[field.id] ?? null)))
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => textsIn(one as Json)) : []
}

/** Kinds that are often refused are tried more often. */
const tried = [
  ...Object.keys(makers),
  ...['each', 'each', 'each', 'retype', 'split', 'merge', 'normalise', 'unit', 'retarget', 'inline', 'change'],
  ...['moveToRelated', 'moveToRelated', 'flow', 'flow'],
]

function anyOp(dice: Dice, version: BlueprintVersion, head: number): JsonObject {
  return (makers[dice.one(tried)] as Maker)(dice, version, head)
}

/** A field is worked out from now on, or is so no more. */
function anyWorkingOp(dice: Dice, version: BlueprintVersion): JsonObject {
  const worked = version.fields.filter(({ computed }) => computed)
  if (worked.length > 0 && dice.chance(3)) return { op: 'materialise', field: dice.one(worked).id }
  const expr = anyFormula(dice, version)
  if (dice.chance(2)) return { op: 'add', field: { key: newKey(), type: 'formula', expr } }
  const stored = oneLike(
    dice,
    version,
    ({ type, computed }) => !computed && ['number', 'integer', 'text'].includes(type),
  )
  return { op: 'compute', field: stored, expr }
}

function anyFormula(dice: Dice, version: BlueprintVersion): string {
  const { key, type } =
    version.fields.find(
      ({ id }) => id === oneLike(dice, version, (field) => ['number', 'text'].includes(field.type)),
    ) ?? (version.fields[0] as FieldDef)
  return type === 'text' ? `${key} + '!'` : `${key} * 2.0 + 1.0`
}

/** What no form would send, and a database of many years may hold all the same. */
const nasty: readonly Json[] = [
  '',
  ' ',
  'R$ 1.234,56',
  ' 7 ',
  '1/3',
  '12.50',
  '-0',
  '1e400',
  '9007199254740993',
  '٣',
  'a, b; c',
  'Ana Maria  Silva',
  'true',
  'NULL',
  '2026-02-30',
  '2026-03-01',
  '2026-03-01T10:00:00.000Z',
  '👩‍👩‍👧',
  '\u202Eabc',
  'x'.repeat(300),
  0,
  1,
  -1,
  0.1,
  1e21,
  5e-324,
  9_007_199_254_740_991,
  true,
  false,
  [],
  ['a'],
  ['a', 'a', 'b'],
  [1, 3, 2],
  [[]],
  [null],
  {},
  { a: 1 },
  { _id: 'e1' },
  [{ _id: 'e1' }, { _id: '__proto__' }, 5],
  { amount: '12.50', currency: 'BRL' },
  'o1',
  'o9001',
  ['o9001', 'o9002'],
  'R1',
  ['R1', 'R2', 'R3'],
]

const pools = new Map<string, readonly Json[]>()
const POOL = 24

/** Values in stored form, sampled once per kind of field. */
function poolOf(field: FieldDef): readonly Json[] {
  const kind = JSON.stringify({ ...field, key: '' })
  const known = pools.get(kind)
  if (known) return known
  const sent = fc.sample(anyWireValue(field), { seed: 7, numRuns: POOL })
  const version = { name: 'x', version: 1, fields: [field], rules: [], uniques: [], reserved: [] }
  const values = sent.map((value, i) =>
    withIds(encodeRecord(version, { [field.key]: value }).data[field.id] ?? null, i),
  )
  pools.set(kind, values)
  return values
}

function withIds(value: Json, number: number): Json {
  if (!Array.isArray(value)) return value
  return value.map((element: Json, i) =>
    isJsonObject(element) && element['id'] === undefined ? { ...element, _id: `e${number}-${i}` } : element,
  )
}

function anyValue(dice: Dice, field: FieldDef): Json {
  return dice.chance(5) ? dice.one(nasty) : dice.one(poolOf(field))
}

export function anyData(dice: Dice, { fields }: BlueprintVersion): StoredData {
  const data: { [id: string]: Json } = {}
  for (const field of fields) {
    if (field.computed) continue
    const value = dice.chance(5) ? null : anyValue(dice, field)
    if (value !== null) data[field.id] = value
  }
  return data
}

/** Another value in a field, or none; in a repeating group also rows that are changed, moved, taken out and put in. */
export function edited(
  dice: Dice,
  data: StoredData,
  { fields }: BlueprintVersion,
  among: readonly FieldDef[] = fields,
): StoredData {
  const filledIn = among.filter(({ computed }) => !computed)
  if (filledIn.length === 0) return data
  const field = dice.one(filledIn)
  const before = data[field.id]
  const value =
    field.fields && Array.isArray(before) && dice.chance(2) ? editedRows(dice, before, field) : anyValue(dice, field)
  const { [field.id]: _, ...rest } = data
  return value === null || dice.chance(5) ? rest : { ...rest, [field.id]: value }
}

function editedRows(dice: Dice, rows: readonly Json[], group: FieldDef): Json {
  const at = dice.below(rows.length)
  const row = rows[at]
  switch (dice.below(4)) {
    case 0:
      return rows.filter((_, i) => i !== at)
    case 1:
      return [...rows].reverse()
    case 2:
      return [
        ...rows,
        {
          _id: `new${dice.below(1_000)}`,
          ...anyData(dice, { fields: group.fields ?? [] } as unknown as BlueprintVersion),
        },
      ]
    default: {
      const changed = isJsonObject(row)
        ? (edited(dice, row, { fields: group.fields ?? [] } as unknown as BlueprintVersion) as Json)
        : row
      return rows.map((one, i) => (i === at ? (changed as Json) : one))
    }
  }
}
