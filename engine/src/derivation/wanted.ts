// What does somebody want a blueprint to be? Read from a JSON Schema or from a field list, with what each of them can say.
import type { BlueprintDocument } from '@molde/schemas'
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { checkDocument } from '../blueprint/check-document.ts'
import { checkShape } from '../blueprint/check-shape.ts'
import { schemaDocument } from '../blueprint/schema-to-fields.ts'
import { issue, MoldeError, type Path, refuseIf } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

/** `schema`: a whole JSON Schema, ours or somebody else's. `document`: a field list, as a new blueprint is sent. */
export type WantedSource = { readonly schema: unknown } | { readonly document: unknown }

export interface Wanted {
  readonly document: BlueprintDocument
  /** Where in what was sent a place of the document lies. */
  readonly placeOf: (path: Path) => Path
  /** Fields that only the standard's words describe, with the examples given of their values: what those cannot say stays as it is. */
  readonly foreign: ReadonlyMap<unknown, readonly Json[]>
  /** Does it say everything about the blueprint, so that what it does not mention shall not be? */
  readonly isWhole: boolean
}

/** Throws a MoldeError with places under `schema` or `document`. */
export function readWanted(source: WantedSource, head: BlueprintVersion): Wanted {
  const wanted = 'schema' in source ? fromSchema(source.schema, head) : fromDocument(source.document, head)
  if (wanted.document.name === head.name) return wanted
  throw new MoldeError([issue(wanted.placeOf(['name']), 'wrong-form', { form: head.name })])
}

function fromSchema(schema: unknown, head: BlueprintVersion): Wanted {
  const { document, placeOf, foreign } = schemaDocument(schema, ['schema'])
  const isWhole = isJsonObject(schema) && isJsonObject(schema['x-molde'])
  const named = { ...document, name: document.name ?? head.name }
  refuseIf(checkShape('blueprint', named).map((said) => ({ ...said, path: placeOf(said.path) })))
  return {
    document: named,
    placeOf: (path) => (path[0] === 'name' ? ['schema', 'x-molde', 'name'] : placeOf(path)),
    foreign,
    isWhole,
  }
}

function fromDocument(document: unknown, head: BlueprintVersion): Wanted {
  const at = ['document']
  refuseIf(checkDocument(document, at))
  if (!isJsonObject(document)) throw new MoldeError([issue(at, 'wrong-type', { expected: 'object' })])
  const named: JsonObject = { name: head.name, ...document }
  refuseIf(checkShape('blueprint', named, at))
  return {
    document: named as unknown as BlueprintDocument,
    placeOf: (path) => [...at, ...path],
    foreign: new Map(),
    isWhole: true,
  }
}
