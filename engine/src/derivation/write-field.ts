// Which changes make one field the other: its kind, its options, its settings?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import type { Path } from '../errors.ts'
import type { OptionId } from '../ids.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import { type ChangeSetting, changeSettings, unset } from '../lens-ops/change-settings.ts'
import type { FieldWriter } from './op-writer.ts'

/** A field on its way, and what it shall be. */
export interface Aim {
  readonly writer: FieldWriter
  readonly to: FieldDef
  /** The version it is wanted in: expressions are said with its names. */
  readonly version: BlueprintVersion
  readonly place: Path
}

function current({ writer, to }: Aim): FieldDef {
  const field = writer.fields.find(({ id }) => id === to.id)
  if (!field) throw new RangeError(`the draft has no field ${to.id}`)
  return field
}

/** Do its values become values of another kind? Then what reads it reads something else. */
export function changesKind(before: FieldDef, to: FieldDef): boolean {
  return before.type !== to.type || isMany(before) !== isMany(to)
}

export function writeKind(aim: Aim, brought: ReadonlySet<string>): void {
  const { writer, to, place } = aim
  // What a computed field gives follows from how it is worked out, which is said of it later.
  const { computed, key } = current(aim)
  if (computed && !to.computed) writer.write({ op: 'materialise', field: key }, place)
  if (to.computed) return
  for (const step of kindSteps(current(aim), to)) {
    const before = current(aim)
    if (!writer.write(kindOp(step, before, to, brought), place)) return
  }
}

type KindStep = 'toList' | 'toSingle' | FieldDef['type']

/** One value and several of the same kind become each other by themselves; everything else goes through the table of types. */
function kindSteps(before: FieldDef, to: FieldDef): readonly KindStep[] {
  if (!changesKind(before, to)) return []
  if (before.type === to.type) return [isMany(to) ? 'toList' : 'toSingle']
  if (before.type === 'enum' && to.type === 'tags') return ['toList']
  if (before.type === 'tags' && to.type === 'enum') return ['toSingle']
  if (to.type === 'list' && to.of !== undefined && !isMany(before))
    return before.type === to.of ? ['toList'] : [to.of, 'toList']
  if (before.type === 'list' && before.of !== undefined && to.type !== 'list')
    return before.of === to.type ? ['toSingle'] : ['toSingle', to.type]
  return [to.type]
}

function kindOp(step: KindStep, before: FieldDef, to: FieldDef, brought: ReadonlySet<string>): JsonObject {
  const field = before.key
  if (step === 'toList') return { op: 'toList', field }
  if (step === 'toSingle') return { op: 'toSingle', field, pick: 'first' }
  const { precision, currencies, max, unit, options } = to
  // A unit that the field has already goes along by itself.
  const said = Object.entries({ precision, currencies, max, unit: unit === before.unit ? undefined : unit }).filter(
    ([, value]) => value !== undefined,
  )
  return {
    ...{ op: 'retype', field, type: step },
    ...(Object.fromEntries(said) as JsonObject),
    ...(options && !before.options && { options: options.map((option) => newOption(option, brought)) }),
  }
}

/** As an op says it: an id goes along only where it was brought. */
export function newOption(option: NonNullable<FieldDef['options']>[number], brought: ReadonlySet<string>): JsonObject {
  const { id, ...said } = option as unknown as JsonObject & { readonly id: string }
  return brought.has(id) ? { id, ...said } : said
}

/** Those that stay are named by id; new ones first, since what goes away may lead to them. */
export function writeOptions(aim: Aim, brought: ReadonlySet<string>): void {
  const { writer, to, place } = aim
  const before = current(aim)
  const [old, now] = [before.options ?? [], to.options ?? []]
  const added = now.filter(({ id }) => !old.some((option) => option.id === id))
  const both = now.flatMap((option) => {
    const was = old.find(({ id }) => id === option.id)
    return was ? [{ was, option }] : []
  })
  const renamed = both.filter(({ was, option }) => was.key !== option.key)
  const gone = old.filter(({ id }) => !now.some((option) => option.id === id))
  // A new one may be called what one is called that goes away.
  const inTheWay = gone.filter(({ key }) => now.some((option) => option.key === key))
  const changed = {
    add: added.map((option) => newOption(option, brought)),
    rename: Object.fromEntries([
      ...renamed.map(({ was, option }) => [was.key, option.key] as const),
      ...inTheWay.map(({ key }) => [key, freeName(key, [...old, ...now])] as const),
    ]),
    relabel: differing(both, 'label'),
    recolour: differing(both, 'color'),
    retire: both.filter(({ was, option }) => option.retired && !was.retired).map(({ option }) => option.key),
    offer: both.filter(({ was, option }) => was.retired && !option.retired).map(({ option }) => option.key),
  }
  const said = Object.entries(changed).filter(([, value]) => Object.keys(value).length > 0)
  if (said.length > 0)
    writer.write({ op: 'options', field: before.key, ...(Object.fromEntries(said) as JsonObject) }, place)
}

function differing(
  both: readonly { readonly was: Option; readonly option: Option }[],
  member: 'label' | 'color',
): JsonObject {
  const changed = both.filter(({ was, option }) => !equalJson(was[member], option[member]))
  return Object.fromEntries(changed.map(({ option }) => [option.key, (option[member] ?? null) as Json]))
}

