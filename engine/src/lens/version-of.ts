// A version that has only these fields: what is asked about fields alone is asked of it.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'

export function versionOf(...fields: readonly FieldDef[]): BlueprintVersion {
  return { name: 'fields', version: 1, fields, rules: [], uniques: [], reserved: [] }
}
