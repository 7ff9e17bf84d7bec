// How do computed fields get their expressions, their ids and the type of their values? Once all fields around them are known.
import type { WireComputed, WireField } from '@molde/schemas'
import { type Issue, issue, type Path } from '../errors.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { Expression } from '../expression/expression.ts'
import type { FieldId } from '../ids.ts'
import type { FieldDef, Formula } from './blueprint.ts'
import type { ComputedContext, ReadComputed } from './computed-context.ts'
import { computedCycle } from './computed-order.ts'
import { formulaKinds, formulaTypes, numberResult, type Result } from './computed-result.ts'
import { computedOf, membersOf, placeOf } from './computed-wire.ts'
import { fieldTypeDefs, insteadOf } from './field-types.ts'
import { plainFormat, readNumberFormat } from './number-format.ts'
import { readLookup, readRollup } from './read-related.ts'
import { formulaScope } from './scope-of.ts'

/** A computed field that was sent: what it shall be, and where it stands. */
export interface WantedComputed {
  readonly id: FieldId
  readonly wire: WireField
  readonly path: Path
}

/** Computed, and how is not known yet. */
export const unread: Formula = {
  kind: 'formula',
  expr: { cel: 'null', uses: [], usesRecord: [], usesInput: [], usesActor: false, usesNow: false },
}

/** The fields with the wanted ones read; of a faulty one the issues tell, and it stays unread. */
export function readComputed(
  fields: readonly FieldDef[],
  wanted: readonly WantedComputed[],
  context: ComputedContext,
): readonly FieldDef[] {
  if (wanted.length === 0) return fields
  const whole = wanted.filter((one) => hasItsMembers(one, context.issues))
  const order = readingOrder(fields, whole, context.name)
  if ('cycle' in order) {
    context.issues.push(cycleIssue(fields, order.cycle, whole))
    return fields
  }
  let known = fields
  for (const one of order.wanted) {
    const field = known.find(({ id }) => id === one.id) as FieldDef
    const read = readOne(one, field, known, context)
    if (read) known = known.map((other) => (other.id === one.id ? settled(field, read) : other))
  }
  return known
}

function readOne(
  wanted: WantedComputed,
  field: FieldDef,
  fields: readonly FieldDef[],
  context: ComputedContext,
): ReadComputed | undefined {
  const said = computedOf(wanted.wire) as WireComputed
  const at = (member: string) => [...wanted.path, ...placeOf(wanted.wire, member)]
  switch (said.kind) {
    case 'formula':
      return readFormula(said, field, fields, context, at)
    case 'lookup':
      return readLookup(said, fields, context, at)
    case 'rollup':
      return readRollup(said, fields, context, at)
    case 'autonumber':
      return readAutonumber(said, context.issues, at)
  }
}

/** The settings that say what values are come from what the values come from; only digits are chosen. */
function settled(field: FieldDef, { computed, result }: ReadComputed): FieldDef {
  if (!result) return { ...field, computed }
  const { type: _, options: __, currencies, max: ___, many: ____, ...rest } = field
  const chosen = computed.kind === 'formula' && computed.as === 'money' && currencies ? { currencies } : {}
  return { ...rest, ...result, ...chosen, ...pickDigits(field, result), readOnly: true, computed }
}

function pickDigits({ precision }: FieldDef, result: Result): { readonly precision?: number } {
  const own = precision ?? result.precision
  return own === undefined ? {} : { precision: own }
}

function readFormula(
  said: WireComputed,
  field: FieldDef,
  fields: readonly FieldDef[],
  { issues, blueprintNamed }: ComputedContext,
  at: (member: string) => Path,
): ReadComputed | undefined {
  const checked = checkExpression(said.expr, formulaScope({ fields }), undefined, at('expr'))
  if ('issues' in checked) {
    issues.push(...checked.issues)
    return undefined
  }
  const { expression: expr, type } = checked
  if (readsAround(expr)) issues.push(issue(at('expr'), 'formula-reads-around'))
  const types = formulaTypes(type)
  // It reads what only a neighbour could tell the type of.
  const isOpen = type.kind === 'any' && !blueprintNamed && readsUnknown(expr, fields)
  if (isOpen) return { computed: { kind: 'formula', expr }, result: undefined }
  if (!types) issues.push(issue(at('expr'), 'formula-result', { actual: type.kind, known: formulaKinds }))
  const as = said.as
  if (types && as !== undefined && !types.includes(as))
    issues.push(issue(at('as'), 'formula-not-as', { name: as, known: types }))
  if (as === 'money' && type.kind === 'number' && field.currencies?.length !== 1)
    issues.push(issue(at('as'), 'formula-currency'))
  if (!types) return undefined
  const [usual] = types
  const isUnusual = as !== undefined && as !== usual
  return {
    computed: { kind: 'formula', expr, ...(isUnusual && { as }) },
    result: { type: as ?? (usual as FieldDef['type']) },
  }
}

