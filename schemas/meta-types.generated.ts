// Generated from meta/*.schema.json by `npm run generate`. Do not edit.

/**
 * Lower-case name used in paths: letters, digits, _ and -.
 */
export type BlueprintName = string
/**
 * The name of a field on the wire and in expressions.
 */
export type Key = string
/**
 * A field, by its key or by its id.
 */
export type FieldName = string
export type FieldNames = FieldName[]
export type FieldId = string
export type OptionId = string
export type RuleId = string
export type UniqueId = string
/**
 * A text for everybody, or one text per language.
 */
export type Label = (string | {
[k: string]: string
})
/**
 * CEL text; fields are bare keys.
 */
export type Expression = string
/**
 * A colour: #rrggbb, or a name of the palette.
 */
export type Color = string
export type OptionKey = string
/**
 * A choice: its key alone, or with label and colour.
 */
export type Option = (OptionKey | {
id?: OptionId
key: OptionKey
label?: Label
color?: Color
retired?: boolean
})
export type Options = Option[]
export type FieldType = ("text" | "longText" | "richText" | "integer" | "number" | "money" | "percent" | "boolean" | "date" | "time" | "datetime" | "duration" | "enum" | "tags" | "email" | "phone" | "url" | "file" | "image" | "relation" | "user" | "autonumber" | "formula" | "rollup" | "lookup" | "address" | "geo" | "json" | "secret" | "rating" | "color" | "list" | "cpf" | "cnpj" | "cep")
export type Currency = string
export type Length = number
export type Pattern = string
/**
 * What a formula's number or text is taken for.
 */
export type TakenFor = ("number" | "integer" | "percent" | "money" | "text" | "longText" | "email" | "phone" | "url")
export type Precision = number
/**
 * What a number counts, as it is written behind it: kg, °C. Presentation only: values stay plain numbers.
 */
export type Unit = string
export type Currencies = Currency[]
export type Accepted = string
/**
 * What a file field takes: kinds in plain words, or media types.
 */
export type Accept = Accepted[]
/**
 * Largest file, in bytes.
 */
export type MaxBytes = number
export type RatingMax = number
export type ItemCount = number
export type RollupFunction = ("count" | "sum" | "min" | "max" | "avg" | "any" | "all")
/**
 * How a running number is written: INV-{0000}. A bare {0} is a whole number.
 */
export type NumberFormat = string
export type FirstNumber = number
export type Fields = Field[]
/**
 * Fields whose values together may occur once: the list of keys, or the list with its id.
 */
export type Unique = (FieldName[] | {
id?: UniqueId
fields: FieldName[]
})
/**
 * What existing records get: a value, or the value of an expression over the record.
 */
export type Fill = ({
value: unknown
} | {
expr: Expression
} | {
ask: true
})
/**
 * A value that cannot be carried over: empty now and kept for the way back, a constant, or the record waits.
 */
export type OnError = (("keep" | "quarantine" | "clamp" | "truncate" | "empty") | {
value: unknown
})
export type Delimiter = string
/**
 * One change between two versions of a blueprint, as it is sent in a draft: names outside, ids accepted.
 */
export type OpDocument = (AddOp | RemoveOp | RestoreOp | PurgeOp | RenameOp | RelabelOp | OrderOp | MetaOp | ChangeOp | OptionsOp | RulesOp | UniquesOp | RetypeOp | SplitOp | MergeOp | RemapOp | NormaliseOp | UnitOp | ToListOp | ToSingleOp | ToRelationOp | FromRelationOp | RetargetOp | ExtractOp | InlineOp | MoveToRelatedOp | SubtableOp | ComputeOp | MaterialiseOp | EachOp | FlowOp | MergeBlueprintsOp | SplitBlueprintOp | RevertOp)
/**
 * A name used in paths.
 */
export type Name = string
export type EventId = string
export type TransitionId = string
export type ActionId = string
export type TimerId = string
export type StateId = string
/**
 * ISO 8601, as PT48H.
 */
export type Duration = string
/**
 * One step.
 */
