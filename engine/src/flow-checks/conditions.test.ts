// Are conditions that overlap, leave something out or never hold found, and is the record that shows it a real one?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chart, chartBlueprint } from '../../test/chart.ts'
import { reject, request, type Story, send } from '../../test/flow-stories.ts'
import { playWitness } from '../../test/play-witness.ts'
import type { FieldDef } from '../blueprint/blueprint.ts'
import type { TransitionId } from '../ids.ts'
import type { Reader } from '../reader.ts'
import type { Finding } from './finding.ts'
import { verifyFlow } from './verify-flow.ts'

type Wire = { readonly [member: string]: unknown }

const decide = (to: string, guard?: string, more: Wire = {}): Wire => ({
  ...{ event: 'decide', from: ['SENT'], to },
  ...(guard !== undefined && { guard }),
  ...more,
})
/** Two steps of one decision. */
const two = (first: string, second: string, more: Wire = {}) =>
  request([send, decide('APPROVED', first, more), decide('REJECTED', second, more)])

function said({ flow, blueprint }: Story): readonly string[] {
  return verifyFlow(flow, blueprint).map(({ check, state, transition }) =>
    [check, state ?? transition].join(' ').trim(),
  )
}

/** What the finding claims, asked of the engine: the record is made, led there and sent the event. */
function prove({ flow, blueprint }: Story, { check, witness, transition }: Finding): void {
  if (check === 'never-true') return
  expect(witness).toBeDefined()
  if (!witness) return
  const { outcome, isOpen } = playWitness(flow, blueprint, witness)
  const taken = outcome?.kind === 'moved' ? outcome.transition : outcome?.refusal.transition
  if (check === 'gap') expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'guard' } })
  if (check === 'overlap' || check === 'covered') {
    expect(isOpen(transition as TransitionId)).toBe(true)
    expect(taken).not.toBe(transition)
  }
}

const overlapping: readonly (readonly [string, Story])[] = [
  ['numbers', two('days > 3', 'days < 10')],
  ['a limit that belongs to both', two('days >= 5', 'days <= 5')],
  ['numbers with digits', two('score >= 0.5', 'score <= 0.5 || score > 9.0')],
  ['money', two('amount > 1000.0', 'amount < 2000.0')],
  ['different fields', two('amount > 1000.0', 'vip')],
  ['a choice and a number', two("kind == 'travel'", 'days > 5')],
  ['choices in lists', two("kind in ['travel', 'goods']", "kind in ['goods', 'other']")],
  ['lists', two("'legal' in tags", "'safety' in tags")],
  ['emptiness', two('owner == null', 'due == null')],
  ['dates', two("due > date('2030-01-01')", "due < date('2030-06-01')")],
  ['the clock', two('due < today()', 'urgent')],
  ['who acts', two('owner == actor.id', 'vip')],
  ['the form', two("input.reason == 'x'", 'vip', { form: ['reason'] })],
  ['texts', two("title.startsWith('A')", "title.contains('B')")],
  ['what is not so', two('!vip', '!urgent')],
  ['either or', two('vip && urgent', "days > 30 || kind == 'other'")],
  ['one role among several', two('days > 3', 'days < 10', { who: { roles: ['boss', 'clerk'] } })],
  [
    'what the flow itself has written',
    request([
      { ...send, do: [{ set: 'tries', value: '3.0' }] },
      decide('APPROVED', 'tries > 2'),
      decide('REJECTED', 'tries < 5'),
    ]),
  ],
  [
    'several steps on',
    request(
      [
        { ...send, guard: 'days > 7', form: [{ field: 'owner', required: true }] },
        { event: 'look', from: ['SENT'], to: 'LOOKED', who: { roles: ['boss'], notCreator: true } },
        { ...decide('APPROVED', 'days > 3'), from: ['LOOKED'] },
        { ...decide('REJECTED', 'vip'), from: ['LOOKED'] },
      ],
      { states: { DRAFT: {}, SENT: {}, LOOKED: {}, APPROVED: { type: 'final' }, REJECTED: { type: 'final' } } },
    ),
  ],
]

