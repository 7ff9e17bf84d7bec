// A line was drawn from the row of a field to a kind of record: what may come of it?
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { canBecomeLinks, findableBy } from '../field-change/link-values.ts'
import { valueOpOf } from './change-values.ts'
import type { Definition } from './definition.ts'
import { changeField, isTemporary, retypeField } from './edit-blueprint.ts'
import { workingBetween } from './work-out.ts'

export type Redrawing =
  /** It leads there already. */
  | { readonly does: 'nothing' }
  /** Nobody has records with it: it simply is so from now on. */
  | { readonly does: 'change'; readonly edited: (definition: Definition) => Definition }
  /** Records may hold links: they are carried over to records that are called the same. */
  | { readonly does: 'retarget'; readonly field: WireField }
  /** Texts or choices that records hold become links. */
  | { readonly does: 'toRecords'; readonly field: WireField }
  /** Its values can be no links: a field of its own may lead there. */
  | { readonly does: 'beside' }
  | { readonly does: 'refuse'; readonly why: Refusal }

type Refusal =
  /** The draft does something with its values already. */
  | 'taken'
  /** Records can be matched with those of a kind that is published, only. */
  | 'planned'
  /** Its records have no text by which they could be found. */
  | 'unfindable'

export interface FieldDrawn {
  readonly field: WireField
  readonly definition: Definition
  /** Absent while its kind is only planned. */
  readonly published: Blueprint | undefined
  readonly target: string
  /** The target as it is published; absent while it is only planned. */
  readonly targetKind: Blueprint | undefined
}

export function redrawField({ field, definition, published, target, targetKind }: FieldDrawn): Redrawing {
  const isLink = field.type === 'relation' && !field.computed
  if (isLink && field.blueprint === target) return { does: 'nothing' }
  const before = published?.fields.find(({ id }) => id === field.id)
  const isTaken = published && valueOpOf(definition, field, published) >= 0
  if (isTaken || (before && workingBetween(before, field))) return { does: 'refuse', why: 'taken' }
  if (!isLink && !canBecomeLinks(field)) return { does: 'beside' }
  if (!before || isTemporary(field.id)) {
    const { id } = field
    return {
      does: 'change',
      edited: (now) =>
        isLink ? changeField(now, id, { blueprint: target }) : retypeField(now, id, 'relation', { target }),
    }
  }
  if (!targetKind) return { does: 'refuse', why: 'planned' }
  if (isLink) return { does: 'retarget', field: before }
  const except = targetKind.name === definition.name ? before : undefined
  return findableBy(targetKind, except).length > 0
    ? { does: 'toRecords', field: before }
    : { does: 'refuse', why: 'unfindable' }
}