export type Action = (SetAction | ClearAction | AddAction | CreateAction | UpdateRelatedAction | NotifyAction | MailAction | WebhookAction | AssignAction | SendAction)
/**
 * An expression that gives members, or everybody with one of the roles.
 */
export type Recipient = (Expression | {
roles: Roles
})
export type Roles = string[]
/**
 * A text for people; {field} stands for the value of that field.
 */
export type Template = (string | {
[k: string]: string
})
export type Actions = Action[]
/**
 * Sends an event once, some time after the state was entered or at a time the record holds, if the record still stands there.
 */
export type Timer = ({
id?: TimerId
name: Name
after?: Duration
at?: FieldName
/**
 * After that time; before it with a minus.
 */
offset?: string
calendar?: Name
event: Name
/**
 * So long before it is due it reminds.
 */
remind?: Duration[]
onRemind?: Actions
} & Timer1)
export type Timer1 = {
[k: string]: unknown
}
/**
 * A state; of a region as field.STATE.
 */
export type Leaf = string
export type Node = (Leaf | GroupNode)
/**
 * Fields asked for when the event is sent.
 */
export type Form = (FieldName | {
field: FieldName
required?: boolean
})[]
export type ClockStates = OptionKey[]
export type From = ("*" | Node[])
/**
 * A field, or a promised time of the flow: record.clocks.answer
 */
export type Column = string
/**
 * Fields with commas between, - in front for descending: -amount,title.
 */
export type Sort = string
/**
 * A text for everybody, or one text per language, of some sentences.
 */
export type FormText = (string | {
[k: string]: string
})
/**
 * A text for everybody, or one text per language, of a few words.
 */
export type ButtonText = (string | {
[k: string]: string
})

/**
 * Every kind of document, by name.
 */
export interface Definitions {

}
/**
 * What a new record starts with: the value itself, {"value": …}, or {"expr": "now"}.
 */
export interface Default {
[k: string]: unknown
}
/**
 * How the value comes about, of a field that nobody writes. Which members fit which kind is checked after the shape. A type of that name, with the same members beside it, says the same.
 */
export interface Computed {
kind: ("formula" | "lookup" | "rollup" | "autonumber")
expr?: Expression
as?: TakenFor
via?: FieldName
field?: FieldName
blueprint?: BlueprintName
function?: RollupFunction
where?: Expression
format?: NumberFormat
start?: FirstNumber
}
/**
 * A named, typed place in a record. Which members fit which type is checked after the shape.
 */
export interface Field {
id?: FieldId
key: Key
type: FieldType
label?: Label
help?: Label
required?: boolean
askOnEdit?: boolean
readOnly?: boolean
quickFilter?: boolean
search?: boolean
default?: Default
showWhen?: Expression
minLength?: Length
maxLength?: Length
pattern?: Pattern
minimum?: number
maximum?: number
exclusiveMinimum?: number
exclusiveMaximum?: number
precision?: Precision
unit?: Unit
max?: RatingMax
options?: Options
currencies?: Currencies
blueprint?: BlueprintName
many?: boolean
of?: FieldType
fields?: Fields
computed?: Computed
expr?: Expression
via?: FieldName
field?: FieldName
function?: RollupFunction
where?: Expression
format?: NumberFormat
start?: FirstNumber
accept?: Accept
maxBytes?: MaxBytes
}
/**
 * A record is refused only when the check is false; an empty operand passes.
 */
export interface Rule {
id?: RuleId
check: Expression
message: Label
}
/**
 * A blueprint as it is sent: an ordered list of fields with rules and unique combinations. Names on the outside; ids may be given beside them.
 */
export interface BlueprintDocument {
name: BlueprintName
version?: number
label?: Label
plural?: Label
icon?: string
titleField?: FieldName
fields: Fields
rules?: Rule[]
uniques?: Unique[]
}
export interface OptionMap {
[k: string]: OptionKey | null
}
/**
 * A new field.
 */
export interface AddOp {
op: "add"
id?: string
field: Field
fill?: Fill
}
/**
 * The field is hidden; its values are kept for the way back.
 */
export interface RemoveOp {
op: "remove"
id?: string
field: FieldName
}
/**
 * A removed field comes back with its values.
 */