describe('conditions that hold together', () => {
  it.each(overlapping)('[F60] %s', (_, story) => {
    const [overlap] = verifyFlow(story.flow, story.blueprint).filter(({ check }) => check === 'overlap')
    expect(overlap).toMatchObject({ severity: 'warn', transition: story.flow.transitions.at(-1)?.id })
    if (overlap) prove(story, overlap)
  })

  it.each([
    ['they lead to the same', request([send, decide('APPROVED', 'days > 3'), decide('APPROVED', 'vip'), reject])],
    ['the second is the rest', request([send, decide('APPROVED', 'days > 3'), decide('REJECTED')])],
    ['the first is a special case', two('days > 30', 'days >= 1')],
    ['the first is one of several', two("kind == 'travel' && vip == true", "kind == 'travel' || vip != true")],
    ['they exclude each other', two('days > 3', 'days <= 3')],
    [
      'different people take them',
      request([
        send,
        decide('APPROVED', 'days >= 1', { who: { roles: ['boss'] } }),
        decide('REJECTED', 'days < 100 || vip', { who: { roles: ['clerk'] } }),
      ]),
    ],
    [
      'the flow writes what they ask, and never both',
      request([
        { ...send, do: [{ set: 'tries', value: '1.0' }] },
        decide('APPROVED', 'tries > 2 || passed'),
        decide('REJECTED', 'tries < 3 || vip'),
      ]),
    ],
  ])('[F60] are nothing to tell when %s', (_, story) => {
    expect(said(story).filter((one) => one.startsWith('overlap'))).toEqual([])
  })

  it('[F60] a step of a state goes before one of the group around it, which is what groups are for', () => {
    const groups = { open: { states: ['SENT'] } }
    const inner = [send, decide('APPROVED', 'days > 3'), { ...decide('REJECTED', 'vip'), from: [{ group: 'open' }] }]
    expect(said(request([...inner, reject], { groups }))).not.toContain('overlap t3')
  })

  it('[F60] a rule of the blueprint that no such record can keep makes it none', () => {
    const rules = [{ check: 'vip == false || days <= 3', message: 'Short for VIPs.' }]
    const steps = [send, decide('APPROVED', 'days > 3'), decide('REJECTED', 'vip'), reject]
    expect(said(request(steps))).toContain('overlap t3')
    expect(said(request(steps, {}, { rules }))).not.toContain('overlap t3')
  })

  it('[F60] in regions, where a record stands in several states at once', () => {
    const left = { stateField: 'left', initial: 'l1', states: { lend: { type: 'final' } } }
    const right = { stateField: 'right', initial: 'r1', states: { rend: { type: 'final' } } }
    const compiled = chart(
      [
        { event: 'in', from: ['A'], to: 'P' },
        { event: 'go', from: ['left.l1'], to: 'left.l2', guard: 'n > 1' },
        { event: 'go', from: ['left.l1'], to: 'left.lend', guard: 'n < 5' },
      ],
      { states: { P: { type: 'parallel', regions: [left, right] } } },
    )
    const story = { flow: compiled.flow, blueprint: chartBlueprint }
    const overlap = verifyFlow(story.flow, story.blueprint).find(({ check }) => check === 'overlap')
    expect(overlap).toMatchObject({ transition: 't3', witness: { state: 'left.l1', path: [{ event: 'in' }] } })
    if (overlap) prove(story, overlap)
  })

  it('[F60] are said with the values of the record, in every language', () => {
    const { flow, blueprint } = two('amount > 1000.0', 'vip')
    const say = (reader: 'en' | 'pt-BR' | 'ru') =>
      verifyFlow(flow, blueprint, { reader }).find(({ check }) => check === 'overlap')?.message
    expect(say('en')).toBe(
      'In “SENT”, “decide” fits two steps at once when amount is 1001.00 BRL, vip is yes. It leads to “APPROVED”, because that step comes first, and not to “REJECTED”.',
    )
    expect(say('pt-BR')).toContain('amount é 1001.00 BRL, vip é sim')
    expect(say('ru')).toContain('vip — да')
  })

  it('[F60] name what lacks the language of the reader as the tenant does, not in English', () => {
    const { flow, blueprint } = two('amount > 1000.0', 'vip')
    const called = {
      ...blueprint,
      fields: blueprint.fields.map((field) => (field.key === 'vip' ? named(field) : field)),
    }
    const say = (reader: Reader) =>
      verifyFlow(flow, called, { reader }).find(({ check }) => check === 'overlap')?.message
    expect(say({ language: 'ru', own: 'pt-BR' })).toContain('Especial — да')
    expect(say({ language: 'ru', own: 'en' })).toContain('Special — да')
    expect(say('pt-BR')).toContain('Especial é sim')
  })
})

