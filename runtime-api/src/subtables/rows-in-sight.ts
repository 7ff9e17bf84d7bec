// Who may not see the records that rows have become does not see them as rows of an older version either.
import { type FieldId, scopeOf } from '@molde/engine'
import { loadAccess } from '../access/load-access.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import { rowsAt } from './rows-at.ts'

/**
 * The definition without the groups whose rows are records that do not exist for the actor: for such a one these fields were never
 * there, neither to be read nor to be filtered by nor to be written. What they hold stays as it is.
 */
export function rowsInSight(scope: Scope, definition: Definition): Definition {
  const hidden = hiddenGroups(scope, definition)
  const { head } = definition
  if (!head.fields.some(({ id }) => hidden.has(id))) return definition
  const shown = { ...head, fields: head.fields.filter(({ id }) => !hidden.has(id)) }
  return {
    ...definition,
    head: shown,
    scope: scopeOf(shown),
    files: definition.files.filter(({ id }) => !hidden.has(id)),
  }
}

function hiddenGroups(scope: Scope, definition: Definition): ReadonlySet<FieldId> {
  const { newest, no, subtables } = definition
  const hidden = new Set<FieldId>()
  for (const [map, { group }] of rowsAt(definition, newest.head.version)) {
    const subtable = subtables.find((one) => one.parent.no === no && one.map === map)
    if (subtable && loadAccess(scope, subtable.child.no).rows.op === 'never') hidden.add(group)
  }
  return hidden
}
