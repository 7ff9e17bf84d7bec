// What pasting makes of copied kinds of record: new definitions whose relations among each other point to the copies.
import type { JsonObject } from '@molde/engine'
import { freeName } from '../text/key-of.ts'
import type { Definition } from './edit-blueprint.ts'

/** Names hold 63 letters at most; this leaves room for `_copy_123`. */
const longestStem = 54

export interface CopyRequest {
  readonly copied: readonly Definition[]
  readonly takenNames: ReadonlySet<string>
  readonly takenLabels: ReadonlySet<string>
  /** `Order` → `Order copy`; from the second on with its number. */
  readonly labelOf: (definition: Definition, number: number) => string
}

export interface PlannedCopy {
  readonly of: string
  readonly name: string
  /** As a POST takes it. */
  readonly document: JsonObject
}

/** In an order in which a copy comes after those it points to; where they point to each other in a ring, as they were copied. */
export function planCopies({ copied, takenNames, takenLabels, labelOf }: CopyRequest): readonly PlannedCopy[] {
  const taken = new Set(takenNames)
  const names = new Map<string, string>()
  for (const { name } of copied) {
    const free = freeName(`${name.slice(0, longestStem)}_copy`, taken)
    taken.add(free)
    names.set(name, free)
  }
  const labels = new Set(takenLabels)
  return byDependency(copied).map((definition) => {
    const name = names.get(definition.name) ?? definition.name
    const label = freeLabel(definition, labels, labelOf)
    labels.add(label)
    return { of: definition.name, name, document: documentOf(definition, name, label, names) }
  })
}

function freeLabel(
  definition: Definition,
  taken: ReadonlySet<string>,
  labelOf: (definition: Definition, number: number) => string,
): string {
  let number = 1
  while (taken.has(labelOf(definition, number))) number++
  return labelOf(definition, number)
}

function documentOf(
  { icon, titleField, fields, rules, uniques }: Definition,
  name: string,
  label: string,
  names: ReadonlyMap<string, string>,
): JsonObject {
  const copiedFields = fields.map((field) => withoutIds(field, names))
  const copiedRules = rules.map(({ check, message }) => ({ check, message }))
  const document = {
    name,
    label,
    icon,
    titleField: titleField ?? undefined,
    fields: copiedFields,
    rules: copiedRules,
    uniques,
  }
  // As JSON: members that are undefined are gone.
  return JSON.parse(JSON.stringify(document)) as JsonObject
}

interface Copied {
  readonly id?: string
  readonly blueprint?: string
  readonly options?: readonly { readonly id?: string }[]
  readonly fields?: readonly Copied[]
}

/** A copy is given ids of its own. */
function withoutIds({ id: _, ...field }: Copied, names: ReadonlyMap<string, string>): Copied {
  return {
    ...field,
    ...(field.blueprint === undefined ? {} : { blueprint: names.get(field.blueprint) ?? field.blueprint }),
    ...(field.options ? { options: field.options.map(({ id: _option, ...option }) => option) } : {}),
    ...(field.fields ? { fields: field.fields.map((inner) => withoutIds(inner, names)) } : {}),
  }
}

function byDependency(copied: readonly Definition[]): readonly Definition[] {
  const ordered: Definition[] = []
  let waiting = [...copied]
  while (waiting.length > 0) {
    const names = new Set(waiting.map((one) => one.name))
    const ready = waiting.filter((one) => !pointsTo(one, names))
    const next = ready.length > 0 ? ready : waiting.slice(0, 1)
    ordered.push(...next)
    waiting = waiting.filter((one) => !next.includes(one))
  }
  return ordered
}

/** To itself does not count: a definition may point to the one that it is. */
function pointsTo(definition: Definition, names: ReadonlySet<string>): boolean {
  const targets = (fields: readonly Copied[]): readonly string[] =>
    fields.flatMap((field) => [
      ...(field.blueprint === undefined ? [] : [field.blueprint]),
      ...targets(field.fields ?? []),
    ])
  return targets(definition.fields).some((target) => target !== definition.name && names.has(target))
}
