// What the engine says of a flow as it stands, and at which part of it; the same engine refuses or accepts on the server.
import {
  type BlueprintVersion,
  type BusinessCalendar,
  type ExpressionScope,
  type FlowVersion,
  idGiver,
  MoldeError,
  newBlueprint,
  newCalendar,
  newFlow,
  type Reader,
  type RoleHolders,
  sayIssue,
  scopeOf,
  type Witness,
} from '@molde/engine'
import type { Page } from '../api/api-client.ts'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { Calendar } from '../api/calendars-api.ts'
import { groupsIn } from '../api/flow-nodes.ts'
import type { Finding, Flow } from '../api/flows-api.ts'
import type { Member } from '../api/members-api.ts'
import { groupPart, movePart } from '../flow-canvas/part.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { flowDocument, withStates } from './edit-flow.ts'
import { parallelGroup, regionGroup } from './regions-on-screen.ts'

/** By name, as the engine reads them. */
export type Calendars = ReadonlyMap<string, BusinessCalendar>

export interface Problem {
  readonly message: string
  readonly severity: Finding['severity']
  /** Id of the part of the drawing; undefined when it is about the flow as a whole. */
  readonly part: string | undefined
  /** Of a timer of that part: its place among those that are sent. */
  readonly timer?: number
  /** Place of the clock that it is about. */
  readonly clock?: number
  /** The state that nothing leaves although it is no end. */
  readonly deadEnd?: string
  /** A record that shows it. */
  readonly witness?: Witness
}

export interface Verdict {
  readonly problems: readonly Problem[]
  /** Sentences by the id of the part. */
  readonly byPart: ReadonlyMap<string, readonly string[]>
  readonly blocked: boolean
  /** Fields that conditions may name. */
  readonly scope: ExpressionScope
  readonly blueprint: BlueprintVersion
  /** Undefined while it is no flow yet. */
  readonly version: FlowVersion | undefined
}

/** `words` call states and buttons as the reader does, so that a sentence names what is on the screen. */
export function judgeFlow(
  blueprint: Blueprint,
  flow: Flow,
  reader: Reader,
  holders?: RoleHolders,
  calendars?: Calendars,
  beside?: readonly FlowVersion[],
): Verdict {
  const withWords = withStates(named(blueprint), flow)
  const version = newBlueprint(blueprintDocument(withWords), idGiver({}))
  const stateField = version.fields.find(({ key }) => key === flow.stateField)?.id
  const scope: ExpressionScope = {
    ...scopeOf(version),
    ...(stateField ? { stateField } : {}),
    allow: { input: false },
  }
  try {
    const read = newFlow(flowDocument(withLabels(flow)), version, idGiver({}), {
      reader,
      ...(holders && { holders }),
      ...(calendars && { calendars }),
      ...(beside && { beside }),
    })
    const place = (id: string | undefined) => read.flow.transitions.findIndex((one) => one.id === id)
    const problems = read.findings.map(
      ({ check, message, severity, state, transition, witness }): Problem => ({
        message,
        severity,
        part:
          (state === undefined ? undefined : nodeOf(flow, state)) ??
          (transition === undefined ? undefined : movePart(place(transition))),
        ...(check === 'dead-end' && state !== undefined ? { deadEnd: state } : {}),
        ...(witness && { witness }),
      }),
    )
    return { ...sorted(problems), scope, blueprint: version, version: read.flow }
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    const problems = refused.issues.map(
      (issue): Problem => ({
        ...{ message: sayIssue(issue, reader), severity: 'block', part: partAt(flow, issue.path) },
        ...timerAt(issue.path),
        ...clockAt(issue.path),
      }),
    )
    return { ...sorted(withoutTwins(problems)), scope, blueprint: version, version: undefined }
  }
}

