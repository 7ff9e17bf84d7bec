// The ops that lead from the published definition to the edited one. Nothing is guessed: fields and options are known by id.
import { changeSettings, type FieldDef, type Json, type JsonObject, tighterSettings, unset } from '@molde/engine'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import type { Decisions } from './definition.ts'
import { type Definition, groupDefinition, isTemporary } from './edit-blueprint.ts'
import { followRenames } from './follow-renames.ts'
import { loosen, passTitleOn } from './loosen.ts'
import { workingOp } from './work-out.ts'

const settings = [...changeSettings, 'help'] as const

/** `before` may hold fields with temporary ids, of ops that bring them: those have them as they are edited. */
export function opsBetween(before: Definition, edited: Definition): JsonObject[] {
  const { decisions = {} } = edited
  const kept = new Set(edited.fields.map((field) => field.id))
  const gone = before.fields.flatMap(({ id }) => (kept.has(id) ? [] : [id]))
  // What only follows a new name is no change: stored expressions hold ids.
  const loosened = loosen(withNamesOf(before, edited), edited, gone)
  const { ops: loosening, definition: published } = passTitleOn(loosened, edited)
  const known = new Map(published.fields.map((field) => [field.id, field]))
  return [
    ...loosening,
    ...gone.map((id) => removal(id, decisions)),
    ...edited.fields.flatMap((field) => {
      const before = known.get(field.id)
      if (!before) return [plain({ op: 'add', field: sendable(field), fill: fillOf(field, decisions) })]
      return isTemporary(field.id) ? [] : fieldOps(before, field, decisions)
    }),
    ...orderOps(published, edited),
    ...metaOps(published, edited),
    ...ruleOps(published, edited),
    ...uniqueOps(published, edited, decisions),
  ]
}

function removal(field: string, { purged = {} }: Decisions): JsonObject {
  const reason = purged[field]
  return reason === undefined ? { op: 'remove', field } : { op: 'purge', field, ...(reason === '' ? {} : { reason }) }
}

/** What records get where they have nothing; they are asked about one by one unless it was decided otherwise. */
function fillOf(field: WireField, { fills = {} }: Decisions): JsonObject | undefined {
  const decided = fills[field.id]
  if (!field.required) return decided?.['ask'] ? undefined : decided
  return decided ?? (field.default === undefined ? { ask: true } : undefined)
}

/** The expressions of `before`, said with the names that `edited` gives. */
export function withNamesOf(before: Definition, edited: Definition): Definition {
  const now = new Map(edited.fields.map((field) => [field.id, field]))
  const renamed = before.fields.map((field) => {
    const after = now.get(field.id)
    const keys = new Map(after?.options?.map((option) => [option.id, option.key]))
    const options = field.options?.map((option) => ({ ...option, key: keys.get(option.id) ?? option.key }))
    return { ...field, key: after?.key ?? field.key, ...(options ? { options } : {}) }
  })
  const said = followRenames(before, { ...before, fields: renamed })
  return {
    ...before,
    rules: said.rules,
    fields: before.fields.map((field, at) => ({ ...field, ...expressionsOf(said.fields[at]) })),
  }
}

function expressionsOf(field: WireField | undefined): Partial<WireField> {
  return {
    ...(field?.showWhen === undefined ? {} : { showWhen: field.showWhen }),
    ...(field?.default === undefined ? {} : { default: field.default }),
    ...(field?.computed === undefined ? {} : { computed: field.computed }),
  }
}

/** A new definition as a POST takes it: without temporary ids. */
export function sendableDefinition(definition: Definition): JsonObject {
  const { name, label, plural, icon, titleField, fields, rules, uniques } = definition
  return plain({
    name,
    label,
    plural,
    icon,
    titleField: titleField ?? undefined,
    fields: fields.map(sendable),
    rules: rules.map(({ check, message }) => ({ check, message })),
    uniques,
  })
}