const named = (field: FieldDef): FieldDef => ({ ...field, label: { en: 'Special', 'pt-BR': 'Especial' } })

const leaving: readonly (readonly [string, Story, Wire])[] = [
  ['between numbers', two('days < 5', 'days > 10'), { days: 5 }],
  ['a single number', two('days < 5', 'days > 5'), { days: 5 }],
  ['between amounts', two('amount < 500.0', 'amount > 1000.0'), { amount: { amount: '500.00', currency: 'BRL' } }],
  ['a choice', two("kind == 'travel'", "kind == 'goods'"), { kind: 'other' }],
  ['both no', two('vip && !urgent', 'urgent && !vip'), { vip: true, urgent: true }],
  ['a day', two("due < date('2030-01-07')", "due > date('2030-01-07')"), { due: '2030-01-07' }],
  ['an empty field', two('score > 5', 'score <= 5'), {}],
]

describe('conditions that leave something out', () => {
  it.each(leaving)('[F61] %s', (_, story, record) => {
    const [gap] = verifyFlow(story.flow, story.blueprint).filter(({ check }) => check === 'gap')
    expect(gap).toMatchObject({ severity: 'info', transition: 't2', witness: { state: 'SENT', record } })
    if (gap) prove(story, gap)
  })

  it('[F61] is told beside an overlap of the same steps', () => {
    expect(said(two('days < 5', 'vip'))).toEqual(['overlap t3', 'gap t2'])
  })

  it.each([
    ['one step alone may ask for something', request([send, decide('APPROVED', 'days > 3'), reject])],
    ['there is a step for the rest', request([send, decide('APPROVED', 'days > 3'), decide('REJECTED')])],
    ['they cover everything', two('days > 3', 'days <= 3')],
    ['nobody can leave it out', two("kind == 'travel'", "kind != 'travel'")],
    [
      'different people have different steps, which together cover everything',
      request([
        send,
        decide('APPROVED', 'days > 3', { who: { roles: ['boss'] } }),
        decide('REJECTED', 'days <= 3', { who: { roles: ['clerk'] } }),
      ]),
    ],
  ])('[F61] nothing is left out when %s', (_, story) => {
    expect(said(story).filter((one) => one.startsWith('gap'))).toEqual([])
  })
})

