// What does a change of a blueprint take away that an automation cannot do without?
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { expressionsOfAction, fieldsOfAction } from '../flow/action-parts.ts'
import { type Broken, expressionBreaks, fieldsIn, goneOptions, relatedBreaksOf } from '../flow/flow-breaks.ts'
import type { FieldId } from '../ids.ts'
import type { Automation } from './automation.ts'
import { automationScope } from './automation-scope.ts'

/** Everything that `after` does not have: of the kind of record that it is about, or of one that its actions make or change. */
export function automationBreaks(
  automation: Automation,
  before: BlueprintVersion,
  after: BlueprintVersion,
): readonly Broken[] {
  const related = relatedBreaksOf(automation.do, before, after)
  return automation.blueprint === before.name
    ? distinct([...ownBreaks(automation, before, after), ...related])
    : related
}

function ownBreaks(automation: Automation, before: BlueprintVersion, after: BlueprintVersion): readonly Broken[] {
  const { trigger, when, do: actions } = automation
  const find = trigger.kind === 'webhook' ? trigger.find : undefined
  const watched = trigger.kind === 'changed' ? (trigger.fields ?? []) : []
  const named: readonly FieldId[] = [...watched, ...(find ? [find.field] : []), ...actions.flatMap(fieldsOfAction)]
  const written = new Set(actions.flatMap((action) => ('field' in action ? [action.field] : [])))
  const lost = [...new Set(named)].filter((id) => {
    const now = after.fields.find((field) => field.id === id)
    return !now || (written.has(id) && now.computed !== undefined)
  })
  const ends =
    trigger.kind === 'changed' || trigger.kind === 'transition'
      ? [trigger.from, trigger.to].flatMap((end) => (typeof end === 'string' ? [end] : []))
      : []
  const options = goneOptions(before, after).filter(({ id, field }) => ends.includes(id) && !lost.includes(field))
  const expressions = [...(when ? [when] : []), ...actions.flatMap(expressionsOfAction)]
  return [
    ...fieldsIn(before, lost),
    ...options.map(({ label }) => ({ kind: 'option', label }) as const),
    ...expressions.flatMap((one) =>
      expressionBreaks(one, before, after, (version) => automationScope(trigger.kind, version, undefined)),
    ),
  ]
}

function distinct(broken: readonly Broken[]): readonly Broken[] {
  return [...new Map(broken.map((one) => [JSON.stringify(one), one])).values()]
}
