// What is wrong with this flow, although it is a legal one? The ordered list of all checks.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { flowTables } from '../flow/flow-tables.ts'
import type { OtherBlueprints } from '../flow-wire/flow-reading.ts'
import type { Reader } from '../reader.ts'
import type { BusinessCalendar } from '../time/business-calendar.ts'
import { checkBothWrite } from './both-write.ts'
import { checkCalendars } from './calendars.ts'
import { checkConditions } from './conditions.ts'
import { checkEndless } from './endless.ts'
import { checkEndpoints } from './endpoints.ts'
import { type CheckSubject, type Finding, type FlowCheck, type RoleHolders, sayFinding } from './finding.ts'
import { checkMayBeEmpty } from './may-be-empty.ts'
import { checkNoLongerFits } from './no-longer-fits.ts'
import { checkOnePerson } from './one-person.ts'
import { checkReachability } from './reachability.ts'
import { checkShadowedTransitions } from './shadowed-transitions.ts'
import { checkUnusedEvents } from './unused-events.ts'
import { Ways } from './ways.ts'
import { checkWhoCanAct } from './who-can-act.ts'

/** In the order in which they are shown. A new check is a file and a line here. */
const checks: readonly FlowCheck[] = [
  checkEndless,
  checkReachability,
  checkShadowedTransitions,
  checkNoLongerFits,
  checkConditions,
  checkBothWrite,
  checkMayBeEmpty,
  checkWhoCanAct,
  checkOnePerson,
  checkEndpoints,
  checkCalendars,
  checkUnusedEvents,
]

/** What is known beside the flow. */
export interface Surroundings {
  /** Roles that somebody has. Without them nothing is said about roles. */
  readonly roles?: readonly string[]
  /** How many people have each role. Without it nothing is said about steps that hang on one person. */
  readonly holders?: RoleHolders
  /** Blueprints that its actions make or change records of. Without them nothing is checked about those. */
  readonly others?: OtherBlueprints
  /** The other flows of the blueprint. Without them nothing is checked about what they write. */
  readonly beside?: readonly FlowVersion[]
  /** Names of the tenant's webhooks. Without them nothing is said about those that are called. */
  readonly endpoints?: readonly string[]
  /** The tenant's calendars by name. Without them nothing is said about those that timers count by. */
  readonly calendars?: ReadonlyMap<string, BusinessCalendar>
  /** The version that the flow was written in, when `blueprint` is a newer one. */
  readonly writtenIn?: BlueprintVersion
  /** Of the sentences. Default English. */
  readonly reader?: Reader
}

export function verifyFlow(
  flow: FlowVersion,
  blueprint: BlueprintVersion,
  { roles, holders, beside, endpoints, calendars, writtenIn, reader = 'en' }: Surroundings = {},
): readonly Finding[] {
  const tables = flowTables(flow, blueprint, beside)
  const subject: CheckSubject = {
    ...tables,
    reader,
    ...(roles && { roles: new Set(roles) }),
    ...(holders && { holders }),
    ...(endpoints && { endpoints: new Set(endpoints) }),
    ...(calendars && { calendars }),
    ...(writtenIn && { writtenIn }),
    ways: new Ways(tables),
  }
  return checks.flatMap((check) => check(subject)).map((found) => sayFinding(found, reader))
}
