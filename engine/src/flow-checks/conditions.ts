// Do the conditions of one event's steps exclude each other, and do they leave something out? Each finding shows a record for it.
import type { Transition } from '../flow/flow.ts'
import type { FlowContext } from '../flow/flow-context.ts'
import { nodesOf } from '../flow/flow-nodes.ts'
import { leadsTo, stateLabel, transitionLabel } from '../flow/flow-tables.ts'
import { holds, mayTake } from '../flow/refuse-transition.ts'
import type { OptionId } from '../ids.ts'
import { type Case, type Cases, casesOf, rolesIn } from './condition-cases.ts'
import type { CheckSubject, Found } from './finding.ts'
import { takeable } from './shadowed-transitions.ts'
import { casesOn, editsOf, firstCase, mayHold } from './ways.ts'
import { sayCase, witnessOf } from './witness.ts'

export function checkConditions(subject: CheckSubject): readonly Found[] {
  const looking = new Looking(subject)
  for (const [state, events] of subject.exits)
    for (const exits of events.values())
      looking.at({ state, exits: takeable(exits), node: nodesOfExits(subject, state) })
  return looking.found()
}

/** The steps of one event that may leave a state. */
interface Choice {
  readonly state: OptionId
  readonly exits: readonly Transition[]
  /** The state, or the group around it, that a step is said to leave. */
  readonly node: ReadonlyMap<Transition, string>
}

/** Which of the steps hold in which case. */
interface Table {
  readonly cases: readonly Case[]
  readonly exact: boolean
  /** Per step and case: who may act and the guard. */
  readonly open: ReadonlyMap<Transition, readonly boolean[]>
  readonly guarded: ReadonlyMap<Transition, readonly boolean[]>
}

/** What is true of a transition wherever it is taken. */
type Verdict = 'lives' | 'never' | 'covered'

class Looking {
  private readonly tables = new Map<string, Table | undefined>()
  private readonly verdicts = new Map<Transition, { readonly verdict: Verdict; readonly choice: Choice }[]>()
  private readonly choices: Found[] = []
  /** A pair of steps that leave many states is told once. */
  private readonly told = new Set<string>()

  constructor(private readonly subject: CheckSubject) {}

  at(choice: Choice): void {
    const { exits } = choice
    if (!exits.some(({ guard }) => guard)) {
      for (const transition of exits) this.judge(transition, 'lives', choice)
      return
    }
    const table = this.tableOf(choice)
    for (const transition of exits) this.judge(transition, verdictOf(choice, transition, table), choice)
    if (!table || exits.length < 2) return
    this.overlaps(choice, table)
    this.gap(choice, table)
  }

  found(): readonly Found[] {
    const dead = [...this.verdicts].flatMap(([transition, told]) => {
      const [first] = told
      if (!first || told.some(({ verdict }) => verdict === 'lives')) return []
      return [this.dead(transition, told.find(({ verdict }) => verdict === 'covered') ?? first)]
    })
    return [...dead, ...this.choices]
  }

  private judge(transition: Transition, verdict: Verdict, choice: Choice): void {
    const known = this.verdicts.get(transition)
    if (known) known.push({ verdict, choice })
    else this.verdicts.set(transition, [{ verdict, choice }])
  }

  /** Steps out of many states (`*`, groups) are looked at once, unless they ask in which one the record stands. */
  private tableOf({ state, exits }: Choice): Table | undefined {
    const asksState = exits.some((exit) => conditionsOf([exit]).some((one) => this.readsState(one)))
    const key = [...exits.map(({ id }) => id), asksState || this.subject.regions.has(state) ? state : ''].join(' ')
    if (!this.tables.has(key)) this.tables.set(key, this.fill(state, exits))
    return this.tables.get(key)
  }

  private readsState(condition: NonNullable<Transition['guard']>): boolean {
    return condition.usesRecord.includes('state') || condition.uses.includes(this.subject.flow.stateField)
  }

  private fill(state: OptionId, exits: readonly Transition[]): Table | undefined {
    const cases = casesOf(this.subject, conditionsOf(exits), {
      ...{ state, form: exits[0]?.form ?? [], roles: rolesIn(exits) },
      asksCreator: exits.some(({ who }) => who?.notCreator),
    })
    return cases && tableFrom(this.subject, exits, cases)
  }

  private dead(
    transition: Transition,
    { verdict, choice }: { readonly verdict: Verdict; readonly choice: Choice },
  ): Found {
    const { subject } = this
    const [state, event] = [stateLabel(subject, choice.state), transitionLabel(subject, transition)]
    const to = stateLabel(subject, leadsTo(subject, transition, choice.state))
    const check = verdict === 'never' ? 'never-true' : 'covered'
    const shown =
      check === 'covered' ? this.show(choice, transition, ({ context }) => holds(transition.guard, context)) : undefined
    return {
      ...{ check, severity: 'warn', transition: transition.id, params: { state, event, to } },
      ...(shown && { witness: shown.witness }),
    }
  }

  private overlaps(choice: Choice, table: Table): void {
    const { exits } = choice
    exits.forEach((first, at) => {
      for (const second of exits.slice(at + 1))
        if (this.maySurprise(choice, first, second, table)) this.overlap(choice, first, second)
    })
  }

