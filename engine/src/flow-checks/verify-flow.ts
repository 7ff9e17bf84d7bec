// What is wrong with this flow, although it is a legal one? The ordered list of all checks.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { FlowVersion } from '../flow/flow.ts'
import { flowTables } from '../flow/flow-tables.ts'
import type { Language } from '../issue-texts.ts'
import { checkConditions } from './conditions.ts'
import { checkEndless } from './endless.ts'
import { type CheckSubject, type Finding, type FlowCheck, sayFinding } from './finding.ts'
import { checkReachability } from './reachability.ts'
import { checkShadowedTransitions } from './shadowed-transitions.ts'
import { checkUnusedEvents } from './unused-events.ts'
import { type Ways, waysThrough } from './ways.ts'
import { checkWhoCanAct } from './who-can-act.ts'

/** In the order in which they are shown. A new check is a file and a line here. */
const checks: readonly FlowCheck[] = [
  checkEndless,
  checkReachability,
  checkShadowedTransitions,
  checkConditions,
  checkWhoCanAct,
  checkUnusedEvents,
]

/** What is known beside the flow. */
export interface Surroundings {
  /** Roles that somebody has. Without them nothing is said about roles. */
  readonly roles?: readonly string[]
  /** Of the sentences. Default English. */
  readonly language?: Language
}

export function verifyFlow(
  flow: FlowVersion,
  blueprint: BlueprintVersion,
  { roles, language = 'en' }: Surroundings = {},
): readonly Finding[] {
  const tables = flowTables(flow, blueprint)
  let ways: Ways | undefined
  const subject: CheckSubject = {
    ...tables,
    ...(roles && { roles: new Set(roles) }),
    ways: () => {
      ways ??= waysThrough(tables)
      return ways
    },
  }
  return checks.flatMap((check) => check(subject)).map((found) => sayFinding(found, language))
}
