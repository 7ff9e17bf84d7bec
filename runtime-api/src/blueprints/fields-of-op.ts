// Which fields is an op about, by their ids?
import type { StoredOp } from '@molde/engine'

export function fieldsOfOp(op: StoredOp): readonly string[] {
  const { field, fields } = op as { readonly field?: unknown; readonly fields?: unknown }
  return [field, ...(Array.isArray(fields) ? fields : [])].filter((id) => typeof id === 'string')
}
