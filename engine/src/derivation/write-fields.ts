// Which changes make one list of fields the other: what goes, what is called otherwise, what comes, in an order that always can be?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { computedCycle } from '../blueprint/computed-order.ts'
import { readsOf } from '../blueprint/read-computed.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import type { Path } from '../errors.ts'
import { equalJson, type Json, type JsonObject } from '../json.ts'
import type { FieldWriter } from './op-writer.ts'
import type { Target } from './target.ts'
import {
  type Aim,
  fillsBy,
  newOption,
  writeGone,
  writeKind,
  writeOptionOrder,
  writeOptions,
  writeSettings,
} from './write-field.ts'

export interface FieldsToWrite {
  readonly writer: FieldWriter
  readonly head: readonly FieldDef[]
  readonly wanted: readonly FieldDef[]
  readonly target: Target
  /** The version that the changes so far make. */
  readonly draft: () => BlueprintVersion
  /** Had an earlier version this field, so that it comes back and is not new? */
  readonly comesBack: (id: string) => boolean
  /** What lies inside of a repeating group. */
  readonly writeInside: (group: FieldDef, wanted: FieldDef) => void
}

export function writeFields(work: FieldsToWrite): void {
  const { writer, head, wanted, target } = work
  const staying = wanted.filter(({ id }) => head.some((field) => field.id === id))
  const back = wanted.filter((field) => !staying.includes(field) && isBack(work, field))
  const fresh = wanted.filter((field) => !staying.includes(field) && !back.includes(field))
  const last = removeFields(work)
  renameFields(work, staying)
  for (const field of back) writer.write({ op: 'restore', field: field.id }, target.placeOf(field.id))
  const here = wanted.filter(({ id }) => writer.fields.some((field) => field.id === id))
  renameFields(work, here)
  for (const field of here) changeField(work, field)
  // Ids that are brought are taken first, so that none of them is given to another.
  const [brought, others] = [true, false].map((isBrought) =>
    fresh.filter(({ id }) => target.brought.has(id) === isBrought),
  )
  for (const field of [...inReadingOrder(brought ?? []), ...inReadingOrder(others ?? [])]) addField(work, field)
  for (const field of here) writeSettings(aimAt(work, field), work.draft(), true)
  for (const field of fresh) finishNew(work, field)
  // What should have come instead may have been refused.
  if (last && writer.fields.length > 1)
    writer.write({ op: 'remove', field: keyNow(work, last.id) }, target.placeOf(last.id))
  orderFields(work)
}

/** What nobody fills in comes after what it is worked out from. */
function inReadingOrder(fields: readonly FieldDef[]): readonly FieldDef[] {
  const computed = new Map<string, FieldDef>(fields.flatMap((field) => (field.computed ? [[field.id, field]] : [])))
  const found = computedCycle(computed.keys(), (id) =>
    readsOf(computed.get(id) as FieldDef).filter((read) => computed.has(read)),
  )
  const last = 'order' in found ? found.order.flatMap((id) => computed.get(id) ?? []) : [...computed.values()]
  return [...fields.filter((field) => !field.computed), ...last]
}

function isBack({ target, comesBack }: FieldsToWrite, { id }: FieldDef): boolean {
  return target.brought.has(id) && comesBack(id)
}

function keyNow({ writer }: FieldsToWrite, id: string): string {
  return writer.fields.find((field) => field.id === id)?.key ?? id
}

/** Where none of the fields stays, one of them waits until there are others: a list of fields is never empty. */
function removeFields({ writer, head, wanted, target }: FieldsToWrite): FieldDef | undefined {
  const gone = head.filter(({ id }) => !wanted.some((field) => field.id === id))
  // What reads another one goes before it.
  const going = inReadingOrder(gone).toReversed()
  const last = going.length === head.length ? going.at(-1) : undefined
  for (const { id, key } of going) if (id !== last?.id) writer.write({ op: 'remove', field: key }, target.placeOf(id))
  if (last && wanted.some(({ key }) => key === last.key))
    writer.write(
      { op: 'rename', field: last.key, key: freeKey(last.key, [...head, ...wanted]) },
      target.placeOf(last.id),
    )
  return last
}

