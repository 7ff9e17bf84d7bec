// Who works with the fields that a draft changes, and goes on doing so? Told to whoever publishes; what would break is refused before.
import {
  type BlueprintVersion,
  type FieldDef,
  type FieldUse,
  type Issue,
  issue,
  type Json,
  type Label,
  labelIn,
  mentions,
  placesOfField,
  type StoredOp,
  sayIssue,
  usesOfField,
  versionAfter,
} from '@molde/engine'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { StoredView } from '../views/view-table.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { fieldsOfOp } from './fields-of-op.ts'
import type { UseOfField } from './preview.ts'
import { type UsedFlow, usedFlows, usedViews, workedOutFrom } from './read-outside.ts'
import { flowSentences } from './say-uses.ts'
import type { TriedOps } from './tried-ops.ts'

/** What they do to a field, nobody who works with it can fail to notice. */
const telling: ReadonlySet<string> = new Set(
  (
    'remove purge split merge extract inline moveToRelated subtable each change compute materialise ' +
    'retype remap normalise unit toList toSingle toRelation fromRelation retarget'
  ).split(' '),
)

/** One list per op. */
export async function usesOfOps(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  { head, ops }: Pick<TriedOps, 'head' | 'ops'>,
): Promise<readonly (readonly UseOfField[])[]> {
  if (!ops.some(({ op }) => telling.has(op))) return ops.map(() => [])
  const flows = await usedFlows(db, scope, blueprint)
  const views = (await usedViews(db, scope, blueprint)).map(({ name, label, definition }) => ({
    by: label ?? name,
    view: definition,
  }))
  const uses: UseOfField[][] = []
  let before = head
  for (const op of ops) {
    const found: Use[] = []
    for (const field of fieldsIn(before, op)) {
      found.push(
        ...flows.flatMap((flow) => usesInFlow(flow, before, field)),
        ...views.flatMap(({ by, view }) => usesInView(by, view, field)),
        ...usesOfField(before, field.id).map((use) => usesInside(use, field)),
        ...(await usesElsewhere(db, scope, before, field)),
      )
    }
    uses.push(found.map((use) => said(use, scope)))
    before = versionAfter(before, op)
  }
  return uses
}

interface Use {
  readonly kind: UseOfField['kind']
  readonly name: Label
  readonly sentence: Issue
}

function said({ kind, name, sentence }: Use, scope: Scope): UseOfField {
  return {
    kind,
    name: labelIn(name, readerOf(scope), ''),
    weight: 'info',
    sentence: sayIssue(sentence, readerOf(scope)),
  }
}

function fieldsIn({ fields }: BlueprintVersion, op: StoredOp): readonly FieldDef[] {
  if (!telling.has(op.op)) return []
  const named = fieldsOfOp(op)
  return fields.filter(({ id }) => named.includes(id))
}

function usesInFlow({ row, versions }: UsedFlow, before: BlueprintVersion, field: FieldDef): Use[] {
  const name = row.label ?? row.name
  const places = versions.flatMap((flow) => placesOfField(flow, before, field.id))
  return flowSentences(name, nameOf(field), places).map((sentence) => ({ kind: 'flow', name, sentence }))
}

type ViewPart = 'filter' | 'sort' | 'layout' | 'column' | 'form'

function usesInView(name: Label, view: StoredView, field: FieldDef): Use[] {
  const { filter, sort, columns, group, start, end, form } = view
  const { id } = field
  const parts: readonly (readonly [ViewPart, boolean])[] = [
    ['filter', filter !== undefined && mentions(filter, id)],
    ['sort', sort.some(({ ref }) => 'field' in ref && ref.field === id)],
    ['layout', [group, start, end].includes(id)],
    ['column', columns.includes(id)],
    ['form', form?.fields.includes(id) === true],
  ]
  const named = { by: name as Json, label: nameOf(field) as Json }
  return parts
    .filter(([, isUsed]) => isUsed)
    .map(([part]) => ({ kind: 'view', name, sentence: issue([], `view-uses-${part}`, named) }))
}

/** By rules, conditions, formulas, uniques and the title of the blueprint itself. */
function usesInside({ by, label }: FieldUse, field: FieldDef): Use {
  const named = { by: label as Json, label: nameOf(field) as Json }
  return { kind: by === 'default' ? 'formula' : by, name: label, sentence: issue([], `field-in-${by}`, named) }
}

async function usesElsewhere(db: Db, scope: Scope, before: BlueprintVersion, field: FieldDef): Promise<Use[]> {
  return (await workedOutFrom(db, scope, before, field.id)).map(({ version, fields }) => {
    const name = version.label ?? version.name
    const named = { blueprint: name as Json, label: nameOf(field) as Json, by: fields.map(nameOf) as Json }
    return { kind: 'blueprint', name, sentence: issue([], 'field-in-blueprint', named) }
  })
}

function nameOf({ label, key }: FieldDef): Label {
  return label ?? key
}