export interface RestoreOp {
op: "restore"
id?: string
field: FieldName
}
/**
 * The values of the field are destroyed for good.
 */
export interface PurgeOp {
op: "purge"
id?: string
field: FieldName
reason?: string
}
/**
 * Another key; no record changes.
 */
export interface RenameOp {
op: "rename"
id?: string
field: FieldName
key: Key
}
/**
 * Another label or help text.
 */
export interface RelabelOp {
op: "relabel"
id?: string
field: FieldName
label?: Label
help?: (Label | null)
}
/**
 * The named fields first, in this order; the others follow as they were.
 */
export interface OrderOp {
op: "order"
id?: string
fields: FieldNames
}
/**
 * What is said about the blueprint itself.
 */
export interface MetaOp {
op: "meta"
id?: string
label?: (Label | null)
plural?: (Label | null)
icon?: (string | null)
titleField?: (FieldName | null)
name?: BlueprintName
}
/**
 * Settings of a field; null takes a setting away. Loosening touches no record.
 */
export interface ChangeOp {
op: "change"
id?: string
field: FieldName
required?: boolean
readOnly?: boolean
quickFilter?: boolean
search?: boolean
label?: (Label | null)
help?: (Label | null)
default?: Default
showWhen?: (Expression | null)
minLength?: (Length | null)
maxLength?: (Length | null)
pattern?: (Pattern | null)
minimum?: (number | null)
maximum?: (number | null)
exclusiveMinimum?: (number | null)
exclusiveMaximum?: (number | null)
precision?: (Precision | null)
unit?: (Unit | null)
max?: (RatingMax | null)
currencies?: (Currencies | null)
accept?: (Accept | null)
maxBytes?: (MaxBytes | null)
computed?: Computed
fill?: Fill
onError?: OnError
}
/**
 * The choices of an enumeration. Added and renamed first; the other members use the new keys.
 */
export interface OptionsOp {
op: "options"
id?: string
field: FieldName
add?: Option[]
rename?: {
[k: string]: OptionKey
}
relabel?: {
[k: string]: Label | null
}
recolour?: {
[k: string]: Color | null
}
retire?: OptionKey[]
offer?: OptionKey[]
order?: OptionKey[]
}
/**
 * Cross-field rules, added or removed by id.
 */
export interface RulesOp {
op: "rules"
id?: string
add?: Rule[]
remove?: RuleId[]
}
/**
 * Unique combinations, added, or removed by id or by fields. Where records repeat what becomes unique, the draft is not published before they are changed, or with “quarantine” the later ones wait at their version.
 */
export interface UniquesOp {
op: "uniques"
id?: string
add?: Unique[]
remove?: (UniqueId | Unique)[]
onError?: "quarantine"
}
/**
 * Another type; each value goes through a named converter.
 */
export interface RetypeOp {
op: "retype"
id?: string
field: FieldName
type: FieldType
options?: Options
of?: FieldType
blueprint?: BlueprintName
precision?: Precision
currencies?: Currencies
max?: RatingMax
unit?: Unit
params?: {
rounding?: ("half-even" | "half-up" | "up" | "down")
locale?: string
zone?: string
format?: string
currency?: Currency
time?: string
match?: FieldName
createMissing?: boolean
}
onError?: OnError
}
/**
 * One field becomes several.
 */
export interface SplitOp {
op: "split"
id?: string
field: FieldName
into: Field[]
by?: Delimiter
pattern?: Pattern
at?: number[]
strategy?: ("first-word" | "last-word" | "city-state")
onError?: OnError
}
/**
 * Several fields become one.
 */
export interface MergeOp {
op: "merge"
id?: string
fields: FieldNames
into: Field
template?: string
strategy?: ("template" | "first-non-empty" | "sum" | "min" | "max")
}
/**
 * Options go away; their records get another one or none.
 */
export interface RemapOp {
op: "remap"
id?: string
field: FieldName
map: OptionMap
representative?: OptionMap
}
/**
 * One spelling for equal values.
 */
