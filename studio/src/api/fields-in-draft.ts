// What the draft of a kind of record makes of its fields, for pages that work with those that are published.
import type { JsonObject } from '@molde/engine'
import type { Label } from '../text/say-label.ts'
import type { Blueprint, Draft } from './blueprints-api.ts'

export interface FieldsInDraft {
  /** How many changes wait. */
  readonly changes: number
  /** Other labels, by the id of the field. */
  readonly labels: ReadonlyMap<string, Label>
  /** New fields: nothing but the draft itself can name them before it is published. */
  readonly added: readonly { readonly key: string; readonly label?: Label }[]
}

/** A draft of another version, seen for a moment after publishing, is no draft any more. */
export function fieldsInDraft(
  { version, fields }: Pick<Blueprint, 'version' | 'fields'>,
  draft: Pick<Draft, 'base' | 'ops'> | undefined,
): FieldsInDraft {
  const ops = draft?.base === version ? draft.ops : []
  const keys = new Map(fields.map(({ id, key }) => [key, id]))
  const ids = new Set(fields.map(({ id }) => id))
  const labels = new Map<string, Label>()
  const added = new Map<string, FieldsInDraft['added'][number]>()
  const idOf = (name: unknown) => (ids.has(String(name)) ? String(name) : keys.get(String(name)))
  for (const op of ops) {
    const id = idOf(op['field'])
    const field = op['field'] as JsonObject
    if (op['op'] === 'add') added.set(String(field['key']), field as unknown as FieldsInDraft['added'][number])
    else if (op['op'] === 'rename' && id !== undefined) keys.set(String(op['key']), id)
    else if (op['op'] === 'relabel' && id !== undefined && op['label'] !== undefined)
      labels.set(id, op['label'] as Label)
  }
  return { changes: ops.length, labels, added: [...added.values()] }
}
