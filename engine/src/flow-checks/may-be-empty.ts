// Which steps count on a field that may be empty where they are taken?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import type { Expression } from '../expression/expression.ts'
import { rawRead } from '../expression/names.ts'
import { readStored } from '../expression/read-stored.ts'
import { fieldActions } from '../flow/action-parts.ts'
import { type CompiledFlow, compileFlow } from '../flow/compile-flow.ts'
import type { Transition } from '../flow/flow.ts'
import { evaluate } from '../flow/flow-context.ts'
import { stateLabel, transitionLabel } from '../flow/flow-tables.ts'
import { holds, mayTake } from '../flow/refuse-transition.ts'
import type { FieldId, OptionId } from '../ids.ts'
import { withComputed } from '../record/compute-record.ts'
import { fieldLabel } from '../record/refused.ts'
import { type Case, isAlwaysAsked } from './condition-cases.ts'
import { lookedIn } from './condition-reads.ts'
import type { CheckSubject, Found } from './finding.ts'
import { takeable } from './shadowed-transitions.ts'
import { factsOf } from './state-facts.ts'
import { casesOn, firstCase, ownFields, stepFrom, type Way } from './ways.ts'
import { witnessOf } from './witness.ts'

/**
 * Told of fields that only the flow writes, since nobody can fill in what it forgot; and of required ones that a step leaves empty.
 * A condition on an empty field is a pitfall only when it would hold of nothing written as 0 or no: `tries < 3`.
 */
export function checkMayBeEmpty(subject: CheckSubject): readonly Found[] {
  const looking = new Looking(subject)
  const facts = factsOf(subject)
  for (const [state, events] of subject.exits) {
    const sure = facts.get(state)?.alwaysSet
    if (!sure) continue
    for (const exits of events.values())
      takeable(exits).forEach((transition, at, open) =>
        looking.at({ state, exits: open.slice(0, at + 1), transition, sure, open }),
      )
  }
  return looking.found
}

interface Place {
  readonly state: OptionId
  /** The steps of the event that can be taken, and those up to this one. */
  readonly open: readonly Transition[]
  readonly exits: readonly Transition[]
  readonly transition: Transition
  /** Fields that are never empty there. */
  readonly sure: ReadonlySet<FieldId>
}

class Looking {
  readonly found: Found[] = []
  private readonly own: ReadonlySet<FieldId>
  private readonly told = new Set<string>()

  constructor(private readonly subject: CheckSubject) {
    this.own = new Set(ownFields(subject).filter((id) => !subject.fields.get(id)?.computed))
  }

  at(place: Place): void {
    const { transition } = place
    for (const field of this.ownIn(place, transition.guard ? [transition.guard] : [])) this.guard(place, field)
    for (const { expr } of transition.check)
      for (const field of this.ownIn(place, [expr])) this.check(place, field, expr)
    fieldActions(transition.do).forEach((action, at, actions) => {
      if (action.kind !== 'set') return
      // What the step itself wrote before is not what the record came with.
      const before = new Set(actions.slice(0, at).map(({ field }) => field))
      this.action({ ...place, sure: new Set([...place.sure, ...before]) }, action.field, action.value)
    })
  }

  /** Fields of the flow's own that may be empty there and are read. */
  private ownIn({ sure }: Place, expressions: readonly Expression[]): readonly FieldDef[] {
    const read = new Set(expressions.flatMap(({ uses }) => uses))
    return [...read].flatMap((id) => {
      const field = this.subject.fields.get(id)
      return field && this.own.has(id) && !sure.has(id) ? [field] : []
    })
  }

  private guard(place: Place, field: FieldDef): void {
    const { subject } = this
    const { transition, open } = place
    const nothing = writtenAsNothing(field)
    if (nothing === undefined) return
    const filled = ({ context }: Case) => {
      const data = withComputed(subject.blueprint, { ...context.data, [field.id]: nothing }, lookedIn)
      return holds(transition.guard, { ...context, data })
    }
    this.tell('may-be-empty', place, field, (found) => {
      const { context } = found
      if (context.data[field.id] !== undefined || !mayTake(subject, transition, context)) return false
      return !open.some((one) => mayTake(subject, one, context) && holds(one.guard, context)) && filled(found)
    })
  }

  private check(place: Place, field: FieldDef, expr: Expression): void {
    const { subject } = this
    const { exits, transition } = place
    this.tell('check-skipped', place, field, ({ context }) => {
      const taken = exits.find((one) => mayTake(subject, one, context) && holds(one.guard, context))
      return taken === transition && context.data[field.id] === undefined && evaluate(expr, context).kind === 'empty'
    })
  }

  /** A copy of nothing is nothing, as it should be, unless nothing is not allowed there. */
  private action(place: Place, targetId: FieldId, value: Expression): void {
    const { subject } = this
    const target = subject.fields.get(targetId)
    if (!target || value.uses.length === 0) return
    const isCopy = rawRead(readStored(value.cel)).kind === 'name'
    const demanded = isAlwaysAsked(target)
    if (isCopy && !demanded) return
    const compiled = compileFlow(subject.flow, subject.blueprint)
    const sources = demanded ? this.anyIn(place, value) : this.ownIn(place, [value])
    for (const field of sources)
      this.tell(
        'leaves-empty',
        place,
        field,
        (found, way) => this.leavesEmpty(compiled, place, { found, way }, field, target),
        {
          more: [value],
          target,
        },
      )
  }

  private anyIn({ sure }: Place, { uses }: Expression): readonly FieldDef[] {
    return uses.flatMap((id) => {
      const field = this.subject.fields.get(id)
      return field && !field.computed && !sure.has(id) ? [field] : []
    })
  }

  private leavesEmpty(
    compiled: CompiledFlow,
    { exits, transition }: Place,
    { found, way }: { readonly found: Case; readonly way: Way },
    field: FieldDef,
    target: FieldDef,
  ): boolean {
    if (found.context.data[field.id] !== undefined) return false
    const step = stepFrom(compiled, { way, found, exits, transition })
    return step !== undefined && step.moved.data[target.id] === undefined
  }

  /** Once per step and field, at the first state where it shows. */
  private tell(
    check: 'may-be-empty' | 'check-skipped' | 'leaves-empty',
    { state, open, transition }: Place,
    field: FieldDef,
    isIt: (found: Case, way: Way) => boolean,
    { more = [], target }: { readonly more?: readonly Expression[]; readonly target?: FieldDef } = {},
  ): void {
    const { subject } = this
    const key = [check, transition.id, field.id, target?.id].join(' ')
    if (this.told.has(key)) return
    for (const way of subject.ways.to(state)) {
      if (this.own.has(field.id) && way.data[field.id] !== undefined) continue
      const found = firstCase(casesOn(subject, way, state, open, more), (one) => isIt(one, way))
      if (!found) continue
      this.told.add(key)
      const params = {
        ...{ field: fieldLabel(field), event: transitionLabel(subject, transition), state: stateLabel(subject, state) },
        ...(target && { target: fieldLabel(target) }),
      }
      const witness = witnessOf(subject, { way, leaf: state, found, by: transition.id })
      this.found.push({ check, severity: 'warn', transition: transition.id, witness, params })
      return
    }
  }
}

/** What people would take an empty field for; undefined where nothing is plainly nothing. */
function writtenAsNothing(field: FieldDef): number | boolean | string | undefined {
  if (isMany(field)) return undefined
  if (field.type === 'boolean') return false
  return ['integer', 'number', 'percent'].includes(field.type) ? 0 : undefined
}