export interface NormaliseOp {
op: "normalise"
id?: string
field: FieldName
form: ("trim" | "lower" | "upper" | "phone" | "email")
}
/**
 * Another unit: every number times an exact factor.
 */
export interface UnitOp {
op: "unit"
id?: string
field: FieldName
factor: string
offset?: string
rounding?: ("half-even" | "half-up" | "up" | "down")
}
/**
 * One value becomes a list; with a delimiter, a text becomes its pieces.
 */
export interface ToListOp {
op: "toList"
id?: string
field: FieldName
by?: Delimiter
}
/**
 * A list becomes one value; the rest is kept for the way back.
 */
export interface ToSingleOp {
op: "toSingle"
id?: string
field: FieldName
pick: ("first" | "last" | "max" | "min" | "join")
by?: Delimiter
}
/**
 * Values become links to records.
 */
export interface ToRelationOp {
op: "toRelation"
id?: string
field: FieldName
blueprint: BlueprintName
match?: FieldName
/**
 * Are records made for values that have none? Unless said, for choices.
 */
createMissing?: boolean
}
/**
 * Links become the text of their target.
 */
export interface FromRelationOp {
op: "fromRelation"
id?: string
field: FieldName
type: ("text" | "enum")
label?: FieldName
options?: Options
}
/**
 * Links point to another blueprint.
 */
export interface RetargetOp {
op: "retarget"
id?: string
field: FieldName
blueprint: BlueprintName
match: FieldName
}
/**
 * Fields move to records of their own, linked.
 */
export interface ExtractOp {
op: "extract"
id?: string
fields: FieldNames
blueprint: BlueprintName
match?: FieldNames
as: Key
}
/**
 * Fields of a linked record are copied in and the link goes.
 */
export interface InlineOp {
op: "inline"
id?: string
field: FieldName
fields: FieldNames
}
/**
 * A field moves to the related record.
 */
export interface MoveToRelatedOp {
op: "moveToRelated"
id?: string
field: FieldName
via: FieldName
choose?: ("newest" | "most-common" | "ask")
}
/**
 * A repeating group becomes a blueprint of its own, or back.
 */
export interface SubtableOp {
op: "subtable"
id?: string
field: FieldName
blueprint: BlueprintName
parent: Key
label?: Label
direction?: ("to-blueprint" | "to-group")
}
/**
 * The field is worked out by a formula from now on; what people wrote is kept for the way back.
 */
export interface ComputeOp {
op: "compute"
id?: string
field: FieldName
expr: Expression
as?: TakenFor
precision?: Precision
currencies?: Currencies
}
/**
 * A computed field keeps the values that it has, and people fill it in from now on.
 */
export interface MaterialiseOp {
op: "materialise"
id?: string
field: FieldName
}
/**
 * Ops inside a repeating group, element by element.
 */
export interface EachOp {
op: "each"
id?: string
field: FieldName
ops: OpDocument[]
}
/**
 * Another version of a flow: where records in each state that it takes away go, and when.
 */
export interface FlowOp {
op: "flow"
id?: string
flow: BlueprintName
field: FieldName
/**
 * The version of the flow that this is.
 */
version?: number
/**
 * By state: the state that its records get, or several, of which the first whose condition is true.
 */
states: {
[k: string]: OptionKey | {
when?: Expression
to: OptionKey
}[]
}
/**
 * By state that the version before does not have: the state that its records get on the way back.
 */
back?: {
[k: string]: OptionKey
}
/**
 * By state: do its records finish on the version before, or go over to the new one when they leave it? Unless told they go over now.
 */
policy?: {
[k: string]: "now" | "finish" | "leave"
}
/**
 * Of a field that mirrors a region of a parallel state: it holds something in records that stand in one of the states, and nothing elsewhere.
 */
region?: {
field: FieldName
/**
 * None where the region goes on nowhere any more.
 */
states: OptionKey[]
initial?: OptionKey
/**
 * States of the flow whose records stay behind as they are.
 */
stay?: OptionKey[]
}
/**
 * Instead of states: the version of the flow whose moves are taken back. Each record gets the very state that it had.
 */
undo?: number
/**
 * What becomes of timers that run.
 */
timers?: ("keep-deadline" | "recompute" | "restart")
}
/**
 * The records of another blueprint come here.
 */
