// What a check says about a flow: how bad, where, and in words.
import type { BlueprintVersion, Label } from '../blueprint/blueprint.ts'
import { issue, sayIssue } from '../errors.ts'
import type { FlowTables } from '../flow/flow-tables.ts'
import type { TransitionId } from '../ids.ts'
import type { Reader } from '../reader.ts'
import type { BusinessCalendar } from '../time/business-calendar.ts'
import type { Ways } from './ways.ts'
import type { Witness } from './witness.ts'

/** A text exists for each as `finding-<check>`. */
export type FindingCheck =
  | 'unreachable'
  | 'unused-state'
  | 'dead-end'
  | 'cannot-finish'
  | 'no-end'
  | 'shadowed'
  | 'nobody'
  | 'unknown-role'
  | 'unknown-endpoint'
  | 'unknown-calendar'
  | 'calendar-closed'
  | 'unused-event'
  | 'never-sent'
  | 'endless'
  | 'overlap'
  | 'gap'
  | 'both-write'
  | 'both-write-inside'
  | 'never-true'
  | 'covered'
  | 'may-be-empty'
  | 'check-skipped'
  | 'leaves-empty'
  | 'one-person'
  | 'creator-only'
  | 'no-longer-fits'
  | 'no-longer-offered'

/** What a check found, before it is said. */
export interface Found {
  readonly check: FindingCheck
  /** Only `block` keeps a flow from being published. */
  readonly severity: 'info' | 'warn' | 'block'
  /** The state's name on the wire. */
  readonly state?: string
  readonly transition?: TransitionId
  /** A record that shows it. */
  readonly witness?: Witness
  /** Labels and names in the sentence. */
  readonly params?: { readonly [name: string]: Label | readonly Label[] }
}

export interface Finding extends Omit<Found, 'params'> {
  readonly message: string
}

/** What is looked at. */
export interface CheckSubject extends FlowTables {
  /** Who reads what is said. */
  readonly reader: Reader
  /** How records really come to each state; worked out when it is asked for. */
  readonly ways: Ways
  /** Roles that somebody has; undefined when it is not known. */
  readonly roles?: ReadonlySet<string>
  /** How many people have each role; undefined when it is not known. */
  readonly holders?: RoleHolders
  /** Names of the tenant's webhooks; undefined when it is not known. */
  readonly endpoints?: ReadonlySet<string>
  /** The tenant's calendars by name; undefined when they are not known. */
  readonly calendars?: ReadonlyMap<string, BusinessCalendar>
  /** The version that the flow's expressions were written in, when it is an older one. */
  readonly writtenIn?: BlueprintVersion
}

export interface RoleHolders {
  /** People who have every role there is. */
  readonly everyRole: number
  /** By role, without those. */
  readonly roles: { readonly [role: string]: number }
}

/** One question about a flow. */
export type FlowCheck = (subject: CheckSubject) => readonly Found[]

export function sayFinding({ params, ...found }: Found, reader: Reader): Finding {
  return { ...found, message: sayIssue(issue([], `finding-${found.check}`, params), reader) }
}
