// What is said about the blueprint itself: what one and what several records are called, its icon, the field that titles its records.
import type { MetaOp } from '@molde/schemas'
import type { Label } from '../blueprint/blueprint.ts'
import { checkTitle } from '../blueprint/check-blueprint.ts'
import { fieldNamed } from '../blueprint/read-blueprint.ts'
import { keyOf } from '../blueprint/wire-blueprint.ts'
import type { AboutBlueprintOp } from '../lens/op.ts'
import { fieldById, type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'

export const meta: OpKind<MetaOp, AboutBlueprintOp> = {
  check(wire, place) {
    if (wire.name !== undefined) return report(place, ['name'], 'op-not-offered', { op: 'meta (name)' })
    if (settings.every((name) => wire[name] === undefined)) return report(place, [], 'nothing-changes')
    const title = titleOf(wire.titleField, place)
    if (title === 'wrong') return undefined
    return {
      id: place.id,
      op: 'meta',
      ...(wire.label !== undefined && { label: wire.label as Label | null }),
      ...(wire.plural !== undefined && { plural: wire.plural as Label | null }),
      ...(wire.icon !== undefined && { icon: wire.icon }),
      ...(title !== undefined && { titleField: title }),
    }
  },
  onVersion(version, op) {
    const { label, plural, icon, titleField, ...rest } = version
    const after = {
      label: op.label === undefined ? label : op.label,
      plural: op.plural === undefined ? plural : op.plural,
      icon: op.icon === undefined ? icon : op.icon,
    }
    const title = op.titleField === undefined ? titleField : op.titleField
    return {
      ...rest,
      ...(after.label !== undefined && after.label !== null && { label: after.label }),
      ...(after.plural !== undefined && after.plural !== null && { plural: after.plural }),
      ...(after.icon !== undefined && after.icon !== null && { icon: after.icon }),
      ...(title !== undefined && title !== null && { titleField: title }),
    }
  },
  describe: (op, before) => [
    ...(op.label === undefined
      ? []
      : [
          {
            code: 'blueprint-called',
            params: { from: before.label ?? before.name, label: op.label ?? before.name },
          } as const,
        ]),
    ...(op.plural === undefined ? [] : [sayPlural(op.plural, before.plural)]),
    ...(op.icon === undefined ? [] : [{ code: 'icon-changed', params: {} } as const]),
    ...(op.titleField === undefined ? [] : [sayTitle(op.titleField, before)]),
  ],
  toWire: ({ id: _id, op: _op, titleField, ...said }, before) => ({
    ...said,
    ...(titleField !== undefined && { titleField: titleField && keyOf(before, titleField) }),
  }),
}

const settings = ['label', 'plural', 'icon', 'titleField'] as const

function sayPlural(plural: Label | null, from: Label | undefined): OpSentence {
  if (plural === null) return { code: 'plural-removed', params: {} }
  return { code: 'several-called', params: { label: plural, ...(from !== undefined && { from }) } }
}

function titleOf(name: MetaOp['titleField'], place: OpPlace): AboutBlueprintOp['titleField'] | 'wrong' {
  if (name === undefined || name === null) return name
  const { version, path, reading } = place
  const field = fieldNamed(version.fields, name, reading.issues, [...path, 'titleField'])
  if (!field) return 'wrong'
  const faults = checkTitle({ ...version, titleField: field.id }, [...path, 'titleField'])
  reading.issues.push(...faults)
  return faults.length > 0 ? 'wrong' : field.id
}

function sayTitle(
  id: NonNullable<AboutBlueprintOp['titleField']> | null,
  before: Parameters<typeof fieldById>[0],
): OpSentence {
  if (id === null) return { code: 'title-removed', params: {} }
  const { key, label } = fieldById(before, id)
  return { code: 'title-changed', params: { label: label ?? key } }
}
