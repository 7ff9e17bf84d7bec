// Which field is taken, and by which record? What a client is told when a unique rule stands against a write.
import { issue, type Path } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { UniqueTaken } from '../record-store/record-errors.ts'
import type { Scope } from '../runtime.ts'

/** Runs a write; when a unique rule stands against it, the refusal names the fields and links the other record. */
export async function sayConflicts<T>(
  scope: Scope,
  definition: Definition,
  path: Path,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (thrown) {
    throw thrown instanceof UniqueTaken ? uniqueConflict(scope, definition, path, thrown) : thrown
  }
}

function uniqueConflict(scope: Scope, definition: Definition, path: Path, taken: UniqueTaken): ApiError {
  const { head, newest } = definition
  const rule = newest.head.uniques.find(({ id }) => id === taken.rule)
  const inRule = ({ fields }: Definition['head']) => fields.filter(({ id }) => rule?.fields.includes(id))
  // In the words that are spoken, as far as these have some for it.
  const spoken = inRule(head)
  const fields = spoken.length > 0 ? spoken : inRule(newest.head)
  const labels = fields.map((field) => field.label ?? field.key)
  const issues = fields.map((field) => issue([...path, field.key], 'unique-taken', { fields: labels }))
  const href = `/api/v1/tenants/${scope.tenant.slug}/records/${encodeURIComponent(definition.name)}/${taken.by}`
  return new ApiError('unique-taken', {
    issues,
    members: { conflict: { id: taken.by, href, fields: fields.map(({ key }) => key) } },
  })
}
