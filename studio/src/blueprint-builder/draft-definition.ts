// What a definition becomes with its draft, and back: the ops of one that is published, the document of one that is not.
import { type Issue, idGiver, type JsonObject, MoldeError, newBlueprint, wireBlueprint } from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint, WireField, WireOption } from '../api/blueprints-api.ts'
import { appliedDraft, tryDraft } from './apply-draft.ts'
import type { Decisions } from './definition.ts'
import { draftOps, groundOf } from './draft-ops.ts'
import { type Definition, groupDefinition, isTemporary } from './edit-blueprint.ts'
import { broughtBy, isValueOp, numberedOps } from './value-ops.ts'

const temporaryIds = () => idGiver({ f: 900_000, o: 900_000, r: 900_000, u: 900_000, p: 900_000 })

/** A definition is remembered by the ops it was turned into, so that its new fields keep their ids while it is edited. */
const remembered = new WeakMap<readonly JsonObject[], Definition>()

export function rememberDefinition(ops: readonly JsonObject[], definition: Definition | undefined): void {
  if (definition) remembered.set(ops, definition)
}

export const rememberedDefinition = (ops: readonly JsonObject[]) => remembered.get(ops)

/** The published definition with the draft's ops applied, by the engine itself. New fields get ids of their own kind. */
export function draftOf(published: Blueprint, ops: readonly JsonObject[]): Definition {
  if (ops.length === 0) return blueprintDocument(published)
  return remembered.get(ops) ?? readDraftOps(published, ops)
}

function readDraftOps(published: Blueprint, ops: readonly JsonObject[]): Definition {
  const numbered = numberedOps(ops)
  const drafted = appliedDraft(published, numbered)
  const end = numbered.findLastIndex(isValueOp) + 1
  const begin = numbered.findIndex((op) => !isLoosening(op))
  const valueOps = numbered.slice(begin, end)
  if (valueOps.length === 0) return { ...drafted, ...decisionsIn(numbered, blueprintDocument(published)) }
  const ground = groundOf(published, { ...drafted, valueOps })
  return { ...drafted, valueOps, ...decisionsIn(numbered.slice(end), ground) }
}

/** What lets go of a field is worked out again from what the draft comes to. */
function isLoosening(op: JsonObject): boolean {
  const { op: kind, id: _, field: __, ...rest } = op
  const said = Object.entries(rest)
  if (kind === 'rules' || kind === 'uniques') return !('add' in rest)
  if (kind === 'meta') return said.every(([name]) => name === 'titleField')
  return kind === 'change' && said.every(([name, value]) => name === 'fill' || value === null)
}

/** What the ops say about values besides what they make of the definition. */
function decisionsIn(ops: readonly JsonObject[], before: Definition): Pick<Definition, 'decisions'> {
  const decisions: { [name in keyof Decisions]-?: Record<string, never> } = {
    fills: {},
    onError: {},
    remaps: {},
    purged: {},
  }
  const keep = (name: keyof Decisions, field: string, value: unknown) =>
    Object.assign(decisions[name], { [field]: value })
  for (const op of ops) {
    const { fill, onError } = op
    if (op['op'] === 'each') {
      const group = before.fields.find(({ id, key }) => id === op['field'] || key === op['field'])
      const inside = group && decisionsIn(op['ops'] as readonly JsonObject[], groupDefinition(group)).decisions
      for (const [name, said] of Object.entries(inside ?? {})) Object.assign(decisions[name as 'fills'], said)
    }
    if (op['op'] === 'uniques' && onError !== undefined) keep('onError', 'uniques', onError)
    const [added] = op['op'] === 'add' ? broughtBy(op) : []
    const field = added ?? before.fields.find(({ id, key }) => id === op['field'] || key === op['field'])
    if (!field) continue
    if (fill !== undefined) keep('fills', field.id, fill)
    if (onError !== undefined) keep('onError', field.id, onError)
    if (op['op'] === 'purge') keep('purged', field.id, op['reason'] ?? '')
    if (op['op'] === 'remap') keep('remaps', field.id, mapById(op['map'] as JsonObject, field, ops))
  }
  const said = Object.entries(decisions).filter(([, values]) => Object.keys(values).length > 0)
  return said.length > 0 ? { decisions: Object.fromEntries(said) as Decisions } : {}
}

function mapById(map: JsonObject, field: WireField, ops: readonly JsonObject[]): JsonObject {
  const added = ops
    .filter((op) => op['op'] === 'options' && (op['field'] === field.id || op['field'] === field.key))
    .flatMap((op) => (op['add'] ?? []) as unknown as readonly WireOption[])
  const renames = ops.flatMap((op) => (op['op'] === 'options' && op['rename'] ? Object.entries(op['rename']) : []))
  const idOf = (name: unknown) => {
    const was = renames.find(([, now]) => now === name)?.[0] ?? name
    return [...(field.options ?? []), ...added].find(({ id, key }) => key === was || key === name || id === name)?.id
  }
  return Object.fromEntries(
    Object.entries(map).map(([from, to]) => [idOf(from) ?? from, to === null ? null : (idOf(to) ?? null)]),
  )
}

/** The same where the ops were perhaps meant for an earlier version: then without them, and the blueprint's own page says why. */
export function draftedDefinition(published: Blueprint, ops: readonly JsonObject[]): Definition {
  try {
    return draftOf(published, ops)
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return blueprintDocument(published)
  }
}

/** What waits to be published for the first time: every id in it is a temporary one. */
export function plannedDefinition(document: JsonObject): Definition {
  const version = newBlueprint(withTemporaryIds(document), temporaryIds())
  return blueprintDocument(wireBlueprint(version) as unknown as Blueprint)
}

/** With its temporary ids, so that a field is still the same one when it is read again. */
export function plannedDocument(definition: Definition): JsonObject {
  const { titleField, valueOps: _, decisions: __, ...rest } = definition
  return JSON.parse(JSON.stringify({ ...rest, titleField: titleField ?? undefined })) as JsonObject
}

/** Why it could not be published as it stands. `published` is absent of a new blueprint. */
export function issuesOf(published: Blueprint | undefined, definition: Definition): readonly Issue[] {
  const own = issuesIn(() => newBlueprint(plannedDocument(definition), idGiver({})))
  if (!published || own.some(({ code }) => code !== 'unknown-field')) return own
  const ops = draftOps(published, definition)
  const refused = ops.length > 0 ? issuesIn(() => tryDraft(published, ops)) : []
  // That a field is gone is said best by what still reads it.
  return refused.some(({ code }) => code.startsWith('used-by-')) || own.length === 0 ? refused : own
}

function issuesIn(act: () => unknown): readonly Issue[] {
  try {
    act()
    return []
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return refused.issues
  }
}

type Numbered = { readonly id?: unknown; readonly fields?: unknown; readonly options?: unknown }

/** Ids that somebody else gave could be those of the server some day. */
function withTemporaryIds(document: JsonObject): JsonObject {
  const all = (list: unknown): unknown => (Array.isArray(list) ? list.map(one) : list)
  const one = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const { id, fields, options, ...rest } = value as Numbered
    return {
      ...(typeof id === 'string' && isTemporary(id) ? { id } : {}),
      ...rest,
      ...(fields === undefined ? {} : { fields: all(fields) }),
      ...(options === undefined ? {} : { options: all(options) }),
    }
  }
  return { ...document, fields: all(document['fields']), rules: all(document['rules'] ?? []) } as JsonObject
}
