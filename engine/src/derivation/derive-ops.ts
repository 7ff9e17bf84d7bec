// Which changes lead from a version to a schema that somebody sent? What cannot be known is asked, never guessed.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { atPlaces } from '../blueprint/read-blueprint.ts'
import { MAX_ISSUES } from '../blueprint/validator.ts'
import { type Issue, refuseIf } from '../errors.ts'
import { type IdGiver, idGiver } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { applyOps, type OpContext } from '../lens/apply-ops.ts'
import { wasGiven } from '../lens/brought-ids.ts'
import { askingWith } from './asking.ts'
import { checkDerived } from './check-derived.ts'
import type { Samples } from './likeness.ts'
import { opWriter } from './op-writer.ts'
import type { Question } from './question.ts'
import { targetOf } from './target.ts'
import { readWanted, type WantedSource } from './wanted.ts'
import { writeBlueprint } from './write-blueprint.ts'

export interface DeriveContext extends OpContext {
  /** Answers by the ids of questions. */
  readonly answers?: JsonObject
  /** Values to tell renamed fields by. */
  readonly samples?: Samples
}

/** The draft's ops, as they are sent; none when nothing changes. Or what has to be answered first. */
export type Derived = { readonly ops: readonly JsonObject[] } | { readonly questions: readonly Question[] }

/**
 * Fields are known by id, else by key; one under a new name is asked about, with guesses by label, values and key. `ids` is left as it
 * is. Throws a MoldeError with places in what was sent where no changes lead there, or where these may not be made.
 */
export function deriveOps(head: BlueprintVersion, source: WantedSource, ids: IdGiver, context: DeriveContext): Derived {
  const wanted = readWanted(source, head)
  const asking = askingWith(context.answers ?? {})
  const issues: Issue[] = []
  const history = context.history ?? { versionAt: () => undefined, opsInto: () => [] }
  const given = (id: string) => wasGiven(id, { version: head, history, reading: { ids } })
  const target = targetOf(wanted, head, ids, asking, context.samples ?? {}, issues, given)
  refuseIf([...issues, ...asking.faults()].slice(0, MAX_ISSUES))
  if (!target) return { questions: asking.open }
  const writer = opWriter(head, ids, context)
  writeBlueprint(writer, head, target, given)
  refuseIf(onceEach(writer.issues).slice(0, MAX_ISSUES))
  if (writer.ops.length === 0) {
    refuseIf(checkDerived(head, target, head).slice(0, MAX_ISSUES))
    return { ops: [] }
  }
  // Asked as a whole, as publishing will ask it.
  const made = atPlaces(
    (path) => (path[0] === 'ops' ? writer.placeOf(path) : path),
    () => applyOps(head, writer.ops, idGiver(ids.counters()), context),
  )
  refuseIf(checkDerived(made.version, target, head).slice(0, MAX_ISSUES))
  return { ops: writer.ops }
}

/** Several changes of one field may stumble over the same thing. */
function onceEach(issues: readonly Issue[]): Issue[] {
  const texts = issues.map((one) => JSON.stringify(one))
  return issues.filter((_, i) => texts.indexOf(texts[i] as string) === i)
}
