// What is a stored change between two versions? Data: the wire form with ids for names.
import type { BlueprintVersion, FieldDef, Label, OptionDef, Rule, StoredOp, Unique } from '../blueprint/blueprint.ts'
import type { Rounding } from '../decimal.ts'
import type { Expression } from '../expression/expression.ts'
import type { FieldId, OpId, OptionId, RuleId, UniqueId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { ConversionParams } from '../lens-converters/converter.ts'

/** What existing records get. An expression is frozen with its moment and zone: reading the same record twice gives the same value. */
export type Fill = { readonly value: Json } | { readonly expr: Expression; readonly at: number; readonly zone: string }

interface Stored<Kind extends string> {
  readonly id: OpId
  readonly op: Kind
}

export interface AddFieldOp extends Stored<'add'> {
  readonly field: FieldDef
  readonly fill?: Fill
}
export interface RenameFieldOp extends Stored<'rename'> {
  readonly field: FieldId
  readonly key: string
}
export interface RelabelFieldOp extends Stored<'relabel'> {
  readonly field: FieldId
  readonly label?: Label
  /** Null takes the help text away. */
  readonly help?: Label | null
}
export interface OrderFieldsOp extends Stored<'order'> {
  readonly fields: readonly FieldId[]
}
export interface AboutBlueprintOp extends Stored<'meta'> {
  readonly label?: Label | null
  readonly plural?: Label | null
  readonly icon?: string | null
  readonly titleField?: FieldId | null
}
export interface RemoveFieldOp extends Stored<'remove'> {
  readonly field: FieldId
}
export interface RestoreFieldOp extends Stored<'restore'> {
  /** As it comes back. */
  readonly field: FieldDef
  /** The removal whose pairs hold its values. */
  readonly of: OpId
}
export interface PurgeFieldOp extends Stored<'purge'> {
  readonly field: FieldId
  readonly key: string
  readonly label?: Label
  readonly reason?: string
  /** Where the field's values stand in the pairs of earlier ops. */
  readonly erase: { readonly [name: string]: { readonly from: readonly number[]; readonly to: readonly number[] } }
}
export interface RevertToOp extends Stored<'revert'> {
  readonly to: number
  /** Everything published since then, in order. */
  readonly ops: readonly StoredOp[]
  /** What the blueprint is again. */
  readonly shape: Omit<BlueprintVersion, 'name' | 'version' | 'reserved'>
}
export interface ToListFieldOp extends Stored<'toList'> {
  readonly field: FieldId
  /** The field as it becomes. */
  readonly to: FieldDef
  readonly by?: string
}
export interface ToSingleFieldOp extends Stored<'toSingle'> {
  readonly field: FieldId
  readonly to: FieldDef
  readonly pick: 'first' | 'last' | 'max' | 'min' | 'join'
  readonly by?: string
}
/** One field on both sides: as people fill it in, and as it is worked out. */
interface BothWays {
  readonly field: FieldId
  readonly stored: FieldDef
  readonly computed: FieldDef
  /** Computed fields that it is made from, those that they are made from included. */
  readonly reads: readonly FieldDef[]
  readonly zone: string
}
export interface ComputeFieldOp extends Stored<'compute'>, BothWays {}
export interface MaterialiseFieldOp extends Stored<'materialise'>, BothWays {}
export interface EachElementOp extends Stored<'each'> {
  readonly field: FieldId
  readonly ops: readonly StoredOp[]
}
/** What becomes of a value that cannot be carried over; whatever it is, the way back has the original. */
export type OnFailure = 'keep' | 'quarantine' | 'clamp' | 'truncate' | { readonly value: Json }
/** A setting and what it becomes; null takes it away. */
export type Settings = { readonly [setting in keyof FieldDef]?: FieldDef[setting] | null }
export interface ChangeFieldOp extends Stored<'change'> {
  readonly field: FieldId
  readonly set: Settings
  /** What records with an empty field get, when it becomes required. */
  readonly fill?: Fill
  /** Present when values that were right may no longer be: the field as it becomes, and what happens to them. */
  readonly tighter?: { readonly to: FieldDef; readonly onFailure: OnFailure }
}
export interface ChangeOptionsOp extends Stored<'options'> {
  readonly field: FieldId
  readonly add?: readonly OptionDef[]
  readonly rename?: { readonly [option: OptionId]: string }
  readonly relabel?: { readonly [option: OptionId]: Label | null }
  readonly recolour?: { readonly [option: OptionId]: string | null }
  readonly retire?: readonly OptionId[]
  readonly offer?: readonly OptionId[]
  readonly order?: readonly OptionId[]
}
/** What becomes of a value that cannot be carried over; absent: it is empty then, and kept for the way back. */
export type FailurePolicy = 'quarantine' | 'truncate' | { readonly value: Json }
export interface RetypeFieldOp extends Stored<'retype'> {
  readonly field: FieldId
  /** The field on both sides: converters look at nothing else. */
  readonly before: FieldDef
  readonly after: FieldDef
  /** Named converters, `text→number@1`. */
  readonly there: string
  readonly back: string
  readonly params?: ConversionParams
  readonly onError?: FailurePolicy
}
/** How a text is taken apart. */
export type SplitWay =
  | { readonly by: string }
  | { readonly pattern: string }
  | { readonly at: readonly number[] }
  | { readonly strategy: 'first-word' | 'last-word' | 'city-state' }
export interface SplitFieldOp extends Stored<'split'> {
  readonly field: FieldId
  readonly before: FieldDef
  readonly into: readonly FieldDef[]
  /** Named converters of each part, from and to text. */
  readonly there: readonly string[]
  readonly back: readonly string[]
  readonly way: SplitWay
  /** By whose clocks parts are read as moments. */
  readonly zone: string
  readonly onError?: FailurePolicy
}
export type TemplatePart = { readonly text: string } | { readonly field: FieldId }
export type MergeStrategy = 'first-non-empty' | 'sum' | 'min' | 'max'
export type MergeWay = { readonly template: readonly TemplatePart[] } | { readonly strategy: MergeStrategy }
export interface MergeFieldsOp extends Stored<'merge'> {
  readonly fields: readonly FieldId[]
  readonly before: readonly FieldDef[]
  readonly into: FieldDef
  /** Named converters of each field, to and from what the way puts together: texts, or values of the new field. */
  readonly there: readonly string[]
  readonly back: readonly string[]
  /** Those of the whole text of a template. */
  readonly text?: { readonly there: string; readonly back: string }
  readonly way: MergeWay
  readonly zone: string
}
export type OptionMap = { readonly [option: OptionId]: OptionId | null }
export interface RemapOptionsOp extends Stored<'remap'> {
  readonly field: FieldId
  readonly map: OptionMap
  /** Going back, records that have this option get that one. */
  readonly representative?: { readonly [option: OptionId]: OptionId }
}
export type NormalForm = 'trim' | 'lower' | 'upper' | 'phone' | 'email'
export interface NormaliseFieldOp extends Stored<'normalise'> {
  readonly field: FieldId
  readonly form: NormalForm
  readonly after: FieldDef
}
/** Expressions that read a field, as they become: of rules, and of fields. */
export interface RescaledExpressions {
  readonly rules: { readonly [rule: string]: Expression }
  readonly conditions: { readonly [field: string]: Expression }
  readonly defaults: { readonly [field: string]: Expression }
}
export interface ChangeUnitOp extends Stored<'unit'> {
  readonly field: FieldId
  readonly factor: string
  readonly offset?: string
  readonly rounding: Rounding
  readonly before: FieldDef
  readonly after: FieldDef
  readonly readers: RescaledExpressions
}
/** A field of another blueprint by which one of its records stands for a value; it may be told anew since. */
export interface MatchField {
  readonly id: FieldId
  readonly key: string
  readonly label?: Label
}
interface Linking {
  readonly field: FieldId
  readonly before: FieldDef
  readonly after: FieldDef
  /** Under which name `OpMaps` knows which record stands for which value: the op's own id. */
  readonly map: OpId
  /** What the other blueprint is called. */
  readonly called: Label
  readonly match: MatchField
}
export interface ToRelationFieldOp extends Stored<'toRelation'>, Linking {
  readonly createMissing: boolean
  /** The field of the new records that takes the colour of an option. */
  readonly color?: FieldId
}
export interface FromRelationFieldOp extends Stored<'fromRelation'>, Linking {}
export interface RetargetFieldOp extends Stored<'retarget'>, Linking {
  /** The field of the records that were linked to before, whose value is looked for in `match`. */
  readonly old: MatchField
}
/** A field of the records linked to that holds the values of a field here. */
export interface MovedColumn {
  readonly id: FieldId
  /** Which of its options are those of the field here. */
  readonly options?: { readonly [option: OptionId]: OptionId }
}
interface Moving {
  /** The fields on this side, and the link that stands for them on the other side of the op. */
  readonly own: readonly FieldDef[]
  readonly link: FieldDef
  /** Under which name `OpMaps` knows which record stands for which values: the op's own id. */
  readonly map: OpId
  readonly called: Label
  /** In the order of `own`. */
  readonly columns: readonly MovedColumn[]
  /** By which of them records are alike: places in `own`. */
  readonly match: readonly number[]
}
/** Whose value the related record gets when those that link to it disagree; `ask`: nobody's, they wait. */
export type ChosenBy = 'newest' | 'most-common' | 'ask'
/** The link stays, and stands on both sides. */
export interface MoveToRelatedFieldOp extends Stored<'moveToRelated'>, Moving {
  readonly choose: ChosenBy
}
export interface ExtractFieldsOp extends Stored<'extract'>, Moving {}
export interface InlineFieldsOp extends Stored<'inline'>, Moving {}
/** The rows of a group are records of another blueprint on one side of the op. */
export interface SubtableGroupOp extends Stored<'subtable'> {
  readonly direction: 'to-blueprint' | 'to-group'
  /** The group where rows are rows. */
  readonly group: FieldDef
  readonly blueprint: string
  readonly called: Label
  /** What the blueprint was told to be called; else as the group is. */
  readonly label?: Label
  /** The field of the other blueprint that links to the record whose rows they are. */
  readonly link: FieldDef
  /** The op that made the blueprint: the name of its pairs, and of what `OpMaps` knows of it. */
  readonly map: OpId
}
/** One field in both blueprints: `here` in the one whose op it is, `there` in the other. */
export interface PassageColumn {
  readonly here: FieldId
  readonly there: FieldId
  /** Choices there, by the choice here. */
  readonly options?: { readonly [here: OptionId]: OptionId }
  /** Of a repeating group. */
  readonly fields?: readonly PassageColumn[]
}
/** Records of another blueprint come here. */
export interface MergeBlueprintsOp extends Stored<'mergeBlueprints'> {
  /** The other one's name, the version it was in when this was published, and what it is called. */
  readonly blueprint: string
  readonly version: number
  readonly called: Label
  /** The new field that tells the two kinds apart, with the choices of what was here and of what comes. */
  readonly kind: FieldDef
  readonly own: OptionId
  readonly theirs: OptionId
  /** Fields that come along. */
  readonly brought: readonly FieldDef[]
  /** Every field there and the one here; `key` is the one there. */
  readonly columns: readonly (PassageColumn & { readonly key: string })[]
  /** Fields that were here before and are shown for this kind alone from now on. */
  readonly conditions: { readonly [field: string]: Expression }
  /** Keys there of what was worked out, and is kept as it stood. */
  readonly worked: readonly string[]
}
/** Records for which an expression is true move to a new blueprint. */
export interface SplitBlueprintOp extends Stored<'splitBlueprint'> {
  readonly blueprint: string
  readonly when: Expression
  /** Frozen, as in a fill. */
  readonly at: number
  readonly zone: string
  /** What the new blueprint begins with: fields and choices keep their ids. */
  readonly starts: Omit<BlueprintVersion, 'version' | 'reserved'>
  readonly worked: readonly string[]
}

/** One of the ways out of a state that goes away; the last one has no condition. */
export interface StateBranch {
  readonly when?: Expression
  readonly to: OptionId
}
/** When records in a state go over to the new version of their flow: after they have finished under the old one, or when they leave it. */
export type LatePolicy = 'finish' | 'leave'
export type TimerPolicy = 'keep-deadline' | 'recompute' | 'restart'
/** A flow becomes another version, and records in states that it takes away get others. */
/** Where a region goes on: its field holds something in records that stand there, and nothing elsewhere. */
export interface RegionOfMove {
  /** The field of the flow's states. */
  readonly field: FieldId
  readonly states: readonly OptionId[]
  /** Where it begins in records that it says nothing of yet. */
  readonly initial?: OptionId
  /** States whose records stay behind as they are. */
  readonly stay: readonly OptionId[]
}

export interface MoveStatesOp extends Stored<'flow'> {
  readonly flow: string
  readonly field: FieldId
  /** The version that the flow becomes by it; absent where nobody said. */
  readonly version?: number
  /** Where records in a state go, tried in order. */
  readonly states: { readonly [state: OptionId]: readonly StateBranch[] }
  /** The state, on the way back, of records in one that was not there before. */
  readonly back: { readonly [state: OptionId]: OptionId }
  readonly policy: { readonly [state: OptionId]: LatePolicy }
  /** Of a field that mirrors a region. */
  readonly region?: RegionOfMove
  readonly timers: TimerPolicy
  /** Its moves are taken back, by the pairs that it kept; there are no others then. */
  readonly undoes?: MoveStatesOp
  /** Frozen, as in a fill. */
  readonly at: number
  readonly zone: string
}

export interface ChangeRulesOp extends Stored<'rules'> {
  readonly add?: readonly Rule[]
  readonly remove?: readonly RuleId[]
}
export interface ChangeUniquesOp extends Stored<'uniques'> {
  readonly add?: readonly Unique[]
  readonly remove?: readonly UniqueId[]
  /** Records that repeat what an earlier one has wait at their version; without it, it is not published as long as there are some. */
  readonly onError?: 'quarantine'
}

/** The ops that can be published today. */
export type Op =
  | AddFieldOp
  | RemoveFieldOp
  | RestoreFieldOp
  | PurgeFieldOp
  | RenameFieldOp
  | RelabelFieldOp
  | OrderFieldsOp
  | AboutBlueprintOp
  | ChangeFieldOp
  | ChangeOptionsOp
  | RetypeFieldOp
  | SplitFieldOp
  | MergeFieldsOp
  | RemapOptionsOp
  | NormaliseFieldOp
  | ChangeUnitOp
  | ChangeRulesOp
  | ChangeUniquesOp
  | ToListFieldOp
  | ToSingleFieldOp
  | ComputeFieldOp
  | MaterialiseFieldOp
  | ToRelationFieldOp
  | FromRelationFieldOp
  | RetargetFieldOp
  | ExtractFieldsOp
  | InlineFieldsOp
  | MoveToRelatedFieldOp
  | SubtableGroupOp
  | EachElementOp
  | MergeBlueprintsOp
  | SplitBlueprintOp
  | MoveStatesOp
  | RevertToOp

/** An op is JSON; only its types are narrower. */
export function storedOp(op: Op): StoredOp {
  return op as unknown as StoredOp
}

export function opOf(stored: StoredOp): Op {
  return stored as unknown as Op
}