export interface MergeBlueprintsOp {
op: "mergeBlueprints"
id?: string
blueprint: BlueprintName
discriminator: Key
label?: Label
/**
 * Which field of the other blueprint is which one here; null: it comes as a field of its own. Unless told, fields of the same key and kind are one.
 */
fields?: {
[k: string]: FieldName | null
}
}
/**
 * Records for which the expression is true move to a new blueprint.
 */
export interface SplitBlueprintOp {
op: "splitBlueprint"
id?: string
blueprint: BlueprintName
when: Expression
label?: Label
fields?: FieldNames
}
/**
 * Back to an earlier version, with the values it had.
 */
export interface RevertOp {
op: "revert"
id?: string
to: number
}
/**
 * By option key; a group has its own name and holds states.
 */
export interface States {
[k: string]: State
}
export interface State {
id?: StateId
type?: ("state" | "final" | "group" | "parallel" | "history")
label?: Label
color?: Color
initial?: OptionKey
states?: States
stateField?: FieldName
/**
 * Of a history state: remember nested groups too.
 */
deep?: boolean
onEnter?: Actions
onExit?: Actions
timers?: Timer[]
/**
 * Who may edit what while the record is here.
 */
editable?: {
roles?: Roles
fields?: FieldNames
}
/**
 * Where the node lies on the canvas.
 */
pos?: {
x: number
y: number
}
/**
 * Of a parallel state: what goes on at the same time, each mirrored by a field of its own.
 */
regions?: Region[]
}
/**
 * The field gets the value of the expression.
 */
export interface SetAction {
id?: ActionId
set: FieldName
value: Expression
}
/**
 * The field becomes empty.
 */
export interface ClearAction {
id?: ActionId
clear: FieldName
}
/**
 * Adds to a number, or one more to a list.
 */
export interface AddAction {
id?: ActionId
add: FieldName
value: Expression
}
/**
 * A new record of another blueprint.
 */
export interface CreateAction {
id?: ActionId
create: BlueprintName
values: Values
}
export interface Values {
[k: string]: Expression
}
/**
 * Fields of the related records are set.
 */
export interface UpdateRelatedAction {
id?: ActionId
updateRelated: FieldName
values: Values
}
/**
 * Tells people something inside of the program.
 */
export interface NotifyAction {
id?: ActionId
notify: Recipient
template: Template
}
/**
 * The same by mail; without a subject it is the record's title.
 */
export interface MailAction {
id?: ActionId
mail: Recipient
subject?: Template
template: Template
}
/**
 * A signed request to an address the tenant has registered.
 */
export interface WebhookAction {
id?: ActionId
webhook: Name
body?: Expression
}
/**
 * A user field gets somebody.
 */
export interface AssignAction {
id?: ActionId
assign: FieldName
rule: (("round-robin" | "least-busy") | {
expr: Expression
})
roles?: Roles
}
/**
 * An event to this record or to related ones.
 */
export interface SendAction {
id?: ActionId
send: Name
toRelated?: FieldName
}
export interface Region {
stateField: FieldName
initial: OptionKey
states?: States
}
export interface Group {
label?: Label
color?: Color
/**
 * A state is in one group at most.
 */
states: Leaf[]
parent?: Name
initial?: Node
onEnter?: Actions
onExit?: Actions
timers?: Timer[]
}
export interface GroupNode {
group: Name
}
export interface Event {
id?: EventId
label?: Label
/**
 * Sent by timers alone; nobody has a button for it.
 */
internal?: boolean
confirm?: Label
form?: Form
}
/**
 * A promised time: begins in some states, stands still in others, ends in others.
 */
export interface Clock {
id?: TimerId
name: Name
label?: Label
starts: ClockStates
pauses?: ClockStates
stops?: ClockStates
target: Duration
calendar?: Name
event?: Name
}
/**
 * Who may send it; everybody else does not even see the button.
 */
