// Which cases must be looked at, so that whatever conditions can make of a record is seen in one of them?
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import type { FlowRecord, FormField, Transition } from '../flow/flow.ts'
import type { FlowContext } from '../flow/flow-context.ts'
import type { FlowTables } from '../flow/flow-tables.ts'
import type { OptionId } from '../ids.ts'
import type { Json } from '../json.ts'
import { withComputed } from '../record/compute-record.ts'
import type { StoredData } from '../record/stored-record.ts'
import { type ConditionReads, conditionReads, lookedAt, lookedIn, type Read } from './condition-reads.ts'
import { sampleValues } from './sample-values.ts'

/** More are not looked at: nothing is said about conditions that need them. */
const MOST_CASES = 1_500

/** Who made the record in every case, and who usually acts. */
export const creator = 'ana'
export const somebody = 'ben'

/** A record and an actor as conditions see them. */
export interface Case {
  readonly context: FlowContext
  /** What conditions read of it, by field id. Undefined where it is empty. */
  readonly data: { readonly [field: string]: Json | undefined }
  readonly input: { readonly [field: string]: Json | undefined }
  /** It can be thought of, and is hardly met: a choice that is not offered any more, somebody with every role. */
  readonly odd: boolean
}

export interface Cases {
  readonly cases: Iterable<Case>
  /** Whether every record there can be behaves as one of these. */
  readonly exact: boolean
}

export interface Where {
  /** The leaf. */
  readonly state: OptionId
  /** Values of the record that are given; those of other fields are tried. */
  readonly given?: { readonly [field: string]: Json | undefined }
  /** What the given values lie in. */
  readonly base?: StoredData
  readonly form: readonly FormField[]
  /** Roles that make a difference. */
  readonly roles?: readonly string[]
  /** Whether it makes a difference who made the record. */
  readonly asksCreator?: boolean
}

/** Undefined when there are too many. */
export function casesOf(tables: FlowTables, conditions: readonly Expression[], where: Where): Cases | undefined {
  const { reads, exact } = conditionReads(tables, conditions)
  const subjects = subjectsOf(tables, reads, where)
  const count = subjects.reduce((product, { values }) => product * values.length, 1)
  if (count > MOST_CASES) return undefined
  const frame = frameOf(tables, reads, where)
  return { cases: new LazyCases(subjects, count, frame), exact: exact && subjects.every(({ whole }) => whole) }
}

/** Most are asked for until one fits, so each is made when it is come to. Those with nothing empty come first. */
class LazyCases implements Iterable<Case> {
  private readonly made: Case[] = []

  constructor(
    private readonly subjects: readonly Subject[],
    private readonly count: number,
    private readonly frame: Frame,
  ) {}

  *[Symbol.iterator](): Iterator<Case> {
    for (const index of this.indexes()) {
      this.made[index] ??= caseAt(this.subjects, index, this.frame)
      yield this.made[index]
    }
  }

  private *indexes(): Generator<number> {
    const later: number[] = []
    for (let index = 0; index < this.count; index += 1) {
      if (this.hasBlank(index)) later.push(index)
      else yield index
    }
    yield* later
  }

  private hasBlank(index: number): boolean {
    let rest = index
    for (const { values } of this.subjects) {
      if (values[rest % values.length]?.value === undefined) return true
      rest = Math.floor(rest / values.length)
    }
    return false
  }
}

/** The roles that these steps and conditions tell apart. */
export function rolesIn(transitions: readonly Transition[]): readonly string[] {
  return [...new Set(transitions.flatMap(({ who }) => who?.roles ?? []))]
}

interface Value {
  readonly value: unknown
  readonly odd?: boolean
}

/** One of the things that vary. */
interface Subject {
  readonly part: 'data' | 'input' | 'actor' | 'record'
  readonly name: string
  readonly values: readonly Value[]
  readonly whole: boolean
}

function subjectsOf(tables: FlowTables, reads: ConditionReads['reads'], where: Where): readonly Subject[] {
  const region = tables.regions.get(where.state)?.region
  const fixed = new Set<string>([tables.flow.stateField, ...(region ? [region.stateField] : [])])
  const people = new Set(
    [...reads.values()].flatMap(({ field, constants }) => (field?.type === 'user' ? [...constants] : [])),
  )
  const subjects = [...reads.values()].flatMap((read): readonly Subject[] => {
    const { name, field, isInput } = read
    if (name.startsWith('actor.') || name.startsWith('record.')) return []
    if (!field || fixed.has(field.id)) return []
    if (isInput) return [inputSubject(read, field, reads, where)]
    if (where.given && Object.hasOwn(where.given, field.id)) return []
    // What it holds is worked out from the others.
    return field.computed?.kind === 'formula' ? [] : [fieldSubject(read, field, reads)]
  })
  return [...subjects, ...actorSubjects(reads, where, people)]
}