describe('conditions that never hold', () => {
  it.each([
    ['a contradiction', 'days > 9 && days < 3'],
    ['beyond the limits of the field', 'days > 60'],
    ['two choices at once', "kind == 'travel' && kind == 'goods'"],
    ['empty and full', 'due == null && due != null'],
    ['a constant', '1 > 2'],
    ['nothing between two numbers', 'days > 3 && days < 4'],
    ['a list with what it has not', "'legal' in tags && !('legal' in tags)"],
    ['another state', "record.state == 'DRAFT'"],
    ['a text that is two', "title == 'a' && title == 'b'"],
    ['somebody who is not themselves', 'actor.id != actor.id'],
  ])('[F62] %s', (_, guard) => {
    expect(said(request([send, decide('APPROVED', guard), reject]))).toContain('never-true t2')
  })

  it.each([
    ['possible', 'days > 3'],
    ['a number between limits that are left out', 'score > 0.25 && score < 0.5'],
    ['not exactly known', "title.matches('^a') && title.size() > 3000"],
    ['moved by the clock', "due < today() && due > date('2031-01-01')"],
    ['one state of several', "record.state == 'SENT'"],
    ['a field held against another', 'sent_at < decided_at'],
  ])('[F62] nothing is said of what is %s', (_, guard) => {
    const from = ['SENT', 'DRAFT']
    expect(said(request([send, decide('APPROVED', guard, { from }), reject]))).not.toContain('never-true t2')
  })

  it.each([
    ['by one that asks for less', ['days > 3', 'days > 5']],
    ['by two together', ['days > 3', 'days <= 3', 'vip']],
    ['by the choices there are', ["kind == 'travel'", "kind in ['goods', 'other']", 'days > 5']],
  ])('[F62] a step is covered %s', (_, guards) => {
    const story = request([send, ...guards.map((guard, at) => decide(at % 2 ? 'REJECTED' : 'APPROVED', guard)), reject])
    const [covered] = verifyFlow(story.flow, story.blueprint).filter(({ check }) => check === 'covered')
    expect(covered?.transition).toBe(`t${guards.length + 1}`)
    if (covered) prove(story, covered)
  })

  it('[F62] a step is not covered by one that not everybody may take, nor by one of another state', () => {
    const who = { who: { roles: ['boss'] } }
    const narrow = [
      send,
      decide('APPROVED', 'days > 3', who),
      decide('REJECTED', 'days > 5', { who: { roles: ['x'] } }),
    ]
    expect(said(request(narrow))).not.toContain('covered t3')
    const elsewhere = [
      send,
      decide('APPROVED', 'days > 3'),
      decide('REJECTED', 'days > 5', { from: ['SENT', 'DRAFT'] }),
    ]
    expect(said(request(elsewhere))).not.toContain('covered t3')
  })
})

describe('what is shown', () => {
  it('[F63] nothing is said of conditions with more cases than are looked at', () => {
    const many = ['days', 'score', 'tries'].flatMap((field) => [1, 2, 3, 4, 5, 6, 7].map((n) => `${field} == ${n}`))
    const story = two(many.join(' || '), `vip || urgent || ${many.join(' || ')}`)
    expect(said(story).filter((one) => /overlap|gap|never|covered/.test(one))).toEqual([])
  })

  it('[F63] the same flow is told the same twice', () => {
    const once = () => {
      const { flow, blueprint } = two('amount > 1000.0', 'vip')
      return verifyFlow(flow, blueprint)
    }
    expect(once()).toEqual(once())
  })

  const atom = fc.constantFrom(
    ...['days > 3', 'days <= 10', 'days == 7', 'score < 0.5', 'vip', '!urgent', 'due == null', 'owner == actor.id'],
    ...["kind == 'goods'", "kind != 'travel'", "'it' in tags", 'amount >= 100.0', 'tries < 2', 'has(sent_at)'],
  )
  const guard = fc.oneof(
    atom,
    fc.tuple(atom, fc.constantFrom('&&', '||'), atom).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(atom, atom).map(([a, b]) => `!(${a} && ${b})`),
  )
  const step = fc.record({
    event: fc.constantFrom('send', 'decide'),
    from: fc.constantFrom(['DRAFT'], ['SENT'], ['DRAFT', 'SENT']),
    to: fc.constantFrom('SENT', 'APPROVED', 'REJECTED'),
    guard: fc.oneof(guard, fc.constant(undefined)),
    roles: fc.constantFrom(undefined, ['boss'], ['boss', 'clerk']),
    do: fc.constantFrom([], [{ set: 'sent_at', value: 'now' }], [{ add: 'tries', value: '1.0' }]),
  })

  it('[F63] every record that is shown can be played, in flows of any shape', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const story = request(
          steps.map(({ guard, roles, ...rest }) => ({
            ...rest,
            ...(guard && { guard }),
            ...(roles && { who: { roles } }),
          })),
        )
        for (const finding of verifyFlow(story.flow, story.blueprint)) if (finding.witness) prove(story, finding)
      }),
      { numRuns: 60 },
    )
  })
})