function fieldOps(before: WireField, after: WireField, decisions: Decisions): JsonObject[] {
  const field = after.id
  const ops: JsonObject[] = []
  if (before.key !== after.key) ops.push({ op: 'rename', field, key: after.key })
  if (differ(before.label, after.label) && after.label !== undefined)
    ops.push(plain({ op: 'relabel', field, label: after.label }))
  const working = workingOp(before, after)
  if (working) ops.push(working.op)
  const was = working?.made ?? before
  const changed = settings.filter((name) => differ(was[name], after[name]))
  if (changed.length > 0) {
    const values = changed.map((name) => [name, after[name] ?? unset(name)])
    const set = plain(Object.fromEntries(values))
    ops.push(plain({ op: 'change', field, ...set, ...valuesOf(was, after, set, decisions) }))
  }
  const options = optionOp(field, was.options ?? [], after.options ?? [])
  const remap = remapOp(was, after, decisions)
  return [...ops, ...(options ? [options] : []), ...(remap ? [remap] : []), ...insideOps(was, after, decisions)]
}

/** What the columns of a group become, compared as the fields of a kind are. */
function insideOps(before: WireField, after: WireField, decisions: Decisions): JsonObject[] {
  if (!before.fields || !after.fields) return []
  const ops = opsBetween(groupDefinition(before), { ...groupDefinition(after), decisions })
  return ops.length > 0 ? [{ op: 'each', field: after.id, ops }] : []
}

/** What happens to the values that records have, where the settings ask for more than they did. */
function valuesOf(before: WireField, after: WireField, set: JsonObject, decisions: Decisions) {
  // Of a field the engine looks only at what is the same on the wire.
  const tighter = tighterSettings(before as unknown as FieldDef, set as Parameters<typeof tighterSettings>[1])
  const onError = decisions.onError?.[after.id]
  const limits = tighter.filter((name) => name !== 'required' && name !== 'showWhen')
  const mustFill = after.required && tighter.length > limits.length
  return {
    ...(mustFill ? { fill: fillOf(after, decisions) } : {}),
    ...(limits.length > 0 && onError !== undefined ? { onError } : {}),
  }
}

/** Choices that are gone, and what takes their places: nothing where that is not said. */
function remapOp(before: WireField, after: WireField, { remaps = {} }: Decisions): JsonObject | undefined {
  const gone = (before.options ?? []).filter(({ id }) => !after.options?.some((option) => option.id === id))
  if (gone.length === 0 || !after.options) return undefined
  const nameOf = (id: string | null | undefined) => after.options?.find((option) => option.id === id)?.key ?? null
  const map = gone.map((option) => [option.key, nameOf(remaps[after.id]?.[option.id])])
  return { op: 'remap', field: after.id, map: Object.fromEntries(map) }
}

function optionOp(field: string, before: readonly WireOption[], after: readonly WireOption[]): JsonObject | undefined {
  const known = new Map(before.map((option) => [option.id, option]))
  const add = after.filter((option) => !known.has(option.id)).map(({ id: _, ...option }) => option)
  const both = after.flatMap((option) => {
    const was = known.get(option.id)
    return was ? [{ was, now: option }] : []
  })
  const rename = both.filter(({ was, now }) => was.key !== now.key).map(({ was, now }) => [was.key, now.key])
  const relabel = both
    .filter(({ was, now }) => differ(was.label, now.label))
    .map(({ now }) => [now.key, now.label ?? null])
  const recolour = both.filter(({ was, now }) => was.color !== now.color).map(({ now }) => [now.key, now.color ?? null])
  const retire = both.filter(({ was, now }) => !was.retired && now.retired).map(({ now }) => now.key)
  const offer = both.filter(({ was, now }) => was.retired && !now.retired).map(({ now }) => now.key)
  const kept = new Set(after.map((option) => option.id))
  const orderBefore = [
    ...before.filter((option) => kept.has(option.id)),
    ...after.filter((option) => !known.has(option.id)),
  ]
  const moved = orderBefore.some((option, at) => option.id !== after[at]?.id)
  const members = {
    ...(add.length > 0 ? { add } : {}),
    ...(rename.length > 0 ? { rename: Object.fromEntries(rename) } : {}),
    ...(relabel.length > 0 ? { relabel: Object.fromEntries(relabel) } : {}),
    ...(recolour.length > 0 ? { recolour: Object.fromEntries(recolour) } : {}),
    ...(retire.length > 0 ? { retire } : {}),
    ...(offer.length > 0 ? { offer } : {}),
    ...(moved ? { order: after.map((option) => option.key) } : {}),
  }
  return Object.keys(members).length > 0 ? plain({ op: 'options', field, ...members }) : undefined
}

