// What an operation on records knows about their blueprint: the newest version with everything compiled, its slots, its flow.
import type {
  BlueprintVersion,
  CompiledFlow,
  ExpressionScope,
  FieldDef,
  FieldId,
  FlowVersion,
  KeyedView,
  SlotMap,
  SlotName,
  StoredOp,
} from '@molde/engine'
import type { Readers } from '../computed/readers.ts'

export interface Definition {
  /** The blueprint's number, public id and name. */
  readonly no: number
  readonly id: string
  readonly name: string
  /** Grows with every change of what is compiled here: a published version, a slot, a flow, a pinned view. */
  readonly rev: number
  readonly head: BlueprintVersion
  readonly scope: ExpressionScope
  /** Slots that a write must fill, and those of them a query may rely on. */
  readonly slots: SlotMap
  readonly readySlots: SlotMap
  readonly pinnedViews: readonly PinnedView[]
  readonly flow: FlowInUse | undefined
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
  /** Fields of this and other blueprints that are worked out from records of this one. */
  readonly readers: Readers
  /** Fields that records below the newest version show with a value they do not hold. */
  readonly filled: ReadonlySet<FieldId>
  /** Ops of the versions after one where records rest, read when first needed. */
  readonly opsSince: Map<number, readonly (readonly StoredOp[])[]>
  /** Older versions, read when first needed. */
  readonly versions: Map<number, BlueprintVersion>
}

export interface FlowInUse {
  readonly no: number
  readonly id: string
  readonly version: FlowVersion
  readonly compiled: CompiledFlow
}

/** A view whose rows carry an order-preserving key in a slot of their own. */
export interface PinnedView {
  readonly id: string
  readonly slot: SlotName
  readonly view: KeyedView
  readonly ready: boolean
  /** For everybody in the tenant, or only for who made it. */
  readonly shared: boolean
  readonly createdBy: string | null
}
