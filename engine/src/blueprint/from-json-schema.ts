// Which version does a JSON Schema describe? The way back of to-json-schema.ts, with ids and all.
import type { FieldId, IdGiver } from '../ids.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { BlueprintVersion } from './blueprint.ts'
import { atPlaces, type Inherited, readDocument } from './read-blueprint.ts'
import { schemaDocument } from './schema-to-fields.ts'

/** Ids of `x-molde` are kept; a property without gets the next one. Throws a MoldeError where the schema cannot be read. */
export function fromJsonSchema(schema: unknown, ids: IdGiver): BlueprintVersion {
  const { document, placeOf } = schemaDocument(schema, [])
  const inherited = inheritedFrom(schema as JsonObject)
  for (const id of inherited.reserved ?? []) ids.keep(id)
  return atPlaces(placeOf, () => readDocument(document, ids, inherited))
}

function inheritedFrom(schema: JsonObject): Inherited {
  const own = isJsonObject(schema['x-molde']) ? schema['x-molde'] : {}
  const { version, reserved } = own
  return {
    ...(Number.isSafeInteger(version) && (version as number) > 0 && { version: version as number }),
    ...(Array.isArray(reserved) && { reserved: reserved.filter(isFieldId) }),
  }
}

function isFieldId(id: unknown): id is FieldId {
  return typeof id === 'string' && /^f[1-9][0-9]{0,5}$/.test(id)
}
