// Which changes lead from a blueprint to the whole schema or field list that somebody sent? Questions come back before anything is kept.
import {
  deriveOps,
  idGiver,
  isJsonObject,
  issue,
  type Json,
  type JsonObject,
  MoldeError,
  type Samples,
  type WantedSource,
  wireQuestion,
} from '@molde/engine'
import { blueprintsNamedIn } from '../computed/related-definitions.ts'
import { ApiError } from '../errors.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { liftRows } from '../records/lift-row.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { definitionOf } from './compiled-versions.ts'
import { wholeHistory } from './op-history.ts'
import { blueprintNamed } from './read-blueprints.ts'
import { findVersion } from './version-table.ts'

export interface DerivedDraft {
  /** The version that the ops were found for. */
  readonly base: number
  readonly ops: readonly JsonObject[]
}

/** Is it a whole schema or field list, and not ops? Of the three, one is sent. */
export function isWhole(body: JsonObject): boolean {
  const sent = ['ops', 'schema', 'document'].filter((name) => body[name] !== undefined)
  if (sent.length !== 1) throw new ApiError('bad-request', { detail: onlyOne })
  if (body['answers'] !== undefined && sent[0] === 'ops')
    throw new MoldeError([issue(['answers'], 'unknown-member', { name: 'answers', known: ['ops'] })])
  return sent[0] !== 'ops'
}

const onlyOne = {
  en: 'Send one of ops, schema and document',
  'pt-BR': 'Envie um entre ops, schema e document',
  ru: 'Пришлите что-то одно: ops, schema или document',
}

/** Reads only, outside of any transaction: what is found is tried again where it is kept. 409 with the questions that are open. */
export async function deriveDraft(scope: Scope, name: string, body: JsonObject): Promise<DerivedDraft> {
  const db = scope.store.read
  const blueprint = await blueprintNamed(scope, name)
  const head = await findVersion(db, scope.tenant.no, blueprint.no, blueprint.head)
  if (!head) throw new ApiError('not-found')
  const history = mentionsOthers(body, head.definition as unknown as Json)
    ? await wholeHistory(db, scope, blueprint)
    : undefined
  const derived = deriveOps(head.definition, sourceIn(body), idGiver(blueprint.counters), {
    now: scope.runtime.now(),
    zone: scope.tenant.timezone,
    answers: (body['answers'] ?? {}) as JsonObject,
    samples: { before: await valuesOf(db, scope, blueprint), after: examplesIn(body['schema']) },
    ...(history && { history }),
    ...(await blueprintsNamedIn(db, scope, head.definition, body)),
  })
  if ('ops' in derived) return { base: blueprint.head, ops: derived.ops }
  throw new ApiError('draft-ambiguous', {
    members: { questions: derived.questions.map((question) => wireQuestion(question, readerOf(scope))) },
  })
}

function sourceIn(body: JsonObject): WantedSource {
  return body['schema'] === undefined ? { document: body['document'] } : { schema: body['schema'] }
}

const mostRecords = 200
const mostValues = 100

/** Values per field, of the first records, to tell a renamed field by. */
async function valuesOf(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<NonNullable<Samples['before']>> {
  const rows = await recordsAfter(db, scope.tenant.no, blueprint.no, 0, mostRecords)
  const definition = await definitionOf(scope, db, blueprint.name)
  const lifted = await liftRows(scope, db, definition, rows)
  const values: { [field: string]: Json[] } = {}
  for (const { data } of lifted.filter(({ live }) => live))
    for (const [field, value] of Object.entries(data))
      if (value !== null && (values[field] ??= []).length < mostValues) values[field].push(value)
  return values
}

/** A schema may show whole records as examples. */
function examplesIn(schema: Json | undefined): NonNullable<Samples['after']> {
  const examples =
    isJsonObject(schema) && Array.isArray(schema['examples']) ? (schema['examples'] as readonly Json[]) : []
  const values: { [key: string]: Json[] } = {}
  for (const example of examples.slice(0, mostRecords).filter(isJsonObject))
    for (const [key, value] of Object.entries(example)) if (value !== null) (values[key] ??= []).push(value)
  return values
}

/** Does it name ids that the head does not have? Then what the blueprint was before must be known. */
function mentionsOthers(body: JsonObject, head: Json): boolean {
  const here = new Set(idsIn(head))
  return idsIn(body).some((id) => !here.has(id))
}

function idsIn(value: Json): string[] {
  return [...JSON.stringify(value).matchAll(/"([fo][1-9][0-9]{0,5})"/g)].map(([, id]) => id as string)
}