/** A key must be free before it is taken; where they are taken in a ring, one steps aside. */
function renameFields(work: FieldsToWrite, fields: readonly FieldDef[]): void {
  const { writer, wanted, target } = work
  let waiting = fields.filter(({ id, key }) => keyNow(work, id) !== key)
  while (waiting.length > 0) {
    const taken = new Set(writer.fields.map(({ key }) => key))
    const next = waiting.find(({ key }) => !taken.has(key))
    const field = next ?? (waiting[0] as FieldDef)
    const key = next ? field.key : freeKey(field.key, [...writer.fields, ...wanted])
    const done = writer.write({ op: 'rename', field: keyNow(work, field.id), key }, target.placeOf(field.id))
    if (!done || next) waiting = waiting.filter((other) => other !== field)
  }
}

function freeKey(key: string, fields: readonly FieldDef[]): string {
  const taken = new Set(fields.map((field) => field.key))
  const names = Array.from({ length: fields.length + 1 }, (_, i) => `${key.slice(0, 55)}_${i + 2}`)
  return names.find((name) => !taken.has(name)) ?? key
}

function changeField(work: FieldsToWrite, to: FieldDef): void {
  const { head, target, draft } = work
  const aim = aimAt(work, to)
  const before = head.find(({ id }) => id === to.id)
  writeKind(aim, target.brought)
  const now = work.writer.fields.find(({ id }) => id === to.id)
  if (now?.fields && to.fields) work.writeInside(now, to)
  // Options that came with another type came as they are wanted.
  const hadOptions =
    !now?.computed && now?.options !== undefined && (before === undefined || before.options !== undefined)
  if (hadOptions) writeOptions(aim, target.brought)
  writeSettings(aim, draft(), false)
  if (hadOptions) {
    writeGone(aim, target.gone)
    writeOptionOrder(aim)
  }
}

function aimAt({ writer, target }: FieldsToWrite, to: FieldDef): Aim {
  return { writer, to, version: target.version, place: target.placeOf(to.id) }
}

function addField(work: FieldsToWrite, field: FieldDef): void {
  const { writer, target } = work
  const bare = withoutUnknown(work, field)
  const said = newField(bare, target)
  const fill: JsonObject = bare.required && !fillsBy(bare) ? { fill: { ask: true } } : {}
  writer.write({ op: 'add', field: said, ...fill }, target.placeOf(field.id))
}

/** What reads fields that are not there yet is said at the end. */
function withoutUnknown({ writer, target }: FieldsToWrite, field: FieldDef): FieldDef {
  const keys = new Set([...writer.fields.map(({ key }) => key), field.key])
  const isKnown = (uses: readonly string[]) =>
    uses.every((id) => keys.has(target.version.fields.find((other) => other.id === id)?.key ?? ''))
  const { showWhen, default: standing, ...rest } = field
  return {
    ...rest,
    ...(showWhen && isKnown(showWhen.uses) && { showWhen }),
    ...(standing && (!('expr' in standing) || isKnown(standing.expr.uses)) && { default: standing }),
  }
}

function newField(field: FieldDef, { version, brought }: Target): JsonObject {
  const { id, askOnEdit: _, ...said } = wireField(field, version)
  return {
    ...(brought.has(field.id) && { id: id as Json }),
    ...said,
    ...(field.options && { options: field.options.map((option) => newOption(option, brought)) }),
    ...(field.fields && { fields: field.fields.map((inner) => newField(inner, { version, brought } as Target)) }),
  }
}

function finishNew(work: FieldsToWrite, field: FieldDef): void {
  const { writer, target, draft } = work
  const added = writer.fields.find(({ key }) => key === field.key)
  if (!added) return
  const wanted = wireField(field, target.version)
  const has = wireField(added, draft())
  const said = (['default', 'showWhen'] as const).filter((name) => !equalJson(has[name], wanted[name]))
  if (said.length === 0) return
  const settings = Object.fromEntries(said.map((name) => [name, wanted[name] ?? null]))
  writer.write({ op: 'change', field: added.key, ...settings }, target.placeOf(field.id))
}

function orderFields({ writer, wanted, target }: FieldsToWrite): void {
  const [now, then] = [writer.fields, wanted].map((fields) => fields.map(({ key }) => key))
  const isComplete = now?.length === then?.length && now?.every((key) => then?.includes(key))
  const place: Path = target.placeOf('')
  if (isComplete && !equalJson(now, then)) writer.write({ op: 'order', fields: then ?? [] }, place)
}
