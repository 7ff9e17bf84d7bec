// Which kinds of op can be published today? The only list.
import type { Op } from '../lens/op.ts'
import type { OpKind } from '../lens/op-kind.ts'
import { opTools } from '../lens/op-tools.ts'
import { add } from './add.ts'
import { change } from './change.ts'
import { compute } from './compute.ts'
import { eachWith } from './each.ts'
import { extract } from './extract.ts'
import { flow } from './flow.ts'
import { fromRelation } from './from-relation.ts'
import { inline } from './inline.ts'
import { materialise } from './materialise.ts'
import { merge } from './merge.ts'
import { mergeBlueprints } from './merge-blueprints.ts'
import { meta } from './meta.ts'
import { moveToRelated } from './move-to-related.ts'
import { normalise } from './normalise.ts'
import { options } from './options.ts'
import { order } from './order.ts'
import { purgeWith } from './purge.ts'
import { relabel } from './relabel.ts'
import { remap } from './remap.ts'
import { remove } from './remove.ts'
import { rename } from './rename.ts'
import { restoreWith } from './restore.ts'
import { retarget } from './retarget.ts'
import { retype } from './retype.ts'
import { revertWith } from './revert.ts'
import { rules } from './rules.ts'
import { split } from './split.ts'
import { splitBlueprint } from './split-blueprint.ts'
import { subtableWith } from './subtable.ts'
import { toList } from './to-list.ts'
import { toRelation } from './to-relation.ts'
import { toSingle } from './to-single.ts'
import { uniques } from './uniques.ts'
import { unit } from './unit.ts'

/** For kinds that hold other ops, or look into earlier ones. */
const tools = opTools((name) => opKind(name))

const kinds: { readonly [K in Op['op']]: OpKind<never, Op & { readonly op: K }> } = {
  add,
  remove,
  restore: restoreWith(tools),
  purge: purgeWith(tools),
  rename,
  relabel,
  order,
  meta,
  change,
  options,
  retype,
  split,
  merge,
  remap,
  normalise,
  unit,
  rules,
  uniques,
  toList,
  toSingle,
  compute,
  materialise,
  toRelation,
  fromRelation,
  retarget,
  extract,
  inline,
  moveToRelated,
  subtable: subtableWith(tools),
  each: eachWith(tools),
  mergeBlueprints,
  splitBlueprint,
  flow,
  revert: revertWith(tools),
}

/** The kind of that name, or undefined when the catalogue has it but nobody may publish it yet. */
export function opKind(name: string): OpKind<unknown, Op> | undefined {
  return Object.hasOwn(kinds, name) ? (kinds[name as Op['op']] as OpKind<unknown, Op>) : undefined
}