/** New fields are appended; only where that is not the wanted order, it is said. */
function orderOps(published: Definition, edited: Definition): JsonObject[] {
  const kept = new Set(edited.fields.map((field) => field.id))
  const known = new Set(published.fields.map((field) => field.id))
  const natural = [
    ...published.fields.filter((field) => kept.has(field.id)),
    ...edited.fields.filter((field) => !known.has(field.id)),
  ]
  const moved = natural.some((field, at) => field.id !== edited.fields[at]?.id)
  return moved ? [{ op: 'order', fields: edited.fields.map((field) => field.key) }] : []
}

function metaOps(published: Definition, edited: Definition): JsonObject[] {
  // A title field that was only renamed is still the same field.
  const idOf = (definition: Definition) => definition.fields.find((field) => field.key === definition.titleField)?.id
  const members = {
    ...(differ(published.label, edited.label) ? { label: edited.label ?? null } : {}),
    ...(differ(published.plural, edited.plural) ? { plural: edited.plural ?? null } : {}),
    ...(published.icon !== edited.icon ? { icon: edited.icon ?? null } : {}),
    ...(idOf(published) !== idOf(edited) ? { titleField: edited.titleField ?? null } : {}),
  }
  return Object.keys(members).length > 0 ? [plain({ op: 'meta', ...members })] : []
}

function ruleOps(published: Definition, edited: Definition): JsonObject[] {
  const same = (id: string) => {
    const before = published.rules.find((rule) => rule.id === id)
    const after = edited.rules.find((rule) => rule.id === id)
    return before !== undefined && after !== undefined && !differ(before, after)
  }
  const add = edited.rules.filter((rule) => !same(rule.id)).map(({ check, message }) => ({ check, message }))
  const remove = published.rules.filter((rule) => !same(rule.id)).map((rule) => rule.id)
  if (add.length === 0 && remove.length === 0) return []
  return [plain({ op: 'rules', ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) })]
}

function uniqueOps(published: Definition, edited: Definition, { onError = {} }: Decisions): JsonObject[] {
  const ids = ({ fields }: Definition, unique: readonly string[]) =>
    unique.map((key) => fields.find((field) => field.key === key)?.id).join()
  const before = new Set(published.uniques.map((unique) => ids(published, unique)))
  const after = new Set(edited.uniques.map((unique) => ids(edited, unique)))
  const add = edited.uniques.filter((unique) => !before.has(ids(edited, unique)))
  const keyNow = (key: string) => {
    const id = published.fields.find((field) => field.key === key)?.id
    return edited.fields.find((field) => field.id === id)?.key ?? key
  }
  const remove = published.uniques
    .filter((unique) => !after.has(ids(published, unique)))
    .map((unique) => unique.map(keyNow))
  if (add.length === 0 && remove.length === 0) return []
  const later = add.length > 0 && onError['uniques'] !== undefined ? { onError: onError['uniques'] } : {}
  return [
    plain({ op: 'uniques', ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}), ...later }),
  ]
}

function sendable(field: WireField): JsonObject {
  // Who is asked for it is said by what records get.
  const { id, options, fields, askOnEdit: _, ...rest } = field
  return plain({
    ...(isTemporary(id) ? {} : { id }),
    ...rest,
    ...(fields ? { fields: fields.map(sendable) } : {}),
    ...(options
      ? {
          options: options.map(({ id: option, ...choice }) =>
            isTemporary(option) ? choice : { id: option, ...choice },
          ),
        }
      : {}),
  })
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)
}

/** As JSON: members that are undefined are gone. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as { readonly [key: string]: Json }
}
