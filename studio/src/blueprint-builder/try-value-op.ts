// A further change of values, read by the engine where the draft stands: to be tried on records before it is taken.
import { type BlueprintVersion, type JsonObject, MoldeError } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { TriedOp } from '../field-change/tried-op.ts'
import { publishedVersion, tryDraft } from './apply-draft.ts'
import { withValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import { groundwork } from './draft-ops.ts'
import { seenBeside } from './known-blueprints.ts'

/** `zone` is the tenant's: moments are read by its clocks. */
export function tryValueOp(published: Blueprint, definition: Definition, op: JsonObject, zone: string): TriedOp {
  try {
    const { ops } = groundwork(published, withValueOp(published, definition, op))
    const moment = { now: Date.now(), zone }
    const tried = tryDraft(published, ops, moment)
    const head = publishedVersion(published)
    const before: BlueprintVersion = ops.length > 1 ? tryDraft(published, ops.slice(0, -1), moment).version : head
    const last = tried.ops.at(-1)
    if (!last) throw new RangeError('a draft with an op has a stored one')
    return { head, earlier: tried.ops.slice(0, -1), op: last, before, after: tried.version }
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return { issues: refused.issues }
  }
}

/** With other kinds of record seen as they are given, whether or not they are there yet. */
export function tryBeside(
  published: Blueprint,
  definition: Definition,
  op: JsonObject,
  { zone, kinds }: { readonly zone: string; readonly kinds: readonly Blueprint[] },
): TriedOp {
  return kinds.reduceRight<() => TriedOp>(
    (act, one) => () => seenBeside(published, one, act),
    () => tryValueOp(published, definition, op, zone),
  )()
}
