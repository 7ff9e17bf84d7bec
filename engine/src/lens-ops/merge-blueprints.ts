// Another blueprint's records come here: a field that tells the two kinds apart, and the fields that only the other one has.
import type { WireField, MergeBlueprintsOp as WireMerge } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { readExpression } from '../blueprint/read-field.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import { type FieldId, type OptionId, partNamed } from '../ids.ts'
import { lensStep } from '../lens/crossing.ts'
import type { MergeBlueprintsOp } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { broughtField, columnBetween, freeKey, isAlike, lackingOptions } from './brought-fields.ts'
import { calledOf } from './link-target.ts'
import { newField } from './new-field.ts'

export const mergeBlueprints: OpKind<WireMerge, MergeBlueprintsOp> = {
  check(wire, place) {
    const { version } = place
    if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'mergeBlueprints' })
    if (wire.blueprint === version.name)
      return report(place, ['blueprint'], 'merge-with-itself', { blueprint: calledOf(version) })
    const there = place.blueprintNamed?.(wire.blueprint)
    if (!there) return report(place, ['blueprint'], 'no-such-blueprint', { name: wire.blueprint })
    const kind = kindField(wire, there, place)
    const shared = kind && sharedFields(wire.fields, there, place)
    if (!kind || !shared) return undefined
    const [own, theirs] = (kind.options ?? []).map(({ id }) => id) as [OptionId, OptionId]
    const brought = bringFields(there, shared, { kind, theirs }, place)
    if (!brought) return undefined
    const columns = there.fields.map((field) => {
      const here = (shared.get(field.id) ?? brought.get(field.id)) as FieldDef
      return { ...columnBetween(here, field), key: field.key }
    })
    return {
      ...{ id: place.id, op: 'mergeBlueprints', blueprint: there.name, version: there.version },
      ...{ called: calledOf(there), kind, own, theirs, brought: [...brought.values()], columns },
      conditions: ownConditions({ kind, own }, new Set([...shared.values()].map(({ id }) => id)), place),
      worked: there.fields.flatMap(({ key, computed }) => (computed ? [key] : [])),
    }
  },
  onVersion: (version, { kind, brought, conditions }) => ({
    ...version,
    fields: [
      ...version.fields.map((field) => {
        const showWhen = conditions[field.id]
        return showWhen ? { ...field, showWhen } : field
      }),
      kind,
      ...brought,
    ],
  }),
  describe(op, before): OpSentence[] {
    const { called: blueprint, kind, brought, columns, worked } = op
    const came = new Set<string>(brought.map(({ id }) => id))
    const shared = columns.flatMap(({ here }) => {
      const field = before.fields.find(({ id }) => id === here)
      return field && !came.has(here) ? [field.label ?? field.key] : []
    })
    const labels = brought.map(({ label, key }) => label ?? key)
    const options = (kind.options ?? []).map(({ label, key }) => label ?? key)
    return [
      { code: 'came-over', params: { blueprint } },
      { code: 'came-over-kind', params: { label: kind.label ?? kind.key, options } },
      ...(shared.length > 0 ? [{ code: 'came-over-shared', params: { fields: shared } } as const] : []),
      ...(labels.length > 0 ? [{ code: 'came-over-brought', params: { fields: labels } } as const] : []),
      ...(worked.length > 0 ? [{ code: 'kept-as-worked-out', params: { fields: worked } } as const] : []),
      { code: 'came-over-after', params: { blueprint } },
    ]
  },
  toWire({ blueprint, kind, brought, columns }, before) {
    const came = new Set<string>(brought.map(({ id }) => id))
    const pairs = columns.map(({ key, here }) => [key, came.has(here) ? null : keyOf(before, here)] as const)
    return {
      ...{ blueprint, discriminator: kind.key },
      ...(kind.label !== undefined && { label: kind.label }),
      fields: Object.fromEntries(pairs),
    }
  },
  // Records that were here are of their own kind; what only the others have is empty in them, and kept if somebody fills it in.
  steps: ({ id, kind, own, brought }) => [
    lensStep(id, {
      from: [],
      to: [kind.id, ...brought.map((field) => field.id)],
      forward: () => [own, ...brought.map(() => null)],
      backward: () => [],
    }),
  ],
}

interface Kind {
  readonly kind: FieldDef
}

const kindLabel = { en: 'Kind', 'pt-BR': 'Tipo', ru: 'Вид' }

function kindField(wire: WireMerge, there: BlueprintVersion, place: OpPlace): FieldDef | undefined {
  const { version } = place
  if (version.fields.some(({ key }) => key === wire.discriminator))
    return report(place, ['discriminator'], 'discriminator-taken', { name: wire.discriminator })
  const options = [version, there].map((one) => ({
    key: one.name,
    ...(one.label !== undefined && { label: one.label }),
  }))
  const asked = { type: 'enum', options, default: version.name, required: true, quickFilter: true } as const
  const field = { key: wire.discriminator, label: wire.label ?? kindLabel, ...asked }
  return newField(field as unknown as WireField, ['discriminator'], place)
}

