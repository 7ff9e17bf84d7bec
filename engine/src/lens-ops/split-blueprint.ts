// Records for which an expression is true move to a blueprint of their own, which begins with the fields that they need.
import type { SplitBlueprintOp as WireSplit } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { checkBlueprint } from '../blueprint/check-blueprint.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { readExpression } from '../blueprint/read-field.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { FieldId } from '../ids.ts'
import type { SplitBlueprintOp } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { asItStands } from './brought-fields.ts'

export const splitBlueprint: OpKind<WireSplit, SplitBlueprintOp> = {
  check(wire, place) {
    const { version, reading } = place
    if (place.outer) return report(place, ['op'], 'not-inside-group', { op: 'splitBlueprint' })
    if (wire.blueprint === version.name || place.blueprintNamed?.(wire.blueprint))
      return report(place, ['blueprint'], 'blueprint-exists', { name: wire.blueprint })
    const faults = reading.issues.length
    const scope = { ...scopeOf(version), allow: { input: false, actor: false, now: true, record: false } }
    const when = readExpression(wire.when, scope, { kind: 'boolean' }, reading.issues, [...place.path, 'when'])
    const fields = wire.fields ? namedFields(wire.fields, place) : version.fields
    if (!when || reading.issues.length > faults) return undefined
    const starts = startOf(wire, fields, version)
    const wrong = checkBlueprint({ ...starts, version: 1, reserved: [] })
    reading.issues.push(...wrong.map((said) => ({ ...said, path: [...place.path, 'fields'] })))
    if (wrong.length > 0) return undefined
    const stays = new Set(starts.fields.flatMap(({ id, computed }) => (computed ? [id] : [])))
    return {
      ...{
        id: place.id,
        op: 'splitBlueprint',
        blueprint: wire.blueprint,
        when,
        at: place.now,
        zone: place.zone,
        starts,
      },
      worked: fields.flatMap(({ id, key, computed }) => (computed && !stays.has(id) ? [key] : [])),
    }
  },
  onVersion: (version) => version,
  describe({ starts, when, worked }, before): OpSentence[] {
    const blueprint = starts.label ?? starts.name
    const value = sayExpression(when, scopeOf(before))
    const labels = starts.fields.map(({ label, key }) => label ?? key)
    return [
      { code: 'split-off', params: { blueprint, value } },
      starts.fields.length === before.fields.length
        ? { code: 'split-all-fields', params: {} }
        : { code: 'split-some-fields', params: { fields: labels } },
      ...(worked.length > 0 ? [{ code: 'kept-as-worked-out', params: { fields: worked } } as const] : []),
    ]
  },
  toWire: ({ blueprint, when, starts }, before) => ({
    ...{ blueprint, when: sayExpression(when, scopeOf(before)) },
    ...(starts.label !== undefined && { label: starts.label }),
    fields: starts.fields.map(({ id }) => keyOf(before, id)),
  }),
}

function namedFields(names: readonly string[], place: OpPlace): readonly FieldDef[] {
  const seen = new Set<string>()
  return names.flatMap((name, i) => {
    const field = fieldNamed(place.version.fields, name, place.reading.issues, [...place.path, 'fields', i])
    if (field && seen.has(field.id)) return report(place, ['fields', i], 'given-twice', { name }) ?? []
    if (field) seen.add(field.id)
    return field ?? []
  })
}

/** In the order that they have here; rules, unique combinations and conditions of which every field goes along. */
function startOf(wire: WireSplit, chosen: readonly FieldDef[], version: BlueprintVersion): SplitBlueprintOp['starts'] {
  const ids = new Set<FieldId>(chosen.map(({ id }) => id))
  const isKnown = (uses: readonly FieldId[]) => uses.every((id) => ids.has(id))
  const { titleField, fields, rules, uniques } = version
  return {
    ...(version.icon !== undefined && { icon: version.icon }),
    name: wire.blueprint,
    ...(wire.label !== undefined && { label: wire.label }),
    ...(titleField && ids.has(titleField) && { titleField }),
    fields: fields.filter(({ id }) => ids.has(id)).map((field) => startingField(field, isKnown)),
    rules: rules.filter(({ check }) => isKnown(check.uses)),
    uniques: uniques.filter((unique) => isKnown(unique.fields)),
  }
}

function startingField(field: FieldDef, isKnown: (uses: readonly FieldId[]) => boolean): FieldDef {
  const { showWhen, default: standing, ...plain } = field
  const { computed } = field
  const kept: FieldDef = {
    ...plain,
    ...(standing && ('value' in standing || isKnown(standing.expr.uses)) && { default: standing }),
    ...(showWhen && isKnown(showWhen.uses) && { showWhen }),
  }
  if (!computed || (computed.kind === 'formula' && isKnown(computed.expr.uses))) return kept
  return asItStands(kept)
}