  /** Order decides; that is meant where one condition is a special case of the other, or the rest. */
  private maySurprise({ state, node }: Choice, first: Transition, second: Transition, { open, cases }: Table): boolean {
    if (!first.guard || !second.guard || node.get(first) !== node.get(second)) return false
    if (leadsTo(this.subject, first, state) === leadsTo(this.subject, second, state)) return false
    const [a, b] = [open.get(first) ?? [], open.get(second) ?? []]
    const some = (holds: (index: number) => boolean | undefined) => cases.some((_, index) => holds(index))
    return (
      some((index) => a[index] && b[index] && !cases[index]?.odd) &&
      some((index) => a[index] && !b[index]) &&
      some((index) => b[index] && !a[index])
    )
  }

  private overlap(choice: Choice, first: Transition, second: Transition): void {
    const key = `both ${first.id} ${second.id}`
    if (this.told.has(key)) return
    const { subject } = this
    const earlier = choice.exits.slice(0, choice.exits.indexOf(first))
    const shown = this.show(
      choice,
      first,
      ({ context }) =>
        isOpenTo(subject, first, context) &&
        isOpenTo(subject, second, context) &&
        !earlier.some((one) => isOpenTo(subject, one, context)),
    )
    if (!shown) return
    this.told.add(key)
    const params = {
      ...{ event: transitionLabel(subject, first), state: stateLabel(subject, choice.state) },
      to: stateLabel(subject, leadsTo(subject, first, choice.state)),
      other: stateLabel(subject, leadsTo(subject, second, choice.state)),
      case: sayCase(subject, shown.found),
    }
    this.choices.push({ check: 'overlap', severity: 'warn', transition: second.id, witness: shown.witness, params })
  }

  /** Several steps of one event are a decision, and one that says nothing of some records may have forgotten them. */
  private gap(choice: Choice, { cases, guarded }: Table): void {
    const { exits } = choice
    const key = ['none', ...exits.map(({ id }) => id)].join(' ')
    if (exits.some(({ guard }) => !guard) || this.told.has(key)) return
    const isLeftOut = (index: number) => exits.every((exit) => !guarded.get(exit)?.[index])
    if (!cases.some(({ odd }, index) => !odd && isLeftOut(index))) return
    const { subject } = this
    const [first] = exits
    const shown =
      first &&
      this.show(
        choice,
        first,
        ({ context }) =>
          exits.every(({ guard }) => !holds(guard, context)) && exits.some((exit) => mayTake(subject, exit, context)),
      )
    if (!first || !shown) return
    this.told.add(key)
    const params = {
      ...{ event: transitionLabel(subject, first), state: stateLabel(subject, choice.state) },
      case: sayCase(subject, shown.found),
    }
    this.choices.push({ check: 'gap', severity: 'info', transition: first.id, witness: shown.witness, params })
  }

  /** A record of which it is true, and that can really come to stand there. */
  private show({ state, exits }: Choice, by: Transition, isIt: (found: Case) => boolean) {
    const { subject } = this
    for (const way of subject.ways.to(state)) {
      const found = firstCase(
        casesOn(subject, way, state, withoutChecks(exits)),
        (one) => isIt(one) && mayHold(subject, one.context.data, editsOf(way.data, one)),
      )
      if (found) return { found, witness: witnessOf(subject, { way, leaf: state, found, by: by.id }) }
    }
    return undefined
  }
}

/** Checks come after the choice: they refuse what was chosen. */
function isOpenTo(subject: CheckSubject, transition: Transition, context: FlowContext): boolean {
  return mayTake(subject, transition, context) && holds(transition.guard, context)
}

/** What is chosen does not depend on checks. */
function withoutChecks(exits: readonly Transition[]): readonly Transition[] {
  return exits.map((exit) => ({ ...exit, check: [] }))
}

function conditionsOf(exits: readonly Transition[]) {
  return exits.flatMap(({ who, guard }) => [...(who?.expr ? [who.expr] : []), ...(guard ? [guard] : [])])
}

function tableFrom(subject: CheckSubject, exits: readonly Transition[], { cases: all, exact }: Cases): Table {
  const cases = [...all]
  const guarded = exits.map((exit) => [exit, cases.map(({ context }) => holds(exit.guard, context))] as const)
  const open = guarded.map(([exit, holding]) => {
    if (!exit.who) return [exit, holding] as const
    return [exit, cases.map(({ context }, at) => holding[at] === true && isOpenTo(subject, exit, context))] as const
  })
  return { cases, exact, open: new Map(open), guarded: new Map(guarded) }
}

/** Only where the cases stand for all records can something be never. */
function verdictOf({ exits }: Choice, transition: Transition, table: Table | undefined): Verdict {
  if (!table?.exact || !transition.guard) return 'lives'
  const own = table.guarded.get(transition) ?? []
  if (!own.includes(true)) return 'never'
  const before = exits.slice(0, exits.indexOf(transition)).filter((earlier) => asksNoMore(earlier, transition))
  const isTaken = (index: number) => before.some((earlier) => table.guarded.get(earlier)?.[index])
  return own.every((isMet, index) => !isMet || isTaken(index)) ? 'covered' : 'lives'
}

/** May everybody who may take the later step take the earlier one too? */
function asksNoMore({ who: earlier }: Transition, { who: later }: Transition): boolean {
  return !earlier || JSON.stringify(earlier) === JSON.stringify(later)
}

function nodesOfExits(subject: CheckSubject, state: OptionId): ReadonlyMap<Transition, string> {
  const nodes = [...nodesOf(subject, state)].reverse()
  return new Map(nodes.flatMap((node) => (subject.leaving.get(node) ?? []).map((exit) => [exit, node] as const)))
}
