// How a blueprint and its versions are said on the wire.
import {
  type BlueprintVersion,
  describeOps,
  type JsonObject,
  type Reader,
  wireBlueprint,
  withNames,
} from '@molde/engine'
import { etagOf } from '../http/preconditions.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import type { VersionRow } from './version-table.ts'

type Head = Pick<BlueprintRow, 'id' | 'head' | 'rev' | 'createdAt' | 'updatedAt'>

export function presentBlueprint(row: Head, version: BlueprintVersion): JsonObject {
  return {
    id: row.id,
    ...wireBlueprint(version),
    rev: row.rev,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }
}

export function etagOfBlueprint(blueprint: JsonObject): string {
  return etagOf(Number(blueprint['rev']), Number(blueprint['version']))
}

/**
 * One published version with its JSON Schema, the ops that led to it and what they mean in words: the reader's own
 * where the version `before` is at hand, else those in which it was stored.
 */
export function presentVersion(row: VersionRow, before: BlueprintVersion | undefined, reader: Reader): JsonObject {
  return {
    ...wireBlueprint(row.definition),
    version: row.version,
    schema: row.schema,
    ops: row.ops as unknown as JsonObject[],
    summary: before ? describeOps(withNames(before), row.ops, reader) : row.summary,
    publishedAt: new Date(row.publishedAt).toISOString(),
    publishedBy: row.publishedBy,
  }
}
