// What does a field become when its values become links, or links values: which settings stay, and what is in the way?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { fieldTypeDefs, isMany, slotOf } from '../blueprint/field-types.ts'
import type { OpPlace } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { type FieldUse, readersAt, refuseUses, usesAt } from '../lens/uses-of-field.ts'

/** Settings that mean the same whatever the values are. */
const kept = ['id', 'key', 'label', 'help', 'required', 'askOnEdit', 'readOnly', 'showWhen', 'quickFilter'] as const
const counts = ['minItems', 'maxItems'] as const

/**
 * The field with other values. A default cannot go along: which record it would be is not known yet, or was said of another
 * blueprint. Some records may be left without a value, so a required field is asked for at the next edit of each.
 */
export function linkedField(before: FieldDef, values: Partial<FieldDef> & Pick<FieldDef, 'type'>): FieldDef {
  const names = isMany(before) ? [...kept.filter((name) => name !== 'quickFilter'), ...counts] : kept
  const going = names.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]] as const]))
  return {
    ...(Object.fromEntries(going) as unknown as FieldDef),
    ...(before.required && { askOnEdit: true }),
    ...values,
  }
}

/** Whatever reads the values would read something else; a title must be text, a unique combination comparable. */
export function refuseReaders(before: FieldDef, after: FieldDef, place: OpPlace): boolean {
  const lost = usesAt(place, before.id).filter(({ by }) => {
    if (by === 'title') return fieldTypeDefs[after.type].textLike !== true
    return by === 'unique' && slotOf(after) === null
  })
  return refuseUses([...readersAt(place, before.id), ...ownCondition(before), ...lost], before, place)
}

/** Whether it is shown may depend on its own value. */
function ownCondition(field: FieldDef): FieldUse[] {
  return field.showWhen?.uses.includes(field.id) ? [{ by: 'condition', label: field.label ?? field.key }] : []
}

/** What people should know of the settings that did not go along. */
export function sayLostSettings(before: FieldDef, after: FieldDef): OpSentence[] {
  const label = before.label ?? before.key
  return [
    ...(before.default && !after.default ? [{ code: 'default-gone', params: { label } } as const] : []),
    ...(after.askOnEdit && !before.askOnEdit ? [{ code: 'asked-on-edit' } as const] : []),
    ...limits
      .filter((name) => before[name] !== undefined && after[name] === undefined)
      .map((setting) => ({ code: 'setting-gone', params: { label, setting } }) as const),
  ]
}

const limits = ['minLength', 'maxLength', 'pattern', 'quickFilter'] as const

/** Fields without which no record of this blueprint can be made, those that are given aside. */
export function neededBeside({ fields }: BlueprintVersion, given: readonly FieldDef['id'][]): FieldDef[] {
  return fields.filter(({ id, required, default: standing }) => required && !standing && !given.includes(id))
}
