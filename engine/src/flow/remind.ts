// What a reminder of a timer tells, and whom: what the flow says, else those who have the record that it will soon be due.
import type { FieldDef, Label } from '../blueprint/blueprint.ts'
import { issue, sayIssue } from '../errors.ts'
import { type Language, languages } from '../issue-texts.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { OutsideEffect } from './effect.ts'
import type { FlowSituation, FlowTimer } from './flow.ts'
import { flowContext } from './flow-context.ts'
import { exitsOfStanding, type FlowTables, standingOf, transitionLabel } from './flow-tables.ts'
import { askFor } from './outside-action.ts'
import { momentText } from './value-text.ts'

/** What could not be worked out is left out: a reminder changes nothing, so there is nothing to refuse. `due` is the timer's moment. */
export function remind(
  tables: FlowTables,
  timer: FlowTimer,
  situation: FlowSituation,
  due: number,
): readonly OutsideEffect[] {
  if (!timer.onRemind) return toldUsually(tables, timer, situation, due)
  const context = flowContext(situation)
  return timer.onRemind.flatMap((action) => {
    const effect = askFor(tables, context, action)
    return effect === undefined || 'message' in effect ? [] : [effect]
  })
}

/** The members that the record names; where it names none, whoever made it. */
function toldUsually(
  tables: FlowTables,
  timer: FlowTimer,
  { record, data, zone, own }: FlowSituation,
  due: number,
): readonly OutsideEffect[] {
  const named = tables.blueprint.fields.filter(({ type }) => type === 'user').flatMap((field) => membersIn(field, data))
  const members = [...new Set(named.length > 0 ? named : record.createdBy === null ? [] : [record.createdBy])]
  if (members.length === 0) return []
  const [step] = exitsOfStanding(tables, standingOf(tables, record.state, data), timer.event).flat()
  const event: Label = step ? transitionLabel(tables, step) : timer.name
  const text = Object.fromEntries(
    languages.map((language: Language) => [
      language,
      sayIssue(issue([], 'timer-reminder', { event, when: momentText(due, { language, zone }) }), { language, own }),
    ]),
  )
  return [{ kind: 'notify', action: 'a0', to: { members }, text }]
}

function membersIn({ id }: FieldDef, data: StoredData): readonly string[] {
  return [data[id]].flat().filter((one) => typeof one === 'string')
}
