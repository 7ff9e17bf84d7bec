// What is kept with a version beside it?
import { createHash } from 'node:crypto'
import { type BlueprintVersion, canonicalJson, toJsonSchema } from '@molde/engine'

/** What is stored with a version and follows from it. */
export function derivedFrom(version: BlueprintVersion) {
  const schema = toJsonSchema(version)
  const hash = createHash('sha256').update(canonicalJson(schema)).digest('hex')
  return { definition: version, schema, hash }
}
