// Flows as they should be: nothing is to be warned about in any of them.
import { final, options, requestFields, type Story, story } from './flow-stories.ts'

const text = { key: 'title', type: 'text', required: true }
const step = (event: string, from: unknown, to: unknown, more: object = {}) => ({
  event,
  from: typeof from === 'string' && from !== '*' ? [from] : from,
  to,
  ...more,
})
const by = (...roles: string[]) => ({ who: { roles } })

export const soundFlows: readonly (readonly [string, () => Story])[] = [
  [
    'a delivery',
    () =>
      story(
        [
          { key: 'cargo', type: 'text', required: true },
          { key: 'driver', type: 'user' },
          { key: 'started_at', type: 'datetime', readOnly: true },
          { key: 'delivered_at', type: 'datetime', readOnly: true },
          { key: 'took', type: 'duration', readOnly: true },
        ],
        {
          states: { PENDING: {}, MOVING: {}, DELIVERED: final, RETURNED: final },
          transitions: [
            step('start', 'PENDING', 'MOVING', {
              ...by('driver'),
              form: [{ field: 'driver', required: true }],
              do: [{ set: 'started_at', value: 'now' }],
            }),
            step('deliver', 'MOVING', 'DELIVERED', {
              do: [
                { set: 'delivered_at', value: 'now' },
                { set: 'took', value: 'now - started_at' },
              ],
            }),
            step('return', 'MOVING', 'RETURNED'),
          ],
        },
      ),
  ],
  [
    'a delivery that is tried three times',
    () =>
      story([text, { key: 'tries', type: 'integer', readOnly: true }], {
        states: { READY: {}, OUT: {}, DONE: final, FAILED: final },
        transitions: [
          step('send', 'READY', 'OUT', { do: [{ add: 'tries', value: '1.0' }] }),
          step('deliver', 'OUT', 'DONE'),
          step('miss', 'OUT', 'READY', { guard: 'tries < 3' }),
          step('miss', 'OUT', 'FAILED', { guard: 'tries >= 3' }),
        ],
      }),
  ],
  [
    'tickets with an own way for urgent ones',
    () =>
      story([text, { key: 'priority', type: 'enum', required: true, options: options('low', 'normal', 'urgent') }], {
        states: { NEW: {}, QUEUE: {}, WORK: {}, SOLVED: {}, CLOSED: final },
        transitions: [
          step('take', 'NEW', 'WORK', { guard: "priority == 'urgent'" }),
          step('take', 'NEW', 'QUEUE', { guard: "priority != 'urgent'" }),
          step('work', 'QUEUE', 'WORK'),
          step('solve', 'WORK', 'SOLVED'),
          step('reopen', 'SOLVED', 'WORK'),
          step('close', 'SOLVED', 'CLOSED'),
        ],
      }),
  ],
  [
    'tickets that go to whoever can help',
    () =>
      story([text, { key: 'topic', type: 'enum', required: true, options: options('billing', 'bug', 'other') }], {
        states: { NEW: {}, MONEY: {}, CODE: {}, DESK: {}, DONE: final },
        transitions: [
          step('route', 'NEW', 'MONEY', { guard: "topic == 'billing'" }),
          step('route', 'NEW', 'CODE', { guard: "topic == 'bug'" }),
          step('route', 'NEW', 'DESK'),
          step('done', ['MONEY', 'CODE', 'DESK'], 'DONE'),
        ],
      }),
  ],
  [
    'leave that short ones get at once',
    () =>
      story(
        [
          { key: 'days', type: 'integer', required: true, minimum: 1, maximum: 60 },
          { key: 'decided_by', type: 'user', readOnly: true },
        ],
        {
          states: { ASKED: {}, REVIEW: {}, GRANTED: final, DENIED: final },
          transitions: [
            step('submit', 'ASKED', 'GRANTED', { guard: 'days <= 2' }),
            step('submit', 'ASKED', 'REVIEW', { guard: 'days > 2' }),
            step('grant', 'REVIEW', 'GRANTED', {
              who: { roles: ['boss'], notCreator: true },
              do: [{ set: 'decided_by', value: 'actor.id' }],
            }),
            step('deny', 'REVIEW', 'DENIED', { who: { roles: ['boss'], notCreator: true }, form: [] }),
          ],
        },
      ),
  ],
  [
    'expenses with a second signature',
    () =>
      story([text, { key: 'amount', type: 'money', required: true, currencies: ['BRL'] }], {
        states: { DRAFT: {}, FIRST: {}, SECOND: {}, PAID: final, REFUSED: final },
        transitions: [
          step('send', 'DRAFT', 'FIRST'),
          step('sign', 'FIRST', 'SECOND', { ...by('boss'), guard: 'amount >= 1000.0' }),
          step('sign', 'FIRST', 'PAID', { ...by('boss'), guard: 'amount < 1000.0' }),
          step('sign', 'SECOND', 'PAID', by('director')),
          step('refuse', ['FIRST', 'SECOND'], 'REFUSED', by('boss', 'director')),
        ],
      }),
  ],
  [
    'a purchase in three bands, the narrowest first',
    () =>
      story([text, { key: 'amount', type: 'number', required: true, minimum: 0 }], {
        states: { DRAFT: {}, BOARD: {}, HEAD: {}, CLERK: {}, BOUGHT: final },
        transitions: [
          step('send', 'DRAFT', 'BOARD', { guard: 'amount > 100000' }),
          step('send', 'DRAFT', 'HEAD', { guard: 'amount > 1000' }),
          step('send', 'DRAFT', 'CLERK'),
          step('buy', ['BOARD', 'HEAD', 'CLERK'], 'BOUGHT'),
        ],
      }),
  ],
  [
    'a sales funnel',
    () =>
      story([text, { key: 'value', type: 'money' }, { key: 'lost_because', type: 'longText' }], {
        states: { LEAD: {}, TALKS: {}, OFFER: {}, WON: final, LOST: final },
        transitions: [
          step('talk', 'LEAD', 'TALKS'),
          step('offer', 'TALKS', 'OFFER', { form: [{ field: 'value', required: true }] }),
          step('win', 'OFFER', 'WON', { guard: 'value != null' }),
          step('lose', ['LEAD', 'TALKS', 'OFFER'], 'LOST', { form: [{ field: 'lost_because', required: true }] }),
        ],
      }),
  ],
  [
    'stages in any order',
    () =>
      story([text], {
        states: { TODO: {}, DOING: {}, DONE: final },
        transitions: [step('todo', ['DOING'], 'TODO'), step('doing', 'TODO', 'DOING'), step('done', '*', 'DONE')],
      }),
  ],
  [
    'a group that can be called off as a whole',
    () =>
      story([text], {
        states: { PLAN: {}, BUILD: {}, TEST: {}, LIVE: final, OFF: final },
        groups: { open: { states: ['PLAN', 'BUILD', 'TEST'] } },
        transitions: [
          step('build', 'PLAN', 'BUILD'),
          step('test', 'BUILD', 'TEST'),
          step('back', 'TEST', 'BUILD'),
          step('release', 'TEST', 'LIVE'),
          step('cancel', [{ group: 'open' }], 'OFF', by('boss')),
        ],
      }),
  ],
  [
    'a group with its own answer to what a state in it answers otherwise',
    () =>
      story([text, { key: 'urgent', type: 'boolean' }], {
        states: { PLAN: {}, BUILD: {}, OFF: final, HELD: {} },
        groups: { open: { states: ['PLAN', 'BUILD'] } },
        transitions: [
          step('build', 'PLAN', 'BUILD'),
          step('stop', 'BUILD', 'HELD', { guard: 'urgent == true' }),
          step('stop', [{ group: 'open' }], 'OFF'),
          step('go', 'HELD', 'BUILD'),
        ],
      }),
  ],
  [
    'a pause that goes on where it stopped',
    () =>
      story([text], {
        states: { PLAN: {}, BUILD: {}, PAUSED: {}, DONE: final },
        groups: { work: { states: ['PLAN', 'BUILD'] } },
        transitions: [
          step('build', 'PLAN', 'BUILD'),
          step('pause', [{ group: 'work' }], 'PAUSED'),
          step('resume', 'PAUSED', { group: 'work', history: 'deep' }),
          step('done', 'BUILD', 'DONE'),
        ],
      }),
  ],
  [
    'two things at once',
    () =>
      story(
        [
          text,
          { key: 'legal', type: 'enum', options: options('legal_open', 'legal_ok') },
          { key: 'money', type: 'enum', options: options('money_open', 'money_ok') },
        ],
        {
          states: {
            START: {},
            CHECKS: {
              type: 'parallel',
              regions: [
                { stateField: 'legal', initial: 'legal_open', states: { legal_ok: final } },
                { stateField: 'money', initial: 'money_open', states: { money_ok: final } },
              ],
            },
            READY: final,
            OFF: final,
          },
          transitions: [
            step('begin', 'START', 'CHECKS'),
            step('legal', 'legal.legal_open', 'legal.legal_ok'),
            step('paid', 'money.money_open', 'money.money_ok'),
            { done: true, from: ['CHECKS'], to: 'READY' },
            step('cancel', 'CHECKS', 'OFF'),
          ],
        },
      ),
  ],
  [
    'a step that is taken by itself',
    () =>
      story([text, { key: 'score', type: 'integer', required: true, minimum: 0, maximum: 10 }], {
        states: { IN: {}, SCORED: {}, HIGH: {}, LOW: {}, END: final },
        transitions: [
          step('score', 'IN', 'SCORED'),
          { always: true, from: ['SCORED'], to: 'HIGH', guard: 'score >= 5' },
          { always: true, from: ['SCORED'], to: 'LOW', guard: 'score < 5' },
          step('end', ['HIGH', 'LOW'], 'END'),
        ],
      }),
  ],
  [
    'a loan with an opinion that may be missing',
    () =>
      story(
        [
          { key: 'opinion', type: 'enum', options: options('good', 'bad') },
          { key: 'sum', type: 'number', required: true },
        ],
        {
          states: { ASKED: {}, LOOKED: {}, YES: final, NO: final },
          transitions: [
            step('look', 'ASKED', 'LOOKED', { form: ['opinion'] }),
            step('decide', 'LOOKED', 'YES', { guard: "opinion == 'good' && sum < 5000" }),
            step('decide', 'LOOKED', 'NO', { guard: "opinion == null || opinion == 'bad' || sum >= 5000" }),
          ],
        },
      ),
  ],
  [
    'a contract that somebody else must look over',
    () =>
      story([text, { key: 'author', type: 'user', required: true }], {
        states: { DRAFT: {}, REVIEW: {}, SIGNED: final },
        transitions: [
          step('submit', 'DRAFT', 'REVIEW'),
          step('sign', 'REVIEW', 'SIGNED', { who: { expr: 'actor.id != author' } }),
          step('back', 'REVIEW', 'DRAFT', { who: { expr: 'actor.id == author' } }),
        ],
      }),
  ],
  [
    'an order with a check of its dates',
    () =>
      story(
        [
          { key: 'from_day', type: 'date', required: true },
          { key: 'to_day', type: 'date', required: true },
        ],
        {
          states: { DRAFT: {}, BOOKED: {}, DONE: final },
          transitions: [
            step('book', 'DRAFT', 'BOOKED', { check: [{ check: 'to_day >= from_day', message: 'Ends too early.' }] }),
            step('finish', 'BOOKED', 'DONE', { guard: 'to_day <= today()' }),
          ],
        },
      ),
  ],
  [
    'recruiting with stages to skip',
    () =>
      story([text, { key: 'level', type: 'rating', max: 5, required: true }], {
        states: { APPLIED: {}, CALL: {}, VISIT: {}, HIRED: final, DECLINED: final },
        transitions: [
          step('invite', 'APPLIED', 'VISIT', { guard: 'level == 5' }),
          step('invite', 'APPLIED', 'CALL', { guard: 'level < 5' }),
          step('invite', 'CALL', 'VISIT'),
          step('hire', 'VISIT', 'HIRED'),
          step('decline', '*', 'DECLINED'),
        ],
      }),
  ],
  [
    'one button that two roles press with different meaning',
    () =>
      story([text], {
        states: { OPEN: {}, CHECKED: {}, CLOSED: final },
        transitions: [
          step('ok', 'OPEN', 'CHECKED', by('clerk')),
          step('ok', 'OPEN', 'CLOSED', by('boss')),
          step('ok', 'CHECKED', 'CLOSED', by('boss')),
        ],
      }),
  ],
  [
    'a flag that the flow raises',
    () =>
      story([text, { key: 'warned', type: 'boolean', readOnly: true }], {
        states: { OPEN: {}, OVERDUE: {}, SHUT: final },
        transitions: [
          step('late', 'OPEN', 'OVERDUE'),
          step('late', 'OVERDUE', 'SHUT', { guard: 'warned == true' }),
          step('late', 'OVERDUE', 'OVERDUE', { do: [{ set: 'warned', value: 'true' }] }),
        ],
      }),
  ],
  [
    'a maintenance visit with parts',
    () =>
      story([text, { key: 'parts', type: 'tags', options: options('pump', 'valve') }], {
        states: { PLANNED: {}, WAITING: {}, VISIT: {}, DONE: final },
        transitions: [
          step('go', 'PLANNED', 'WAITING', { guard: 'has(parts)' }),
          step('go', 'PLANNED', 'VISIT', { guard: '!has(parts)' }),
          step('arrived', 'WAITING', 'VISIT'),
          step('finish', 'VISIT', 'DONE'),
        ],
      }),
  ],
  [
    'a request with everything',
    () =>
      story(requestFields, {
        states: { DRAFT: {}, SENT: {}, APPROVED: final, REJECTED: final },
        transitions: [
          step('send', 'DRAFT', 'SENT', { do: [{ set: 'sent_at', value: 'now' }] }),
          step('decide', 'SENT', 'APPROVED', {
            who: { roles: ['boss'], notCreator: true },
            guard: "amount < 500.0 || kind == 'travel' && days <= 5",
            do: [
              { set: 'decided_at', value: 'now' },
              { set: 'took', value: 'now - sent_at' },
            ],
          }),
          step('decide', 'SENT', 'REJECTED', { who: { roles: ['boss'], notCreator: true } }),
        ],
      }),
  ],
]