export interface Who {
roles?: Roles
expr?: Expression
notCreator?: boolean
}
export interface Check {
check: Expression
message: Label
}
export interface Transition {
id?: TransitionId
event?: Name
timer?: Name
/**
 * Taken by itself as soon as its guard holds.
 */
always?: true
/**
 * Taken by itself when the group or the parallel state it leaves has come to its end.
 */
done?: true
label?: Label
from: From
/**
 * A group may be entered by its history: the state or inner group the record was in last, or the very state. Null: it stays.
 */
to: (Leaf | {
group: Name
history?: ("shallow" | "deep")
} | null)
guard?: Expression
who?: Who
check?: Check[]
form?: Form
confirm?: Label
reenter?: boolean
do?: Actions
}
/**
 * Where records of the version before go.
 */
export interface Mapping {
fromVersion: number
states: {
[k: string]: OptionKey | "keep-pinned"
}
timers?: ("keep-deadline" | "recompute" | "restart")
}
/**
 * A flow as it is sent. Its leaf states are the options of the state field; order of transitions is their priority.
 */
export interface FlowDocument {
name: Name
version?: number
label?: Label
blueprint: BlueprintName
blueprintVersion?: number
stateField: FieldName
initial: OptionKey
states: States
events?: {
[k: string]: Event
}
transitions: Transition[]
mapping?: Mapping
clocks?: Clock[]
/**
 * States that have something in common, by key: a frame on the canvas, and what leaves it leaves each of them.
 */
groups?: {
[k: string]: Group
}
}
/**
 * A saved way to look at the records of one blueprint.
 */
export interface ViewDocument {
name: BlueprintName
label?: Label
icon?: string
blueprint: BlueprintName
kind?: ("table" | "board" | "calendar" | "gallery" | "form" | "chart")
filter?: Expression
sort?: Sort
columns?: Column[]
/**
 * Of a table: columns that stay at the left while the others scroll.
 */
pinnedColumns?: Column[]
/**
 * Of a table: pixels by column; the others are as wide as usual.
 */
widths?: {
[k: string]: number
}
/**
 * Of a table: what is said below a column, by field.
 */
totals?: {
[k: string]: "sum" | "avg" | "min" | "max" | "filled" | "empty" | "distinct"
}
/**
 * Of a table; default: normal.
 */
rowHeight?: ("normal" | "compact")
/**
 * For everybody in the tenant.
 */
shared?: boolean
group?: FieldName
start?: FieldName
end?: FieldName
/**
 * Of a chart: what is added up.
 */
measure?: {
function: ("count" | "sum" | "min" | "max" | "avg")
field?: FieldName
}
chart?: ("bar" | "line" | "pie" | "number")
/**
 * Of a form: what it asks for, in order, and its own words.
 */
form?: {
intro?: FormText
fields: FieldNames
button?: ButtonText
thanks?: FormText
}
roles?: string[]
/**
 * Gets a key of its own, so that a page is one range scan.
 */
pinned?: boolean
}
export interface Grant {
may: ("read" | "create" | "update" | "delete" | "restore" | "export" | "import" | "publish")[]
rows?: Expression
hidden?: FieldName[]
readOnly?: FieldName[]
events?: ("*" | Name[])
}
/**
 * What members with this role may do. What is not said is not allowed.
 */
export interface RoleDocument {
name: BlueprintName
label?: Label
description?: Label
/**
 * What it may do in the tenant itself.
 */
tenant?: ("members" | "roles" | "api-keys" | "modules" | "blueprints" | "flows" | "views" | "webhooks" | "jobs" | "audit" | "settings")[]
/**
 * By blueprint name; * for all others.
 */
blueprints?: {
[k: string]: Grant
}
}
/**
 * A bundle of definitions that is switched on per tenant.
 */
export interface ModuleDocument {
name: BlueprintName
version?: number
label: Label
description?: Label
icon?: string
/**
 * Modules whose blueprints this one refers to.
 */
needs?: BlueprintName[]
blueprints: BlueprintDocument[]
flows?: FlowDocument[]
views?: ViewDocument[]
roles?: RoleDocument[]
/**
 * Example records by blueprint, in wire form.
 */
samples?: {
[k: string]: {
[k: string]: unknown
}[]
}
}