/** Which field here takes the values of a field there, by the id of the latter; the others come along. */
function sharedFields(
  wish: WireMerge['fields'],
  there: BlueprintVersion,
  place: OpPlace,
): ReadonlyMap<FieldId, FieldDef> | undefined {
  const faults = place.reading.issues.length
  const { fields } = place.version
  const shared = new Map<FieldId, FieldDef>()
  const decided = new Set<FieldId>()
  for (const [name, wanted] of Object.entries(wish ?? {}) as [string, string | null][]) {
    const at = ['fields', name]
    const other = partNamed(there.fields, name)
    const known = there.fields.map(({ key }) => key)
    if (!other) {
      report(place, at, 'unknown-field', { name, known })
      continue
    }
    decided.add(other.id)
    if (wanted === null) continue
    const own = partNamed(fields, wanted)
    if (!own) report(place, at, 'unknown-field', { name: wanted, known: fields.map(({ key }) => key) })
    else if ([...shared.values()].includes(own)) report(place, at, 'given-twice', { name: wanted })
    else if (mayShare(own, other, there, at, place)) shared.set(other.id, own)
  }
  const taken = new Set([...shared.values()].map(({ id }) => id))
  for (const other of there.fields.filter(({ id }) => !decided.has(id))) {
    const own = fields.find(({ key }) => key === other.key)
    if (own && !taken.has(own.id) && isAlike(own, other) && lackingOptions(own, other).length === 0)
      shared.set(other.id, own)
  }
  return place.reading.issues.length > faults ? undefined : shared
}

function mayShare(
  own: FieldDef,
  other: FieldDef,
  there: BlueprintVersion,
  at: readonly string[],
  place: OpPlace,
): boolean {
  const labels = { label: other.label ?? other.key, here: own.label ?? own.key, blueprint: calledOf(there) }
  if (!isAlike(own, other)) report(place, at, 'merge-not-alike', labels)
  else if (lackingOptions(own, other).length > 0)
    report(place, at, 'merge-lacks-options', { label: labels.here, options: lackingOptions(own, other) })
  else return true
  return false
}

/** Each is shown in records of its kind alone, and asked for there alone. Undefined when one of them may not be. */
function bringFields(
  there: BlueprintVersion,
  shared: ReadonlyMap<FieldId, FieldDef>,
  { kind, theirs }: Kind & { readonly theirs: OptionId },
  place: OpPlace,
): ReadonlyMap<FieldId, FieldDef> | undefined {
  const faults = place.reading.issues.length
  const taken = new Set([...place.version.fields.map(({ key }) => key), kind.key])
  const keys = new Map<FieldId, string>()
  for (const field of there.fields) {
    const own = shared.get(field.id)
    const key = own ? own.key : freeKey(field, there, taken)
    taken.add(key)
    keys.set(field.id, key)
  }
  const isKnown = (id: FieldId) => keys.get(id) === there.fields.find((field) => field.id === id)?.key
  let version: BlueprintVersion = { ...place.version, fields: [...place.version.fields, kind] }
  const brought = new Map<FieldId, FieldDef>()
  const wires = new Map<FieldId, WireField>()
  for (const field of there.fields.filter(({ id }) => !shared.has(id))) {
    const wire = broughtField(field, there, keys.get(field.id) as string, isKnown)
    // Conditions may read any of the others, so they are read when all are there.
    const { showWhen: _, ...bare } = wire
    const read = newField(bare, ['blueprint'], { ...place, version })
    if (!read) return undefined
    wires.set(field.id, wire)
    brought.set(field.id, read)
    version = { ...version, fields: [...version.fields, read] }
  }
  for (const [id, field] of brought) {
    const said = wires.get(id)?.showWhen
    const own =
      said === undefined || said === null
        ? undefined
        : readExpression(said, scopeOf(version), { kind: 'boolean' }, place.reading.issues, [
            ...place.path,
            'blueprint',
          ])
    brought.set(id, { ...field, showWhen: conditionOf(kind, theirs, own, version) })
  }
  return place.reading.issues.length > faults ? undefined : brought
}

/** Fields that only records from here have; those that are worked out need nobody's look. */
function ownConditions(
  { kind, own }: Kind & { readonly own: OptionId },
  shared: ReadonlySet<string>,
  { version }: OpPlace,
): MergeBlueprintsOp['conditions'] {
  const after = { fields: [...version.fields, kind] }
  const alone = version.fields.filter(({ id, computed }) => !computed && !shared.has(id))
  return Object.fromEntries(alone.map((field) => [field.id, conditionOf(kind, own, field.showWhen, after)]))
}

/** In the one form in which it would be stored if somebody had written it. */
function conditionOf(
  kind: FieldDef,
  option: OptionId,
  also: Expression | undefined,
  version: Pick<BlueprintVersion, 'fields'>,
): Expression {
  const isKind = `${kind.id} == "${option}"`
  const raw: Expression = {
    cel: also ? `${isKind} && (${also.cel})` : isKind,
    uses: [kind.id, ...(also?.uses ?? [])],
    usesRecord: also?.usesRecord ?? [],
    usesInput: [],
    usesActor: also?.usesActor ?? false,
    usesNow: also?.usesNow ?? false,
  }
  const scope = scopeOf(version)
  return readExpression(sayExpression(raw, scope), scope, { kind: 'boolean' }, [], []) ?? raw
}
