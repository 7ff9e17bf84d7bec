// What does reading a JSON Schema carry along, and where does a reference lead?
import type { WireField } from '@molde/schemas'
import { type Issue, issue, MoldeError, type Path } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'

/** A field without its name. */
export type Read = Omit<WireField, 'key'>

export interface SchemaReader {
  readonly root: JsonObject
  readonly issues: Issue[]
  /** Where each field that was read stands in the schema. */
  readonly places: Map<unknown, Path>
  /** Fields that somebody else described, with the examples given of their values. */
  readonly foreign: Map<unknown, readonly Json[]>
  /** Nodes met so far. References may make a small document enormous. */
  parts: number
  /** The two readers need each other through lists; handing them over keeps the files apart. */
  readonly readProperty: (reader: SchemaReader, property: Json, path: Path, refs: readonly string[]) => Read | undefined
  readonly readProperties: (reader: SchemaReader, node: JsonObject, path: Path, refs: readonly string[]) => WireField[]
  readonly resolve: typeof resolveReference
}

export interface Resolved {
  readonly node: JsonObject
  /** References that were followed to get here. */
  readonly refs: readonly string[]
}

const MAX_PARTS = 2_000

/** The node itself, or what its `$ref` leads to with the node's own members over it. Only places of the same document count. */
export function resolveReference(
  reader: SchemaReader,
  node: JsonObject,
  path: Path,
  refs: readonly string[],
): Resolved | undefined {
  reader.parts += 1
  if (reader.parts > MAX_PARTS) throw new MoldeError([issue(path, 'schema-too-wide', { limit: MAX_PARTS })])
  const { $ref, ...own } = node
  if ($ref === undefined) return { node, refs }
  const problem = problemOf($ref, refs)
  const target = problem === undefined ? nodeAt(reader.root, $ref as string) : undefined
  if (target) return resolveReference(reader, { ...target, ...own }, path, [...refs, $ref as string])
  const ref = briefly($ref, 200)
  reader.issues.push(issue([...path, '$ref'], problem ?? 'dangling-reference', { ref }))
  return undefined
}

function problemOf(ref: Json, refs: readonly string[]): Issue['code'] | undefined {
  if (typeof ref !== 'string' || !ref.startsWith('#')) return 'remote-reference'
  return ref === '#' || refs.includes(ref) ? 'circular-reference' : undefined
}

function nodeAt(root: JsonObject, ref: string): JsonObject | undefined {
  let at: Json | undefined = root
  for (const step of ref.slice(1).split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    at = isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined
  }
  return isJsonObject(at) && at !== root ? at : undefined
}

/** For a sentence. A document may hold an object where a text belongs, and in it a `toString` that is none. */
export function briefly(value: unknown, most: number): string {
  return typeof value === 'object' && value !== null ? '{…}' : String(value).slice(0, most)
}
