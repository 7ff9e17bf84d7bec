// What does a published flow speak of that the newest version of its blueprint does not have?
import type { Label, OptionDef } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { expressionsOfAction, fieldsOfAction } from '../flow/action-parts.ts'
import type { Action, Transition } from '../flow/flow.ts'
import { stateKey, stateLabel, transitionLabel } from '../flow/flow-tables.ts'
import { fieldLabel } from '../record/refused.ts'
import type { CheckSubject, Found } from './finding.ts'

export function checkNoLongerFits(subject: CheckSubject): readonly Found[] {
  const ofTransitions = subject.flow.transitions.flatMap((transition) =>
    partFaults(subject, partOf(subject, transition)),
  )
  const ofStates = [...subject.states.values()].flatMap((state) =>
    partFaults(subject, {
      place: { state: stateKey(subject, state.id) },
      label: stateLabel(subject, state.id),
      actions: [...state.onEnter, ...state.onExit],
      conditions: [],
      asked: [],
    }),
  )
  return [...ofTransitions, ...ofStates]
}

interface Part {
  readonly place: Pick<Found, 'state' | 'transition'>
  readonly label: Label
  readonly actions: readonly Action[]
  readonly conditions: readonly Expression[]
  /** Fields of the form. */
  readonly asked: readonly string[]
}

function partOf(subject: CheckSubject, transition: Transition): Part {
  const { who, guard, check, form } = transition
  return {
    place: { transition: transition.id },
    label: transitionLabel(subject, transition),
    actions: transition.do,
    conditions: [...(who?.expr ? [who.expr] : []), ...(guard ? [guard] : []), ...check.map(({ expr }) => expr)],
    asked: form.map(({ field }) => field),
  }
}

function partFaults(subject: CheckSubject, part: Part): readonly Found[] {
  const { fields, writtenIn } = subject
  const values = part.actions.flatMap(expressionsOfAction)
  const expressions = [...part.conditions, ...values]
  const named = [
    ...part.asked,
    ...part.actions.flatMap(fieldsOfAction),
    ...expressions.flatMap(({ uses, usesInput }) => [...uses, ...usesInput]),
  ]
  const gone = [...new Set(named)].filter((id) => !fields.has(id as never))
  const before = new Map(writtenIn?.fields.map((field) => [field.id as string, fieldLabel(field)]))
  const options = goneOptions(subject).filter(({ id }) => expressions.some(({ cel }) => cel.includes(`"${id}"`)))
  const names = [...gone.map((id) => before.get(id) ?? id), ...options.map(optionLabel)]
  return [
    ...names.map((name): Found => {
      return { check: 'no-longer-fits', severity: 'block', ...part.place, params: { event: part.label, name } }
    }),
    ...part.actions.flatMap((action) => retiredFault(subject, part, action)),
  ]
}

function goneOptions({ fields, writtenIn }: CheckSubject): readonly OptionDef[] {
  return (writtenIn?.fields ?? []).flatMap(({ id, options = [] }) => {
    const still = new Set(fields.get(id)?.options?.map((option) => option.id))
    return fields.has(id) ? options.filter((option) => !still.has(option.id)) : []
  })
}

/** A choice that records keep and nobody may choose any more. */
function retiredFault({ fields }: CheckSubject, { place, label }: Part, action: Action): readonly Found[] {
  if (action.kind !== 'set' && action.kind !== 'add') return []
  const field = fields.get(action.field)
  const option = field?.options?.find(({ id, retired }) => retired && action.value.cel === `"${id}"`)
  if (!field || !option) return []
  const params = { event: label, field: fieldLabel(field), name: optionLabel(option) }
  return [{ check: 'no-longer-offered', severity: 'warn', ...place, params }]
}

function optionLabel({ label, key }: OptionDef): Label {
  return label ?? key
}