/** The other flows of the blueprint, as they are published: no field, event or promised time of theirs is another flow's, too. */
export function readBeside(
  blueprint: Blueprint,
  others: readonly Flow[],
  calendars?: Calendars,
): readonly FlowVersion[] {
  if (others.length === 0) return []
  const version = newBlueprint(blueprintDocument(named(blueprint)), idGiver({}))
  return others.flatMap((other) => {
    try {
      return [newFlow(flowDocument(other), version, idGiver({}), { ...(calendars && { calendars }) }).flow]
    } catch (refused) {
      // Written with what this page knows nothing of: the server alone compares it.
      if (refused instanceof MoldeError) return []
      throw refused
    }
  })
}

/** Undefined while they are not known. */
export function readCalendars(calendars: readonly Calendar[] | undefined): Calendars | undefined {
  return (
    calendars &&
    new Map(
      calendars.map(({ name, zone, week, holidays, exceptions }) => [
        name,
        newCalendar({ zone, week, holidays, exceptions }),
      ]),
    )
  )
}

/** How many people have each role, an owner every one; undefined while it is not known of all of them. */
export function holdersAmong(members: Page<Member> | undefined): RoleHolders | undefined {
  if (!members || members.next !== null) return undefined
  const active = members.items.filter(({ status }) => status !== 'invited')
  const owners = active.filter(({ role }) => role === 'owner').length
  return { everyRole: owners, roles: { member: active.length - owners } }
}

function sorted(problems: readonly Problem[]): Pick<Verdict, 'problems' | 'byPart' | 'blocked'> {
  const byPart = new Map<string, readonly string[]>()
  for (const { part, message } of problems)
    if (part !== undefined) byPart.set(part, [...(byPart.get(part) ?? []), message])
  const bad = problems.filter(({ severity }) => severity === 'block')
  return { problems: [...bad, ...problems.filter((one) => !bad.includes(one))], byPart, blocked: bad.length > 0 }
}

/** A parallel state is a frame on the drawing. */
function nodeOf({ groups }: Flow, state: string): string {
  return groups?.[parallelGroup(state)] ? groupPart(parallelGroup(state)) : state
}

function partAt(flow: Flow, [member, place, within, at, , leaf]: readonly (string | number)[]): string | undefined {
  const region = within === 'regions' && regionsOfState(flow, String(place))[Number(at)]
  if (member === 'states' && region && leaf !== undefined) return `${region}.${leaf}`
  if (member === 'states' && region) return groupPart(regionGroup(region))
  if (member === 'states') return nodeOf(flow, String(place))
  if (member === 'groups' && place !== undefined) return groupPart(String(place))
  if (member === 'transitions' && typeof place === 'number') return movePart(place)
  return undefined
}

function regionsOfState(flow: Flow, state: string): readonly string[] {
  return groupsIn(flow, parallelGroup(state)).flatMap((key) => flow.groups?.[key]?.region ?? [])
}

function timerAt([, , member, at]: readonly (string | number)[]): Pick<Problem, 'timer'> {
  return member === 'timers' && typeof at === 'number' ? { timer: at } : {}
}

function clockAt([part, at]: readonly (string | number)[]): Pick<Problem, 'clock'> {
  return part === 'clocks' && typeof at === 'number' ? { clock: at } : {}
}

function withoutTwins(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    (one, at) => problems.findIndex(({ message, part }) => message === one.message && part === one.part) === at,
  )
}

/** A field without a label is called by its key, which is no word for people. */
function named(blueprint: Blueprint): Blueprint {
  return { ...blueprint, fields: blueprint.fields.map(namedField) }
}

function namedField(field: WireField): WireField {
  const label = field.label ?? wordsOfKey(field.key)
  const options = field.options?.map((option) => ({ ...option, label: option.label ?? wordsOfKey(option.key) }))
  return { ...field, label, ...(options ? { options } : {}) }
}

function withLabels(flow: Flow): Flow {
  return {
    ...flow,
    transitions: flow.transitions.map((one) =>
      one.event === '' ? one : { ...one, label: one.label ?? wordsOfKey(one.event) },
    ),
  }
}
