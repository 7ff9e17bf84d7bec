// How the engine checks data in a browser that forbids generated code: the part of Ajv's interface that the engine
// uses, walking the schema instead of compiling it. vite.config.ts puts it in Ajv's place; plain-ajv.test.ts holds that both
// find the same faults.

type Schema = { readonly [keyword: string]: unknown }

interface Options {
  readonly formats: { readonly [name: string]: (text: string) => boolean }
  readonly code: { readonly regExp: (pattern: string, flags: string) => { test(text: string): boolean } }
}

interface OwnKeyword {
  readonly keyword: string
  readonly type?: string
  readonly validate?: (setting: never, value: never) => boolean
}

export interface Fault {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: { readonly [name: string]: unknown }
  readonly parentSchema: Schema
  readonly data: unknown
}

export interface Check {
  (value: unknown): boolean
  errors: Fault[] | null
}

/** A place in the data and the schema that speaks about it. */
interface Place {
  readonly schema: Schema
  /** The document that references inside of `schema` start from. */
  readonly document: Schema
  readonly value: unknown
  readonly at: string
}

type Report = (keyword: string, params?: Fault['params']) => void
type Keyword = (place: Place, setting: never, report: Report) => void

export class Ajv2020 {
  private readonly own = new Map<string, OwnKeyword>()
  private readonly documents = new Map<string, Schema>()
  private readonly patterns = new Map<string, { test(text: string): boolean }>()

  constructor(private readonly options: Options) {}

  addKeyword(keyword: OwnKeyword): void {
    this.own.set(keyword.keyword, keyword)
  }

  addSchema(schema: Schema): void {
    this.documents.set(String(schema.$id), schema)
  }

  compile(schema: Schema): Check {
    if (schema.$id !== undefined) this.addSchema(schema)
    const check: Check = (value) => {
      const faults = this.faultsOf({ schema, document: schema, value, at: '' })
      check.errors = faults.length > 0 ? faults : null
      return faults.length === 0
    }
    check.errors = null
    return check
  }

  private faultsOf(place: Place): Fault[] {
    const faults: Fault[] = []
    const report: Report = (keyword, params = {}) => faults.push(faultAt(place, keyword, params))
    for (const [name, setting] of Object.entries(place.schema)) {
      const own = this.own.get(name)
      if (own) this.checkOwn(own, place, setting, report)
      else faults.push(...this.checkKnown(name, place, setting, report))
    }
    return faults
  }

  private checkOwn(own: OwnKeyword, { value }: Place, setting: unknown, report: Report): void {
    if (!own.validate || (own.type && !isType(own.type, value))) return
    if (!own.validate(setting as never, value as never)) report(own.keyword)
  }

  /** Keywords that only look at the value report; those that look deeper answer what they found there. */
  private checkKnown(name: string, place: Place, setting: unknown, report: Report): readonly Fault[] {
    if (Object.hasOwn(plainKeywords, name)) {
      plainKeywords[name]?.(place, setting as never, report)
      return []
    }
    if (name === 'pattern') return this.checkPattern(place, setting as string, report)
    if (name === 'format') return this.checkFormat(place, setting as string, report)
    const deeper = this.deeper[name]
    if (!deeper) throw new Error(`the keyword "${name}" is not known here`)
    return deeper(place, setting as never, report)
  }

  private checkPattern({ value }: Place, pattern: string, report: Report): readonly Fault[] {
    if (typeof value === 'string' && !this.patternOf(pattern).test(value)) report('pattern', { pattern })
    return []
  }

  private patternOf(pattern: string) {
    const known = this.patterns.get(pattern) ?? this.options.code.regExp(pattern, 'u')
    this.patterns.set(pattern, known)
    return known
  }

  private checkFormat({ value }: Place, format: string, report: Report): readonly Fault[] {
    const fits = this.options.formats[format]
    if (!fits) throw new Error(`the format "${format}" is not known here`)
    if (typeof value === 'string' && !fits(value)) report('format', { format })
    return []
  }

