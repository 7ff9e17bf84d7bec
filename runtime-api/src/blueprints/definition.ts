// What an operation on records knows about their blueprint: a version with everything compiled, its slots, its flow.
import type {
  BlueprintVersion,
  CompiledFlow,
  ExpressionScope,
  FieldDef,
  FieldId,
  FlowVersion,
  KeyedView,
  MoveStatesOp,
  Plan,
  SlotMap,
  SlotName,
  StoredOp,
} from '@molde/engine'
import type { WatchingAutomation } from '../automations/automations-of.ts'
import type { Readers } from '../computed/readers.ts'
import type { Subtable } from '../subtables/subtable-table.ts'
import type { Audience } from '../views/view-audience.ts'

export interface Definition {
  /** The blueprint's number, public id and name. */
  readonly no: number
  readonly id: string
  readonly name: string
  /** Grows with every change of what is compiled here: a published version, a slot, a flow, a pinned view. */
  readonly rev: number
  /** The version that is read and written here: the newest, unless a client speaks an older one (`definitionAt`). */
  readonly head: BlueprintVersion
  /** The same with the newest version; itself for that one. What is derived from records follows it. */
  readonly newest: Definition
  readonly scope: ExpressionScope
  /** Slots that a write must fill, and those of them a query may rely on. */
  readonly slots: SlotMap
  readonly readySlots: SlotMap
  readonly pinnedViews: readonly PinnedView[]
  /** The first of its flows, whose states are the records' `state`; and all of them, the first one first. */
  readonly flow: FlowInUse | undefined
  readonly flows: readonly FlowInUse[]
  /** What happens by itself when something happens to its records. */
  readonly automations: readonly WatchingAutomation[]
  /** Has every live record a state? Not before the job has entered those that were there before the flow. */
  readonly isEntered: boolean
  /** Keys of the state field's options, by id. */
  readonly stateKeys: ReadonlyMap<string, string>
  /** Top-level fields that point to records and to members. */
  readonly relations: readonly FieldDef[]
  readonly users: readonly FieldDef[]
  /** Top-level fields that hold files, or groups of which a field does. */
  readonly files: readonly FieldDef[]
  /** Fields that are worked out from other records, and those that are numbered. */
  readonly lookups: readonly FieldDef[]
  readonly rollups: readonly FieldDef[]
  readonly numbers: readonly FieldDef[]
  /** Fields of this and other blueprints that are worked out from records of this one, in the newest shape. */
  readonly readers: Readers
  /** Where rows of this blueprint's groups are records of others, and where its records are rows of others'. */
  readonly subtables: readonly Subtable[]
  /** The lowest version at which a record rests. Whoever writes one below it makes the blueprint's rev grow. */
  readonly oldest: number
  /** Versions that keys speak unless a request says another, by the key's id. */
  readonly pins: ReadonlyMap<string, number>
  /** Fields that some records show with another value than they hold, because they rest at another version or are worked out there. */
  readonly lifted: ReadonlySet<FieldId>
  /** Does a record below the newest version keep values that only newer ones show? Whoever makes one keep some says so. */
  readonly keepsAttics: boolean
  /** Fields whose slots, tags, links, keys and words a job is still bringing up to date. */
  readonly underived: ReadonlySet<FieldId>
  /** The last version that changed which values are unique; 1 where none did. Who rests below it may stand in line for one. */
  readonly uniqueSince: number
  /** Is a job still handing out keys? Until then what records that were there before hold alone is told by their values (`records/older-keys.ts`). */
  readonly handsOutKeys: boolean
  /** The ops between `version` − 1 and `version`. */
  opsInto(version: number): readonly StoredOp[]
  /** Ways between two versions, by `from to`, compiled when first needed. */
  readonly plans: Map<string, Plan>
  /** Older versions, read when first needed. */
  readonly versions: Map<number, BlueprintVersion>
  /** The same with an older version, made when first spoken. */
  readonly spoken: Map<number, Definition>
}

/** A version of a blueprint that began together with a version of its flow. */
export interface StateMove {
  readonly version: number
  readonly op: MoveStatesOp & { readonly version: number }
}

export interface FlowInUse {
  readonly no: number
  readonly id: string
  readonly version: FlowVersion
  readonly compiled: CompiledFlow
  /** The number of its newest version: `version` is an older one where a record still goes on under that. */
  readonly newest: number
  /** Where records stand in the first flow of a blueprint has columns of its own; of a further one its field says it. */
  readonly isFirst: boolean
  /** The versions of the blueprint by which it moved records to other states, oldest first. */
  readonly moves: readonly StateMove[]
  /** Older versions that records still go on under, compiled when first needed. */
  readonly older: Map<number, FlowInUse>
}

/** A view whose rows carry an order-preserving key in a slot of their own. */
export interface PinnedView extends Audience {
  readonly id: string
  readonly slot: SlotName
  readonly view: KeyedView
  readonly ready: boolean
}
