// When somebody is at work: the business calendars of a tenant, by which its timers may count.
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import {
  type CalendarWish,
  changeCalendar,
  createCalendar,
  deleteCalendar,
  listCalendars,
  readCalendar,
} from './save-calendar.ts'

const tag = 'Calendars'
const path = '/api/v1/tenants/{t}/calendars'
const one = `${path}/{name}`

const labelSchema: JsonSchema = { type: ['string', 'object', 'null'] }
const hours: JsonSchema = {
  type: 'object',
  description: '{ "opens": "09:00", "closes": "18:00" }; closes at 24:00 at the latest',
}
const given = {
  label: labelSchema,
  zone: { type: ['string', 'null'], maxLength: 64, description: 'IANA zone; null: the clocks of the tenant' },
  week: {
    type: 'object',
    description: 'Hours by weekday, `monday` to `sunday`; one that is not named is closed',
    additionalProperties: { type: 'array', items: hours },
  },
  holidays: {
    type: 'array',
    items: {
      type: 'object',
      description: '{ "date": "2026-04-03", "label" } or every year { "yearly": "12-25", "label" }',
    },
  },
  exceptions: {
    type: 'array',
    items: { type: 'object', description: 'Days with other hours: { "date", "hours", "label" }' },
  },
} satisfies Record<string, JsonSchema>
const calendarSchema: JsonSchema = {
  title: 'Calendar',
  type: 'object',
  properties: {
    name: { type: 'string' },
    ...given,
    zone: { type: 'string' },
    ownZone: { type: 'boolean', description: 'False: it goes by the clocks of the tenant' },
    usedBy: {
      type: 'array',
      items: { type: 'string' },
      description: 'Names of the flows that count by it, drafts too',
    },
    createdBy: { type: ['string', 'null'] },
    createdAt: timeSchema,
    updatedAt: timeSchema,
  },
}

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'The business calendars of the tenant, by name',
    answer: { status: 200, schema: listOf(calendarSchema) },
    run: async ({ scope }) => ({ status: 200, body: { items: await listCalendars(scope), next: null } }),
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new business calendar, which timers of flows name',
    description:
      'Hours pass while it is open, days are days with opening hours. A timer that names it (`"after": "PT4H", "calendar": "office"`) is due in working time.',
    body: {
      type: 'object',
      required: ['name', 'week'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]{0,59}$', description: 'A-Z a-z 0-9 _ -' },
        ...given,
      },
    },
    answer: { status: 201, schema: calendarSchema },
    refusals: ['name-taken', 'invalid'],
    run: async ({ scope, body }) => ({
      status: 201,
      body: await createCalendar(scope, body as CalendarWish & { name: string }),
    }),
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'A business calendar',
    answer: { status: 200, schema: calendarSchema },
    run: async ({ scope, params }) => ({ status: 200, body: await readCalendar(scope, params['name'] ?? '') }),
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Change a business calendar; what is due by it is worked out anew',
    body: { type: 'object', additionalProperties: false, properties: given },
    answer: { status: 200, schema: calendarSchema },
    refusals: ['invalid'],
    run: async ({ scope, params, body }) => ({
      status: 200,
      body: await changeCalendar(scope, params['name'] ?? '', body as CalendarWish),
    }),
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Take a business calendar away that no flow and no draft of one counts by',
    answer: { status: 204 },
    refusals: ['conflict'],
    async run({ scope, params }) {
      await deleteCalendar(scope, params['name'] ?? '')
      return { status: 204 }
    },
  }),
]