  private readonly deeper: {
    readonly [name: string]: (place: Place, setting: never, report: Report) => readonly Fault[]
  } = {
    $ref: (place, reference: string) => this.faultsOf({ ...place, ...this.resolve(reference, place.document) }),
    allOf: (place, all: readonly Schema[]) => all.flatMap((schema) => this.faultsOf({ ...place, schema })),
    anyOf: (place, any: readonly Schema[], report) => this.checkAnyOf(place, any, report),
    oneOf: (place, one: readonly Schema[], report) =>
      place.schema.discriminator ? [] : this.checkOneOf(place, one, report),
    not: (place, schema: Schema, report) => {
      if (this.faultsOf({ ...place, schema }).length === 0) report('not')
      return []
    },
    discriminator: (place, { propertyName }: { propertyName: string }, report) =>
      this.checkTagged(place, propertyName, report),
    properties: (place, members: { readonly [name: string]: Schema }) =>
      isType('object', place.value)
        ? Object.entries(members).flatMap(([name, schema]) => this.member(place, name, schema))
        : [],
    patternProperties: (place, members: { readonly [pattern: string]: Schema }) =>
      namesOf(place.value).flatMap((name) =>
        Object.entries(members).flatMap(([pattern, schema]) =>
          this.patternOf(pattern).test(name) ? this.member(place, name, schema) : [],
        ),
      ),
    additionalProperties: (place, allowed: boolean | Schema, report) => this.checkAdditional(place, allowed, report),
    propertyNames: (place, schema: Schema, report) =>
      namesOf(place.value).flatMap((propertyName) => {
        const faults = this.faultsOf({ ...place, schema, value: propertyName })
        if (faults.length > 0) report('propertyNames', { propertyName })
        return faults
      }),
    items: (place, schema: Schema) =>
      Array.isArray(place.value)
        ? place.value.flatMap((value: unknown, i) => this.faultsOf({ ...place, schema, value, at: `${place.at}/${i}` }))
        : [],
  }

  private member(place: Place, name: string, schema: Schema): readonly Fault[] {
    const value = ownMember(place.value, name)
    return value === undefined ? [] : this.faultsOf({ ...place, schema, value, at: `${place.at}/${escaped(name)}` })
  }

  private checkAdditional(place: Place, allowed: boolean | Schema, report: Report): readonly Fault[] {
    const listed = Object.keys((place.schema.properties ?? {}) as Schema)
    const patterns = Object.keys((place.schema.patternProperties ?? {}) as Schema)
    const more = namesOf(place.value).filter(
      (name) => !listed.includes(name) && !patterns.some((pattern) => this.patternOf(pattern).test(name)),
    )
    if (typeof allowed === 'object') return more.flatMap((name) => this.member(place, name, allowed))
    if (!allowed) for (const additionalProperty of more) report('additionalProperties', { additionalProperty })
    return []
  }

  private checkAnyOf(place: Place, any: readonly Schema[], report: Report): readonly Fault[] {
    const faults: Fault[] = []
    for (const schema of any) {
      const own = this.faultsOf({ ...place, schema })
      if (own.length === 0) return []
      faults.push(...own)
    }
    report('anyOf')
    return faults
  }

  private checkOneOf(place: Place, one: readonly Schema[], report: Report): readonly Fault[] {
    const answers = one.map((schema) => this.faultsOf({ ...place, schema }))
    const passing = answers.flatMap((faults, i) => (faults.length === 0 ? [i] : []))
    if (passing.length === 1) return []
    report('oneOf', { passingSchemas: passing.length > 1 ? passing.slice(0, 2) : null })
    return passing.length > 1 ? [] : answers.flat()
  }

  /** Of the alternatives, the one whose constant is the value's own tag. */
  private checkTagged(place: Place, tag: string, report: Report): readonly Fault[] {
    if (!isType('object', place.value)) return []
    const tagValue = ownMember(place.value, tag)
    if (typeof tagValue !== 'string') {
      report('discriminator', { error: 'tag', tag, tagValue })
      return []
    }
    for (const alternative of place.schema.oneOf as readonly Schema[]) {
      const target =
        typeof alternative.$ref === 'string'
          ? this.resolve(alternative.$ref, place.document)
          : { schema: alternative, document: place.document }
      if (tagsOf(target.schema, tag).includes(tagValue)) return this.faultsOf({ ...place, ...target })
    }
    report('discriminator', { error: 'mapping', tag, tagValue })
    return []
  }

