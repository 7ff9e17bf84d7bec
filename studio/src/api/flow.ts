// What a flow is on the pages.
import type { Label } from '../text/say-label.ts'

export interface WireFlowState {
  readonly id?: string
  readonly label?: Label
  readonly color?: string
  readonly type?: 'final' | 'parallel'
  /** Where it lies on the canvas. */
  readonly pos?: { readonly x: number; readonly y: number }
  readonly timers?: readonly WireTimer[]
  /** Of a parallel state: what goes on at the same time. */
  readonly regions?: readonly WireRegion[]
  readonly [member: string]: unknown
}

export interface WireRegion {
  /** Key of the field that mirrors it. */
  readonly stateField: string
  readonly initial: string
  readonly states: { readonly [key: string]: WireFlowState }
}

/** Sends an event by itself while a record stands in the state. */
export interface WireTimer {
  readonly id?: string
  readonly name: string
  readonly event: string
  /** How long after the record came; ISO 8601. */
  readonly after?: string
  /** Key of a date of the record, and how long after it, before it with a minus. */
  readonly at?: string
  readonly offset?: string
  /** So long before it is due it reminds, and what it does then; people named in the record are told else. */
  readonly remind?: readonly string[]
  readonly onRemind?: readonly object[]
  /** Name of the calendar by which that passes. */
  readonly calendar?: string
  readonly [member: string]: unknown
}

/** A frame on the drawing that holds states together: what leaves it leaves each of them. */
export interface WireGroup {
  readonly label?: Label
  readonly color?: string
  readonly states: readonly string[]
  /** Key of the group it lies in. */
  readonly parent?: string
  /** Where it begins: a state or the node of a group directly in it. */
  readonly initial?: string
  readonly timers?: readonly WireTimer[]
  /** On the drawing: it stands for the parallel state of this key, or for a region, told by the field of this key. */
  readonly parallel?: string
  readonly region?: string
  readonly [member: string]: unknown
}

export interface WireTransition {
  readonly id?: string
  /** Empty where it is taken by itself. */
  readonly event: string
  /** As soon as its condition holds. */
  readonly always?: true
  /** When what it leaves has come to its end. */
  readonly done?: true
  readonly label?: Label
  /** Keys of states and nodes of groups. */
  readonly from: readonly string[] | '*'
  /** A state's key, a group's node, or `stays`. */
  readonly to: string
  /** Into a group where the record stood last: its part from the beginning, or the very state. */
  readonly history?: 'shallow' | 'deep'
  readonly [member: string]: unknown
}

/** A promised time; keys of states. */
export interface WireClock {
  readonly name: string
  readonly label?: Label
  readonly starts: readonly string[]
  readonly pauses?: readonly string[]
  readonly stops?: readonly string[]
  /** ISO 8601. */
  readonly target: string
  readonly calendar?: string | undefined
  /** Sent when it is used up. */
  readonly event?: string | undefined
  readonly [member: string]: unknown
}

/** A promised time as lists know it. */
export type ListClock = Pick<WireClock, 'name' | 'label' | 'calendar'>

export interface Flow {
  readonly name: string
  readonly version: number
  readonly label?: Label
  readonly blueprint: string
  /** Its state is `record.state`; false of every other flow of the blueprint, whose state its field alone holds. */
  readonly main?: boolean
  /** Key of the field that holds the state. */
  readonly stateField: string
  readonly initial: string
  readonly states: { readonly [key: string]: WireFlowState }
  /** Ids and labels of events, by key. */
  readonly events?: { readonly [key: string]: unknown }
  readonly transitions: readonly WireTransition[]
  readonly groups?: { readonly [key: string]: WireGroup }
  readonly clocks?: readonly WireClock[]
  readonly findings?: readonly Finding[]
  /** Of publishing: what moves the records to their new states. */
  readonly job?: string
  /** This version moved records to other states. */
  readonly moved?: boolean
}

export interface Finding {
  readonly check: string
  readonly severity: 'info' | 'warn' | 'block'
  readonly state?: string
  readonly transition?: string
  readonly message: string
}
