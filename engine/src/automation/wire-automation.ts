// An automation as the API says it (names) ↔ as it is stored (ids).
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { checkDocument } from '../blueprint/check-document.ts'
import { type Path, refuseIf } from '../errors.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { checkActions } from '../flow/check-flow.ts'
import { reader } from '../flow/collect-issues.ts'
import type { Action, FlowVersion } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { type FlowTables, regionFieldsOf } from '../flow/flow-tables.ts'
import { type OtherBlueprints, readExpression } from '../flow-wire/flow-reading.ts'
import { idKeeper } from '../flow-wire/keep-ids.ts'
import { readActions, wireAction } from '../flow-wire/wire-action.ts'
import { readLabel, readMembers, readName, readText } from '../flow-wire/wire-reader.ts'
import type { IdGiver } from '../ids.ts'
import { deepFreeze, isJsonObject, type JsonObject } from '../json.ts'
import type { Automation, TriggerKind } from './automation.ts'
import { automationScope } from './automation-scope.ts'
import { automationTables, noBlueprint } from './automation-tables.ts'
import { type NamedForm, readTrigger, readTriggerKind, type TriggerReading, wireTrigger } from './wire-trigger.ts'

/** What is known of the tenant while an automation is read. */
export interface AutomationSurroundings {
  /** The kind of record that the document names, at its newest version; undefined where it names none. */
  readonly blueprint?: BlueprintVersion | undefined
  /** The flow of its records, and further ones beside it. */
  readonly flow?: FlowVersion | undefined
  readonly beside?: readonly FlowVersion[] | undefined
  readonly others?: OtherBlueprints | undefined
  readonly forms?: readonly NamedForm[] | undefined
}

const known = ['name', 'label', 'description', 'blueprint', 'trigger', 'when', 'do']
const longestDescription = 1_000

/** Reads, refuses, gives ids to actions. Throws a MoldeError with everything that is wrong, each at its place. */
export function readAutomation(
  document: unknown,
  { blueprint, flow, beside, others, forms = [] }: AutomationSurroundings,
  ids: IdGiver,
): Automation {
  refuseIf(checkDocument(document))
  const from = reader()
  const tables = automationTables(blueprint, flow, beside)
  const fieldsOf = (ids: readonly string[]) => blueprint?.fields.filter(({ id }) => ids.includes(id)) ?? []
  const reading: TriggerReading = {
    stateField: flow && fieldsOf([flow.stateField])[0],
    regionFields: flow ? fieldsOf(regionFieldsOf(flow)) : [],
    ...{ from, others, flow, beside, tables, forms, about: blueprint, blueprint: blueprint ?? noBlueprint },
    ...{ ids: idKeeper(from, ids, document), read: { expressions: 0 } },
  }
  const automation = readDocument(reading, document)
  refuseIf(from.issues)
  const read = automation as Automation
  checkActions(from, tables, read.do, ['do'])
  refuseIf(from.issues)
  return deepFreeze(read)
}

function readDocument(reading: TriggerReading, document: unknown): Automation | undefined {
  const { from, about, flow } = reading
  const wire = readMembers(from, document, [], { known })
  if (!wire) return undefined
  const name = readName(from, wire['name'], ['name'])
  const label = readLabel(from, wire['label'], ['label'])
  const said = wire['description']
  const description = said === undefined ? undefined : readText(from, said, ['description'], longestDescription)
  if (wire['trigger'] === undefined) return from.refuse([], 'missing-member', { name: 'trigger' })
  const kind = readTriggerKind(reading, wire['trigger'])
  if (!kind) return undefined
  const scope = automationScope(kind, about, flow?.stateField)
  const trigger = readTrigger(reading, kind, wire['trigger'] as JsonObject, scope)
  const when =
    wire['when'] === undefined ? undefined : readExpression(reading, wire['when'], ['when'], scope, { kind: 'boolean' })
  const actions = readDo(reading, wire['do'], kind, scope)
  if (name === undefined || !trigger) return undefined
  return {
    name,
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ...(about && { blueprint: about.name, blueprintVersion: about.version }),
    trigger,
    ...(when && { when }),
    do: actions,
  }
}

const onRecord = ['set', 'clear', 'add', 'assign', 'updateRelated', 'send'] as const
/** What is in the trash is not changed, and stands nowhere in its flow. */
const notOnDeleted = ['set', 'clear', 'add', 'assign', 'send'] as const

function readDo(reading: TriggerReading, value: unknown, kind: TriggerKind, scope: ExpressionScope): readonly Action[] {
  const { from, about } = reading
  const path: Path = ['do']
  if (value === undefined) return from.refuse([], 'missing-member', { name: 'do' }) ?? []
  if (Array.isArray(value) && value.length === 0)
    return from.refuse(path, 'count-out-of-range', { least: 1, most: flowLimits.actions }) ?? []
  const impossible: readonly string[] = about ? (kind === 'deleted' ? notOnDeleted : []) : onRecord
  const code = about ? 'automation-record-gone' : 'automation-no-record'
  const wrong = new Set<number>()
  if (Array.isArray(value))
    value.forEach((action: unknown, index) => {
      const found = isJsonObject(action) && impossible.find((name) => action[name] !== undefined)
      if (!found) return
      from.refuse([...path, index, found], code, { action: found })
      wrong.add(index)
    })
  // Of what cannot be here at all nothing else is told.
  return wrong.size > 0 ? [] : readActions(reading, value, path, scope)
}

/** Names with ids beside them; the blueprint is the version whose names are used. */
export function wireAutomation(
  automation: Automation,
  { blueprint, flow, beside, others, forms = [] }: AutomationSurroundings,
): JsonObject {
  const tables = automationTables(blueprint, flow, beside)
  const scope = automationScope(automation.trigger.kind, blueprint, flow?.stateField)
  const { name, label, description, trigger, when } = automation
  return {
    name,
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ...(automation.blueprint !== undefined && { blueprint: automation.blueprint }),
    trigger: wireTrigger(trigger, tables, scope, forms),
    ...(when && { when: sayExpression(when, scope, { kind: 'boolean' }) }),
    do: automation.do.map((action) => wireAction(action, scope, namesIn(tables, others))),
  }
}

function namesIn({ fields }: FlowTables, others: OtherBlueprints | undefined) {
  const keys = new Map<string, string>([...fields.values()].map(({ id, key }) => [id, key]))
  return {
    field: (id: string) => keys.get(id) ?? id,
    other: (name: string, id: string) => others?.get(name)?.version.fields.find((field) => field.id === id),
  }
}
