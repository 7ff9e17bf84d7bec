// What is kept with a version beside it?
import { createHash } from 'node:crypto'
import { type BlueprintVersion, canonicalJson, type Language, toJsonSchema } from '@molde/engine'

/** What is stored with a version and follows from it; `own`: the tenant's language. */
export function derivedFrom(version: BlueprintVersion, own: Language) {
  const schema = toJsonSchema(version, { reader: { language: 'en', own } })
  const hash = createHash('sha256').update(canonicalJson(schema)).digest('hex')
  return { definition: version, schema, hash }
}