type Option = NonNullable<FieldDef['options']>[number]

function freeName(key: string, options: readonly Option[]): string {
  const taken = new Set(options.map((option) => option.key))
  const names = Array.from({ length: options.length + 1 }, (_, i) => `${key.slice(0, 90)} ${i + 2}`)
  return names.find((name) => !taken.has(name)) ?? key
}

/** Options that go away, and where records go that have them: nowhere, unless that was said. */
export function writeGone(aim: Aim, gone: ReadonlyMap<OptionId, string | null>): void {
  const { writer, to, place } = aim
  const before = current(aim)
  const going = (before.options ?? []).filter(({ key }) => !to.options?.some((option) => option.key === key))
  if (going.length === 0) return
  const map = Object.fromEntries(going.map(({ id, key }) => [key, gone.get(id) ?? null]))
  if (to.options) writer.write({ op: 'remap', field: before.key, map }, place)
}

export function writeOptionOrder(aim: Aim): void {
  const { writer, to, place } = aim
  const before = current(aim)
  const [old, now] = [before.options ?? [], to.options ?? []].map((options) => options.map(({ key }) => key))
  if (old?.length === now?.length && !equalJson(old, now))
    writer.write({ op: 'options', field: before.key, order: now ?? [] }, place)
}

/** What can only be said when every field is there. */
const worked: readonly string[] = ['default', 'showWhen', 'computed']
/** What follows from how a field is worked out; the rest is chosen. */
const follows: readonly string[] = ['max', 'currencies', 'readOnly']

/**
 * Whatever differs. What is not right any more waits, and who edits a record next fills in what has become required: both lose nothing.
 * With `isLast`, also what reads other fields.
 */
export function writeSettings(aim: Aim, draft: BlueprintVersion, isLast: boolean): void {
  const { writer, to, version, place } = aim
  if (to.computed && !current(aim).computed && !(isLast && writeCompute(aim))) return
  const before = current(aim)
  // No change leads there, which is said of the field in the end; limits of its elements would only say it in a stranger way.
  if (hasOtherElements(before, to)) return
  writeTexts(aim, before)
  const [was, wanted] = [wireField(before, draft), wireField(to, version)]
  const isWorked = (name: string) =>
    worked.includes(name) && (name !== 'default' || expressionOf(before) || expressionOf(to))
  // One that stands as it is may be said otherwise all the same, where a name in it is gone.
  const isOwn = (name: string) => !before.computed || !follows.includes(name) || to.type === 'money'
  const differs = (name: ChangeSetting) =>
    isOwn(name) && !equalJson(was[name], wanted[name]) && !equalJson(before[name], to[name])
  const changed = changeSettings.filter((name) => differs(name) && (isLast || !isWorked(name)))
  if (changed.length === 0) return
  const said = changed.map((name) => [name, wanted[name] ?? unset(name)] as const)
  const asks = changed.includes('required') || (changed.includes('showWhen') && before.showWhen !== undefined)
  const fill: JsonObject =
    to.required && asks && !fillsBy(changed.includes('default') ? to : before) ? { fill: { ask: true } } : {}
  writer.write({ op: 'change', field: before.key, ...Object.fromEntries(said), ...fill }, place)
}

/** Only a formula takes the place of values; of everything else it is told in the end that no change leads there. */
function writeCompute({ writer, to, version, place }: Aim): boolean {
  if (to.computed?.kind !== 'formula') return false
  const { computed, precision, currencies } = wireField(to, version) as JsonObject & { readonly computed?: JsonObject }
  const { expr = null, as = to.type } = computed ?? {}
  const said = Object.entries({ precision, currencies }).filter(([, value]) => value !== undefined)
  const taken: JsonObject = formulaTakes.includes(to.type) ? { as } : {}
  return writer.write(
    { op: 'compute', field: to.key, expr, ...taken, ...(Object.fromEntries(said) as JsonObject) },
    place,
  )
}

const formulaTakes: readonly string[] = [
  'number',
  'integer',
  'percent',
  'money',
  'text',
  'longText',
  'email',
  'phone',
  'url',
]

/** Lists of which the elements are of another type, or have fields of their own on one side only. */
function hasOtherElements(before: FieldDef, to: FieldDef): boolean {
  return before.type === 'list' && to.type === 'list' && before.of !== to.of
}

function writeTexts({ writer, to, place }: Aim, before: FieldDef): void {
  const field = before.key
  const label: JsonObject = equalJson(before.label, to.label) ? {} : { label: (to.label ?? null) as Json }
  const help: JsonObject = equalJson(before.help, to.help) ? {} : { help: (to.help ?? null) as Json }
  if (Object.keys({ ...label, ...help }).length === 0) return
  const op = label['label'] === null ? 'change' : 'relabel'
  writer.write({ op, field, ...label, ...help }, place)
}

function expressionOf({ default: standing }: FieldDef): boolean {
  return standing !== undefined && 'expr' in standing
}

/** Can existing records be filled with the default? Not where it depends on who fills. */
export function fillsBy({ default: standing }: FieldDef): boolean {
  return standing !== undefined && ('value' in standing || !standing.expr.usesActor)
}