function readsUnknown({ uses }: Expression, fields: readonly FieldDef[]): boolean {
  return fields.some(({ id, type, computed }) => uses.includes(id) && computed && type === 'json')
}

/** Something that changes without the record being written. */
function readsAround({ usesRecord, usesNow, usesActor }: Expression): boolean {
  return usesRecord.length > 0 || usesNow || usesActor
}

function readAutonumber(
  { format = plainFormat, start }: WireComputed,
  issues: Issue[],
  at: (member: string) => Path,
): ReadComputed | undefined {
  const read = readNumberFormat(format)
  if (!read) {
    issues.push(issue(at('format'), 'number-format'))
    return undefined
  }
  const first = start === undefined || start === 1 ? {} : { start }
  return { computed: { kind: 'autonumber', format, ...first }, result: numberResult(read) }
}

function hasItsMembers({ wire, path }: WantedComputed, issues: Issue[]): boolean {
  const { kind, ...members } = computedOf(wire) as WireComputed
  if (!fieldTypeDefs[kind].offered) {
    const at = wire.computed ? ['computed', 'kind'] : ['type']
    issues.push(issue([...path, ...at], 'type-comes-later', { type: kind, instead: insteadOf(kind) }))
    return false
  }
  const { needs, may } = membersOf[kind]
  const known = [...needs, ...may]
  const missing = needs.filter((name) => members[name as keyof typeof members] === undefined)
  const strange = Object.keys(members).filter((name) => !known.includes(name))
  issues.push(
    ...missing.map((setting) => issue(path, 'setting-missing', { type: kind, setting })),
    ...strange.map((setting) =>
      issue([...path, ...placeOf(wire, setting)], 'setting-not-for-type', { type: kind, setting, known }),
    ),
  )
  return missing.length + strange.length === 0
}

/** What another one reads comes before it. Names are all that is looked at, so that a fault is told only once, later. */
function readingOrder(fields: readonly FieldDef[], wanted: readonly WantedComputed[], own: string) {
  const reads = new Map<string, readonly string[]>(fields.map((field) => [field.id, readsOf(field)]))
  for (const { id, wire } of wanted) reads.set(id, namedIn(fields, computedOf(wire) as WireComputed, own))
  const found = computedCycle([...reads.keys()], (id) => reads.get(id) ?? [])
  if ('cycle' in found) return found
  const placed = [...wanted].sort((a, b) => found.order.indexOf(a.id) - found.order.indexOf(b.id))
  return { wanted: placed }
}

/** Fields of the same record that a computed one is worked out from. */
export function readsOf({ computed }: FieldDef): readonly FieldId[] {
  if (computed?.kind === 'formula') return computed.expr.uses
  return computed?.kind === 'lookup' ? [computed.via] : []
}

function namedIn(fields: readonly FieldDef[], said: WireComputed, own: string): readonly string[] {
  const idOf = (name: string | undefined) =>
    fields
      .flatMap(({ id, key }) => (key === name ? [id] : []))
      .concat(fields.flatMap(({ id }) => (id === name ? [id] : [])))[0]
  const inText = (text: string | undefined) => {
    if (text === undefined) return []
    const open = fields.map((field): FieldDef => (field.computed ? { ...field, type: 'json' } : field))
    const checked = checkExpression(text, formulaScope({ fields: open }), undefined, [])
    return 'issues' in checked ? [] : checked.expression.uses
  }
  if (said.kind === 'formula') return inText(said.expr)
  // Of records of the same kind: their types must be known, although the values are others.
  const via = fields.find(({ id }) => id === idOf(said.via))
  const isOwn = said.kind === 'rollup' ? said.blueprint === own : via?.blueprint === own
  const there = isOwn ? [idOf(said.field), ...inText(said.where)] : []
  return [idOf(said.via), ...there].filter((id) => id !== undefined)
}

/** The member that says what a field is made from. */
const madeFrom = { formula: 'expr', lookup: 'via', rollup: 'field', autonumber: 'format' } as const

/** Said of the first of them that was sent, with the way round. */
function cycleIssue(fields: readonly FieldDef[], cycle: readonly string[], wanted: readonly WantedComputed[]): Issue {
  const at = wanted.find(({ id }) => cycle.includes(id)) as WantedComputed
  const from = cycle.indexOf(at.id)
  const round = [...cycle.slice(from), ...cycle.slice(0, from), at.id]
  const way = round.map((id) => fields.find((field) => field.id === id)?.key ?? id).join(' → ')
  const member = madeFrom[computedOf(at.wire)?.kind ?? 'formula']
  return issue([...at.path, ...placeOf(at.wire, member)], 'computed-cycle', { way })
}