  private resolve(reference: string, document: Schema): { schema: Schema; document: Schema } {
    const [file = '', pointer = ''] = reference.split('#')
    const target = file === '' ? document : this.documents.get(new URL(file, String(document.$id)).href)
    if (!target) throw new Error(`the reference "${reference}" leads nowhere`)
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    const schema = steps.reduce<unknown>((inner, step) => ownMember(inner, step), target)
    return { schema: schema as Schema, document: target }
  }
}

function faultAt({ schema, value, at }: Place, keyword: string, params: Fault['params']): Fault {
  return { keyword, instancePath: at, schemaPath: `#/${keyword}`, params, parentSchema: schema, data: value }
}

const silent: Keyword = () => undefined

/** Keywords that look at one value and no deeper. */
const plainKeywords: { readonly [name: string]: Keyword } = {
  $schema: silent,
  $id: silent,
  $defs: silent,
  $comment: silent,
  title: silent,
  description: silent,
  default: silent,
  examples: silent,
  type: ({ value }, type: string | readonly string[], report) => {
    const types = Array.isArray(type) ? type : [type]
    if (!types.some((one: string) => isType(one, value))) report('type', { type })
  },
  const: ({ value }, allowedValue: unknown, report) => {
    if (!isEqual(value, allowedValue)) report('const', { allowedValue })
  },
  enum: ({ value }, allowedValues: readonly unknown[], report) => {
    if (!allowedValues.some((allowed) => isEqual(value, allowed))) report('enum', { allowedValues })
  },
  minLength: text((length, limit) => length >= limit, 'minLength'),
  maxLength: text((length, limit) => length <= limit, 'maxLength'),
  minimum: number((value, limit) => value >= limit, 'minimum', '>='),
  maximum: number((value, limit) => value <= limit, 'maximum', '<='),
  exclusiveMinimum: number((value, limit) => value > limit, 'exclusiveMinimum', '>'),
  exclusiveMaximum: number((value, limit) => value < limit, 'exclusiveMaximum', '<'),
  minItems: ({ value }, limit: number, report) => {
    if (Array.isArray(value) && value.length < limit) report('minItems', { limit })
  },
  maxItems: ({ value }, limit: number, report) => {
    if (Array.isArray(value) && value.length > limit) report('maxItems', { limit })
  },
  uniqueItems: ({ value }, wanted: boolean, report) => {
    if (!wanted || !Array.isArray(value)) return
    const j = value.findIndex((item, i) => value.slice(0, i).some((before) => isEqual(before, item)))
    if (j > 0) report('uniqueItems', { i: j, j: value.findIndex((item) => isEqual(item, value[j])) })
  },
  required: ({ value }, names: readonly string[], report) => {
    if (!isType('object', value)) return
    for (const missingProperty of names) {
      if (ownMember(value, missingProperty) === undefined) report('required', { missingProperty })
    }
  },
  minProperties: ({ value }, limit: number, report) => {
    if (isType('object', value) && namesOf(value).length < limit) report('minProperties', { limit })
  },
  maxProperties: ({ value }, limit: number, report) => {
    if (isType('object', value) && namesOf(value).length > limit) report('maxProperties', { limit })
  },
}

function text(fits: (length: number, limit: number) => boolean, keyword: string): Keyword {
  return ({ value }, limit: number, report) => {
    // Characters, not code units: "👍" is one.
    if (typeof value === 'string' && !fits([...value].length, limit)) report(keyword, { limit })
  }
}

function number(fits: (value: number, limit: number) => boolean, keyword: string, comparison: string): Keyword {
  return ({ value }, limit: number, report) => {
    if (isType('number', value) && !fits(value as number, limit)) report(keyword, { limit, comparison })
  }
}

function isType(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isEqual(ownMember(a, name), ownMember(b, name)))
  )
}

function namesOf(value: unknown): readonly string[] {
  return isType('object', value) ? Object.keys(value as object) : []
}

function ownMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

function tagsOf(schema: Schema, tag: string): readonly unknown[] {
  const said = ownMember(schema.properties, tag) as Schema | undefined
  return said?.const === undefined ? ((said?.enum as readonly unknown[] | undefined) ?? []) : [said.const]
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
