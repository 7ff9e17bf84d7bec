// What is at hand while a flow, or what an automation does, is being read: the blueprint's names, the ids, and where issues go.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import type { Issue, Path } from '../errors.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { Expression, ValueType } from '../expression/expression.ts'
import { checkJsonExpression, type JsonExpression } from '../expression/json-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { type Reader, shorten } from '../flow/collect-issues.ts'
import type { FlowVersion, GroupRef } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { type EventId, type OptionId, partNamed } from '../ids.ts'
import { isJsonObject } from '../json.ts'
import type { IdKeeper } from './keep-ids.ts'
import { readMembers, readName, readText } from './wire-reader.ts'

/** What actions need. */
export interface ActionReading {
  readonly from: Reader
  readonly ids: IdKeeper
  readonly blueprint: BlueprintVersion
  /** Of the flow that moves its records, where there is one, and the fields that mirror the states of its regions, as far as they are read. */
  readonly stateField?: FieldDef | undefined
  readonly regionFields: readonly FieldDef[]
  /** The other flows that move its records. */
  readonly beside?: readonly FlowVersion[] | undefined
  /** Another blueprint by its name; undefined where there is none. Absent where nobody knows the others. */
  readonly others?: OtherBlueprints | undefined
  /** Expressions read so far: each costs a parse and a type check. */
  readonly read: { expressions: number }
}

export interface FlowReading extends ActionReading {
  readonly stateField: FieldDef
  /** An event by its name or id; a new name is a new event. */
  readonly readEvent: (value: unknown, path: Path) => EventId | undefined
  readonly regionFields: FieldDef[]
}

/** A blueprint that actions make or change records of. */
export interface OtherBlueprint {
  readonly version: BlueprintVersion
  /** The fields that only its flow writes. */
  readonly stateFields?: readonly string[]
  /** Names of the events of its flow. */
  readonly events?: readonly string[]
}

export type OtherBlueprints = ReadonlyMap<string, OtherBlueprint>

/** A top-level field by key, else by id. */
export function readField(
  reading: Pick<FlowReading, 'from' | 'blueprint'>,
  value: unknown,
  path: Path,
): FieldDef | undefined {
  const name = readText(reading.from, value, path, flowLimits.label)
  if (name === undefined) return undefined
  const { fields } = reading.blueprint
  const found = fields.find((field) => field.key === name) ?? fields.find((field) => field.id === name)
  return (
    found ??
    reading.from.refuse(path, 'unknown-field', { name: shorten(name), known: fields.map((field) => field.key) })
  )
}

/** A state: an option of the state field by key, else by id. */
export function readState(reading: FlowReading, value: unknown, path: Path): OptionId | undefined {
  const name = readText(reading.from, value, path, flowLimits.label)
  if (name === undefined) return undefined
  const { options = [], key } = reading.stateField
  const found = partNamed(options, name)
  const known = options.map((option) => option.key)
  return found?.id ?? reading.from.refuse(path, 'flow-unknown-state', { name: shorten(name), field: key, known })
}

/** A state of the flow or of one of its regions: of a region as `field.STATE`. */
export function readLeaf(reading: FlowReading, value: unknown, path: Path): OptionId | undefined {
  if (typeof value !== 'string') return readState(reading, value, path)
  const dot = value.indexOf('.')
  const region = dot < 0 ? undefined : partNamed(reading.regionFields, value.slice(0, dot))
  if (region) return readState({ ...reading, stateField: region }, value.slice(dot + 1), path)
  // By its id, as a stored flow says it.
  const own = partNamed(reading.stateField.options ?? [], value)
  const inRegion = own
    ? undefined
    : reading.regionFields.flatMap(({ options = [] }) => options).find(({ id }) => id === value)
  return inRegion?.id ?? readState(reading, value, path)
}

/** `{ "group": "planning" }`; whether there is such a group is known once all of the flow is read. */
export function readGroupRef(reading: FlowReading, value: unknown, path: Path): GroupRef | undefined {
  const wire = readMembers(reading.from, value, path, { known: ['group'] })
  const group = wire && readName(reading.from, wire['group'], [...path, 'group'])
  return group === undefined ? undefined : { group }
}

/** A state by its name, or a group as an object. */
export function readNode(reading: FlowReading, value: unknown, path: Path): OptionId | GroupRef | undefined {
  return isJsonObject(value) ? readGroupRef(reading, value, path) : readLeaf(reading, value, path)
}

/** CEL text with today's names → the stored expression. `want` is the type it must have. */
export function readExpression(
  reading: ActionReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
  want: ValueType | undefined,
): Expression | undefined {
  const text = readText(reading.from, value, path, flowLimits.expression)
  if (text === undefined) return undefined
  if (!countExpression(reading)) return undefined
  const checked = checkExpression(text, scope, want, path)
  if ('expression' in checked) return checked.expression
  return refuseAll(reading.from, checked.issues)
}

/** The same of `{ }` around expressions. */
export function readJsonExpression(
  reading: ActionReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
): JsonExpression | undefined {
  const text = readText(reading.from, value, path, flowLimits.expression)
  if (text === undefined || !countExpression(reading)) return undefined
  const checked = checkJsonExpression(text, scope, path)
  return 'json' in checked ? checked.json : refuseAll(reading.from, checked.issues)
}

function countExpression(reading: ActionReading): boolean {
  reading.read.expressions += 1
  if (reading.read.expressions <= flowLimits.expressions) return true
  tooMany(reading)
  return false
}

/** Said once, at the flow as a whole. */
function tooMany({ from, read }: ActionReading): undefined {
  if (read.expressions > flowLimits.expressions + 1) return undefined
  return from.refuse([], 'flow-too-large', {
    part: 'expressions',
    count: read.expressions,
    limit: flowLimits.expressions,
  })
}

function refuseAll(from: Reader, issues: readonly Issue[]): undefined {
  for (const { path, code, params } of issues) from.refuse(path, code, params)
  return undefined
}
