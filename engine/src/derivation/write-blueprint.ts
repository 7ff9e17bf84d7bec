// Which changes make one version the other, what is said about the whole blueprint included?
import type { BlueprintVersion, FieldDef, Rule, Unique } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import { inBlueprint, inGroup, type OpWriter } from './op-writer.ts'
import type { Target } from './target.ts'
import { changesKind } from './write-field.ts'
import { type FieldsToWrite, writeFields } from './write-fields.ts'

/** `comesBack`: had an earlier version the field of this id? */
export function writeBlueprint(
  writer: OpWriter,
  head: BlueprintVersion,
  target: Target,
  comesBack: (id: string) => boolean,
): void {
  const { version } = target
  const unsteady = unsteadyFields(head, version)
  // One that reads values which become others is said anew, unless nobody said it: then it is in the way.
  const stays = ({ check }: Rule) => !target.isWhole || !check.uses.some((id) => unsteady.has(id))
  const kept = pairUp(head.rules, version.rules, (rule) => stays(rule) && ruleText(rule))
  const keptUniques = pairUp(head.uniques, version.uniques, ({ fields }) => fields.join())
  dropRules(writer, head.rules, kept.old, target)
  dropUniques(writer, head.uniques, keptUniques.old, target)
  dropTitle(writer, head, version, unsteady, target)
  clearExpressions(writer, head, version, unsteady, target)
  const whole: FieldsToWrite = {
    ...{ writer: inBlueprint(writer), head: head.fields, wanted: version.fields, target, comesBack },
    draft: () => writer.version,
    writeInside: (group, wanted) =>
      writeFields({
        ...whole,
        writer: inGroup(writer, group.id),
        head: group.fields ?? [],
        wanted: wanted.fields ?? [],
        writeInside: (inner, then) => refuseDeeper(writer, group, [inner, then], target),
      }),
  }
  writeFields(whole)
  addRules(writer, version, kept.now, target)
  addUniques(writer, version, keptUniques.now, target)
  sayAbout(writer, version, target)
}

/** No op reaches into a group that is inside of another one: it stays as it is, or is refused as such. */
function refuseDeeper(
  writer: OpWriter,
  { key }: FieldDef,
  [inner, then]: readonly [FieldDef, FieldDef],
  target: Target,
): void {
  if (equalJson(inner.fields as unknown as Json, then.fields as unknown as Json)) return
  const deeper = { op: 'each', field: inner.key, ops: [{ op: 'order', fields: [inner.key] }] }
  writer.write({ op: 'each', field: key, ops: [deeper] }, target.placeOf(inner.id))
}

/** Fields that go away or whose values become others: nothing that reads them may stand meanwhile. */
function unsteadyFields(head: BlueprintVersion, version: BlueprintVersion): ReadonlySet<string> {
  const unsteady = head.fields.filter((field) => {
    const then = version.fields.find(({ id }) => id === field.id)
    return !then || changesKind(field, then)
  })
  return new Set(unsteady.map(({ id }) => id))
}

/** Those of both lists that say the same, each once. */
function pairUp<T>(old: readonly T[], now: readonly T[], textOf: (one: T) => string | false) {
  const used = new Set<T>()
  const pairs = now.flatMap((one) => {
    const text = textOf(one)
    const same = old.find((other) => text !== false && !used.has(other) && textOf(other) === text)
    if (same) used.add(same)
    return same ? [one] : []
  })
  return { old: used as ReadonlySet<T>, now: new Set(pairs) as ReadonlySet<T> }
}

function ruleText({ check, message }: Rule): string {
  return JSON.stringify([check.cel, message])
}

function dropRules(writer: OpWriter, rules: readonly Rule[], kept: ReadonlySet<Rule>, target: Target): void {
  const going = rules.filter((rule) => !kept.has(rule))
  if (going.length > 0) writer.write({ op: 'rules', remove: going.map(({ id }) => id) }, target.partPlace('rules'))
}

function dropUniques(writer: OpWriter, uniques: readonly Unique[], kept: ReadonlySet<Unique>, target: Target): void {
  const going = uniques.filter((unique) => !kept.has(unique))
  if (going.length > 0) writer.write({ op: 'uniques', remove: going.map(({ id }) => id) }, target.partPlace('uniques'))
}

function dropTitle(
  writer: OpWriter,
  head: BlueprintVersion,
  version: BlueprintVersion,
  unsteady: ReadonlySet<string>,
  target: Target,
): void {
  if (!head.titleField || head.titleField === version.titleField || !unsteady.has(head.titleField)) return
  writer.write({ op: 'meta', titleField: null }, target.partPlace('titleField'))
}

/** Conditions and defaults that read what goes away; those that are wanted are said again at the end. */
function clearExpressions(
  writer: OpWriter,
  head: BlueprintVersion,
  version: BlueprintVersion,
  unsteady: ReadonlySet<string>,
  target: Target,
): void {
  for (const field of head.fields) {
    const then = version.fields.find(({ id }) => id === field.id)
    if (!then) continue
    const { default: standing, showWhen } = field
    const reads = (expression: Expression | undefined) => expression?.uses.some((id) => unsteady.has(id)) === true
    const worked = standing && 'expr' in standing ? standing.expr : undefined
    // What is wanted as it stands is left to the change that is in its way, which says so.
    const clearsShow = reads(showWhen) && isOther(field, then, 'showWhen')
    const clearsDefault = reads(worked) && isOther(field, then, 'default')
    const cleared = { ...(clearsShow && { showWhen: null }), ...(clearsDefault && { default: null }) }
    if (Object.keys(cleared).length === 0) continue
    const fill: JsonObject = clearsShow && field.required && then.required ? { fill: { ask: true } } : {}
    writer.write({ op: 'change', field: field.key, ...cleared, ...fill }, target.placeOf(field.id))
  }
}

function isOther(before: FieldDef, then: FieldDef, setting: 'showWhen' | 'default'): boolean {
  return !equalJson(before[setting], then[setting])
}

function addRules(writer: OpWriter, version: BlueprintVersion, kept: ReadonlySet<Rule>, target: Target): void {
  const coming = version.rules.filter((rule) => !kept.has(rule))
  const add = coming.map(({ check, message }) => ({
    check: sayExpression(check, scopeOf(version)),
    message: message as Json,
  }))
  if (add.length > 0) writer.write({ op: 'rules', add }, target.partPlace('rules'))
}

function addUniques(writer: OpWriter, version: BlueprintVersion, kept: ReadonlySet<Unique>, target: Target): void {
  const add = version.uniques
    .filter((unique) => !kept.has(unique))
    .map(({ fields }) => fields.map((field) => keyOf(version, field)))
  if (add.length > 0) writer.write({ op: 'uniques', add }, target.partPlace('uniques'))
}

function sayAbout(writer: OpWriter, version: BlueprintVersion, target: Target): void {
  const now = writer.version
  const titleNow = now.titleField && keyOf(now, now.titleField)
  const title = version.titleField && keyOf(version, version.titleField)
  const said: JsonObject = {
    ...(equalJson(now.label, version.label) ? {} : { label: (version.label ?? null) as Json }),
    ...(equalJson(now.plural, version.plural) ? {} : { plural: (version.plural ?? null) as Json }),
    ...(now.icon === version.icon ? {} : { icon: version.icon ?? null }),
    ...(titleNow === title ? {} : { titleField: title ?? null }),
  }
  const [first] = Object.keys(said)
  if (first) writer.write({ op: 'meta', ...said }, target.partPlace(first))
}