function fieldSubject(read: Read, field: FieldDef, reads: ConditionReads['reads']): Subject {
  const { values, whole } = sampleValues(field, { constants: constantsOf(read, reads), retired: true })
  const retired = new Set<unknown>(field.options?.filter((option) => option.retired).map(({ id }) => id))
  const isRetired = (value: unknown) => [value].flat().some((one) => retired.has(one))
  const there = values.map((value) => ({ value, odd: isRetired(value) }))
  return {
    part: 'data',
    name: field.id,
    values: isAlwaysAsked(field) ? there : [...there, { value: undefined }],
    whole,
  }
}

/** Nobody can leave it empty. */
export function isAlwaysAsked({ required, askOnEdit, showWhen }: FieldDef): boolean {
  return required === true && !askOnEdit && !showWhen
}

function inputSubject(read: Read, field: FieldDef, reads: ConditionReads['reads'], { form }: Where): Subject {
  const { values, whole } = sampleValues(field, { constants: constantsOf(read, reads) })
  const asked = form.find((one) => one.field === field.id)
  const all = values.map((value) => ({ value }))
  return { part: 'input', name: field.id, values: asked?.required ? all : [...all, { value: undefined }], whole }
}

/** Fields that are held against each other are tried with the same values. */
function constantsOf(read: Read, reads: ConditionReads['reads']): ReadonlySet<unknown> {
  const all = new Set<Read>([read])
  for (const one of all) for (const peer of one.peers) all.add(reads.get(peer) ?? one)
  return new Set([...all].flatMap(({ constants }) => [...constants]))
}

function actorSubjects(reads: ConditionReads['reads'], where: Where, people: ReadonlySet<unknown>): readonly Subject[] {
  const subject = (part: Subject['part'], name: string, values: readonly Value[]): Subject => ({
    ...{ part, name, values },
    whole: true,
  })
  const constants = (name: string) => [...(reads.get(name)?.constants ?? [])]
  const roles = [...new Set([...(where.roles ?? []), ...constants('actor.roles')])]
  const found: Subject[] = []
  if (where.asksCreator || reads.has('actor.id')) {
    const ids = new Set([somebody, creator, ...constants('actor.id'), ...people])
    found.push(
      subject(
        'actor',
        'id',
        [...ids].map((value) => ({ value })),
      ),
    )
  }
  if (roles.length > 0) {
    const alone = roles.map((role) => ({ value: [role] }))
    const every = roles.length > 1 ? [{ value: roles, odd: true }] : []
    found.push(subject('actor', 'roles', [...alone, { value: [] }, ...every]))
  }
  if (reads.has('actor.email')) {
    const mails = ['ben@example.com', ...constants('actor.email')]
    found.push(
      subject(
        'actor',
        'email',
        mails.map((value) => ({ value })),
      ),
    )
  }
  if (reads.has('record.createdBy'))
    found.push(subject('record', 'createdBy', [{ value: creator }, { value: null, odd: true }]))
  return found
}

interface Frame {
  readonly tables: FlowTables
  readonly record: FlowRecord
  readonly base: StoredData
  readonly computes: boolean
}

function frameOf(tables: FlowTables, reads: ConditionReads['reads'], { state, base, given }: Where): Frame {
  const around = tables.regions.get(state)
  const top = around?.parallel ?? state
  const stateValues = { [tables.flow.stateField]: top, ...(around && { [around.region.stateField]: state }) }
  return {
    tables,
    record: recordIn(top),
    base: { ...base, ...present(given ?? {}), ...stateValues },
    computes: [...reads.values()].some(({ field }) => field?.computed?.kind === 'formula'),
  }
}

/** What a flow may read of a record beside its fields. */
export function recordIn(state: OptionId): FlowRecord {
  return {
    id: 'record',
    state,
    version: 1,
    rev: 1,
    createdBy: creator,
    createdAt: lookedAt - 86_400_000,
    updatedAt: lookedAt - 3_600_000,
  }
}

function caseAt(subjects: readonly Subject[], index: number, { tables, record, base, computes }: Frame): Case {
  const parts: Record<Subject['part'], { [name: string]: unknown }> = { data: {}, input: {}, actor: {}, record: {} }
  let rest = index
  let odd = false
  for (const { part, name, values } of subjects) {
    const chosen = values[rest % values.length] as Value
    rest = Math.floor(rest / values.length)
    parts[part][name] = chosen.value
    odd ||= chosen.odd === true
  }
  const data = parts.data as Case['data']
  const written = merged(base, data)
  return {
    data,
    input: parts.input as Case['input'],
    odd,
    context: {
      data: computes ? withComputed(tables.blueprint, written, lookedIn) : written,
      record: { ...record, ...parts.record },
      input: present(parts.input as Case['input']),
      actor: { id: somebody, roles: [], ...parts.actor },
      now: lookedAt,
      zone: lookedIn,
      taken: [],
      entered: [],
      effects: [],
    },
  }
}

/** What is undefined is taken out. */
function merged(base: StoredData, values: { readonly [field: string]: Json | undefined }): StoredData {
  const data: { [field: string]: Json } = { ...base }
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) delete data[field]
    else data[field] = value
  }
  return data
}

function present(values: { readonly [field: string]: Json | undefined }): StoredData {
  return merged({}, values)
}
