// Statecharts of every shape in which nothing is asked: groups within groups, history, regions that go on at once.
import fc from 'fast-check'
import { note, regions } from './chart.ts'

const group = (key: string) => ({ group: key })
const outer = ['A', 'B', 'C', 'D', 'E', 'P'] as const
const inLeft = ['left.l1', 'left.l2', 'left.l3'] as const
const event = fc.constantFrom('go', 'on', 'back')
const label = fc.option(fc.constantFrom('Go on', { en: 'Back', ru: 'Назад' }), { nil: undefined })
const steps = fc.option(fc.constantFrom([note('x')], [{ clear: 'n' }, note('y')]), { nil: undefined })

const said = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

const across = fc
  .record({
    event,
    label,
    from: fc.oneof(
      fc.uniqueArray(fc.constantFrom(...outer), { minLength: 1, maxLength: 3 }),
      fc.constantFrom([group('in')], [group('around')], '*' as const),
    ),
    to: fc.constantFrom(
      ...[...outer, 'END'],
      group('in'),
      group('around'),
      { group: 'in', history: 'shallow' },
      { group: 'around', history: 'deep' },
    ),
    do: steps,
  })
  .map(said)
const within = fc
  .record({
    event,
    label,
    from: fc.constantFrom(...inLeft).map((leaf) => [leaf]),
    to: fc.constantFrom(...inLeft, 'left.lend'),
  })
  .map(said)

const more = {
  states: {
    P: { type: 'parallel', regions: regions() },
    END: { type: 'final' },
    B: { color: 'blue', pos: { x: 1, y: 2 } },
  },
  groups: {
    around: { states: ['C'], label: 'Around' },
    in: { states: ['A', 'B'], parent: 'around', onEnter: [note('in')] },
  },
  events: { go: {}, on: { label: 'On' }, back: {} },
}

/** What `chart` takes. */
export const anyChart = fc.record({
  transitions: fc.array(fc.oneof({ weight: 3, arbitrary: across }, within), { minLength: 1, maxLength: 10 }),
  more: fc.constantFrom('A', 'B', 'C', 'P').map((initial) => ({ initial, ...more })),
})
