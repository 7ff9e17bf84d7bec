// What does a schema say about a value that does not satisfy it?
import type { Path } from '../errors.ts'

/** One fault as the schema sees it: which keyword, where in the value, and the part of the schema that said so. */
export interface SchemaError {
  readonly keyword: string
  readonly path: Path
  readonly params: Readonly<Record<string, unknown>>
  readonly schema: Readonly<Record<string, unknown>>
  /** What was found at the place. */
  readonly value: unknown
}

export type SchemaCheck = (value: unknown) => readonly SchemaError[]
