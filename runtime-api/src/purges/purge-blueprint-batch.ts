// One batch of taking out a whole blueprint: first what leads to its records from elsewhere, then these, then what it was.
import type { JsonObject } from '@molde/engine'
import { findBlueprint, findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { allVersions } from '../blueprints/version-table.ts'
import { findFavourites, putFavourites, type StoredPlace } from '../favourites/favourite-table.ts'
import type { BatchResult, BlueprintPurgePlace, Job, JobPayload } from '../jobs/job.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { writeWords } from '../record-store/search-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import {
  deleteDefinitions,
  deletePair,
  deleteSome,
  deleteWithLinks,
  goingAmong,
  membersWithFavourites,
  nextNaming,
  pairsAfter,
  recordsAmong,
  recordsThere,
  viewsThere,
} from './blueprint-purge-table.ts'
import { emptyLinks, shownOf } from './empty-links.ts'
import { answersAfter, batchSize, mergeWords, setAnswer } from './purge-table.ts'
import { withoutGoing } from './without-going.ts'
import { idsIn } from './without-ids.ts'

type Purge = Extract<JobPayload, { readonly kind: 'purge-blueprint' }>

const start: BlueprintPurgePlace = {
  kind: 'purge-blueprint',
  step: 'links',
  blueprint: 0,
  no: 0,
  actor: '',
  key: '',
  map: '',
  target: '',
}

/** Doing a batch twice does the same as doing it once. What leads to a record is known only as long as that is there. */
export function purgeBlueprintBatch(tx: Db, scope: Scope, job: Job, payload: Purge): Promise<BatchResult> {
  const { cursor } = job
  const place = typeof cursor === 'object' && cursor.kind === 'purge-blueprint' ? cursor : start
  switch (place.step) {
    case 'links':
      return emptyOthers(tx, scope, payload, place)
    case 'answers':
      return emptyAnswers(tx, scope, payload, place)
    case 'maps':
      return forgetTargets(tx, scope, payload, place)
    case 'records':
      return deleteRecords(tx, scope, payload, place)
    case 'rest':
      return deleteRest(tx, scope, payload, place, job.no)
    case 'words':
      return mergeRest(tx, place)
    default:
      return place.step satisfies never
  }
}

function goOn(cursor: BlueprintPurgePlace, done = 0): BatchResult {
  return { cursor, done, finished: false }
}

/** Blueprint after blueprint that ever named this one, and of each the records in the order of their numbers. */
async function emptyOthers(tx: Db, scope: Scope, payload: Purge, place: BlueprintPurgePlace): Promise<BatchResult> {
  const tenant = scope.tenant.no
  const its = { no: payload.blueprintNo, name: payload.blueprint }
  if (place.blueprint === 0) {
    const first = await nextNaming(tx, tenant, its, 0)
    return goOn(first === undefined ? { ...start, step: 'answers' } : { ...place, blueprint: first, no: 0 })
  }
  const rows = await recordsAfter(tx, tenant, place.blueprint, place.no, batchSize[tx.dialect])
  const last = rows.at(-1)
  if (!last) {
    const next = await nextNaming(tx, tenant, its, place.blueprint)
    return goOn(next === undefined ? { ...start, step: 'answers' } : { ...place, blueprint: next, no: 0 })
  }
  const linking = await linkingOf(tx, tenant, payload, place.blueprint)
  for (const row of rows) await emptyLinks(tx, scope, row, linking)
  return goOn({ ...place, no: last.no })
}

async function linkingOf(tx: Db, tenant: number, { blueprint: name, blueprintNo }: Purge, other: number) {
  const versions = await allVersions(tx, tenant, other)
  const [row] = await findBlueprintsByNo(tx, tenant, [other])
  const head = row && versions.get(row.head)
  // What another blueprint of this name shows is not touched.
  const isNamed = (await findBlueprint(tx, tenant, name)) === undefined
  return { purged: blueprintNo, versions, shown: head && isNamed ? shownOf(head, name) : [] }
}

async function emptyAnswers(tx: Db, scope: Scope, payload: Purge, place: BlueprintPurgePlace): Promise<BatchResult> {
  const tenant = scope.tenant.no
  const answers = await answersAfter(tx, tenant, place, batchSize[tx.dialect])
  const last = answers.at(-1)
  if (!last) return goOn({ ...start, step: 'maps' })
  const ids = await goingAmong(tx, tenant, payload.blueprintNo, idsIn(answers.map(({ response }) => response)))
  const isNamed = (await findBlueprint(tx, tenant, payload.blueprint)) === undefined
  const going = { ids, ...(isNamed && { name: payload.blueprint }) }
  for (const { actor, key, response } of answers) {
    const left = withoutGoing(response as JsonObject, going)
    if (left !== response) await setAnswer(tx, tenant, { actor, key, response: left })
  }
  return goOn({ ...place, actor: last.actor, key: last.key })
}

/** Which of its records stood for a value of another blueprint's op. */
async function forgetTargets(tx: Db, scope: Scope, payload: Purge, place: BlueprintPurgePlace): Promise<BatchResult> {
  const tenant = scope.tenant.no
  const pairs = await pairsAfter(tx, tenant, place, batchSize[tx.dialect])
  const last = pairs.at(-1)
  if (!last) return goOn({ ...start, step: 'records' })
  const targets = await recordsAmong(tx, tenant, payload.blueprintNo, new Set(pairs.map(({ target }) => target)))
  for (const pair of pairs) if (targets.has(pair.target)) await deletePair(tx, tenant, pair)
  return goOn({ ...place, ...last })
}

async function deleteRecords(tx: Db, scope: Scope, payload: Purge, place: BlueprintPurgePlace): Promise<BatchResult> {
  const rows = await recordsAfter(tx, scope.tenant.no, payload.blueprintNo, 0, batchSize[tx.dialect])
  await writeWords(
    tx,
    scope.store,
    rows.map(({ no, blueprint }) => ({ no, blueprint, words: [] })),
  )
  for (const { no } of rows) await deleteWithLinks(tx, scope.tenant.no, no)
  return goOn(rows.length === 0 ? { ...start, step: 'rest' } : place, rows.length)
}

async function deleteRest(
  tx: Db,
  scope: Scope,
  payload: Purge,
  place: BlueprintPurgePlace,
  job: number,
): Promise<BatchResult> {
  const tenant = scope.tenant.no
  // Rows by their keys are quickly deleted.
  if ((await deleteSome(tx, tenant, payload.blueprintNo, 10 * batchSize[tx.dialect])) > 0) return goOn(place)
  await deleteDefinitions(tx, tenant, { no: payload.blueprintNo, name: payload.blueprint }, job)
  await clearFavourites(tx, scope, payload.blueprintNo)
  return goOn({ ...start, step: 'words' })
}

async function clearFavourites(tx: Db, scope: Scope, blueprintNo: number): Promise<void> {
  const tenant = scope.tenant.no
  for (const member of await membersWithFavourites(tx, tenant)) {
    const { rev, places } = await findFavourites(tx, tenant, member)
    const records = await recordsThere(
      tx,
      tenant,
      places.flatMap((place) => (place.kind === 'record' ? place.no : [])),
    )
    const views = await viewsThere(
      tx,
      tenant,
      places.flatMap((place) => (place.kind === 'view' ? place.id : [])),
    )
    const isThere = (place: StoredPlace) => {
      if (place.kind === 'record') return records.has(Number(place.no))
      return place.kind === 'view' ? views.has(place.id) : Number(place.no) !== blueprintNo
    }
    const left = places.filter(isThere)
    if (left.length < places.length)
      await putFavourites(tx, tenant, member, { rev, places: left, at: scope.runtime.now() })
  }
}

async function mergeRest(tx: Db, place: BlueprintPurgePlace): Promise<BatchResult> {
  const goesOn = await mergeWords(tx, place.no === 0)
  return { cursor: { ...place, no: place.no + 1 }, done: 0, finished: !goesOn }
}
