// Every screen there is, with something on it: for the tests that look at all of them, and for their pictures.
import type { Page } from 'playwright-core'
import { type Panel, panels } from './every-panel.ts'
import { call, type Molde, type Seat } from './test-browser.ts'
import { pdf, picture, uploadAs } from './test-files.ts'
import type { Yard } from './yard.ts'

export interface Screen {
  /** For the name of its picture. */
  readonly name: string
  readonly path: string
  /** What opens on it. */
  readonly panels?: readonly Panel[]
}

/** Before signing in. */
export const outside: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-up', path: '/sign-up' },
  { name: 'forgot-password', path: '/forgot-password' },
  { name: 'reset-password', path: '/reset-password' },
  { name: 'reset-password-new', path: '/reset-password?token=abc' },
  { name: 'reset-password-used', path: '/reset-password?error=INVALID_TOKEN' },
  { name: 'check-mail', path: '/check-mail?email=a%40b.co' },
  { name: 'verified', path: '/verified' },
]

const stageIsNew = encodeURIComponent(JSON.stringify([{ field: 'stage', operator: 'in', value: ['NEW'] }]))
const eachType = encodeURIComponent(
  JSON.stringify([
    'title',
    'weight',
    'stage',
    'labels',
    'due',
    'meeting',
    'effort',
    'amount',
    'colour',
    'parent',
    'owner',
  ]),
)
const newOrNamed = encodeURIComponent(
  JSON.stringify([
    {
      combinator: 'or',
      rules: [
        { field: 'stage', operator: 'in', value: ['NEW'] },
        { field: 'title', operator: 'notEmpty' },
      ],
    },
  ]),
)

/** Signed in as the owner of the tenant that `fillShop` made. */
export function inside(record: string): readonly Screen[] {
  return withPanels([
    { name: 'tenants', path: '/' },
    { name: 'new-password', path: '/new-password' },
    { name: 'new-tenant', path: '/new-tenant' },
    { name: 'account', path: '/account' },
    { name: 'account-inside', path: '/t/shop/account' },
    { name: 'start', path: '/t/shop' },
    { name: 'list', path: '/t/shop/records/deal' },
    { name: 'list-filtered', path: `/t/shop/records/deal?where=${stageIsNew}` },
    { name: 'list-filtered-by-a-group', path: `/t/shop/records/deal?where=${newOrNamed}&sort=title` },
    { name: 'list-grouped', path: '/t/shop/records/deal?group=stage' },
    { name: 'list-empty', path: '/t/shop/records/delivery' },
    { name: 'list-cells', path: `/t/shop/records/deal?columns=${eachType}` },
    { name: 'list-compact', path: `/t/shop/records/deal?rows=compact&columns=${eachType}` },
    { name: 'list-peek', path: `/t/shop/records/deal?peek=${record}` },
    { name: 'board', path: '/t/shop/records/deal?kind=board' },
    { name: 'calendar', path: '/t/shop/records/deal?kind=calendar&start=due&at=2026-12-01' },
    { name: 'calendar-week', path: '/t/shop/records/deal?kind=calendar&start=meeting&at=2026-12-01&span=week' },
    { name: 'gallery', path: '/t/shop/records/deal?kind=gallery' },
    { name: 'form-designer', path: '/t/shop/records/deal?kind=form' },
    { name: 'form', path: '/t/shop/forms/Enquiry' },
    { name: 'new-record', path: '/t/shop/records/deal/new' },
    { name: 'record', path: `/t/shop/records/deal/${record}` },
    { name: 'record-comments', path: `/t/shop/records/deal/${record}#comments` },
    { name: 'design', path: '/t/shop/design' },
    { name: 'model', path: '/t/shop/model' },
    { name: 'design-blueprint', path: '/t/shop/design/deal' },
    { name: 'design-words', path: '/t/atelier/design/piece?part=words' },
    { name: 'design-versions', path: '/t/shop/design/deal?part=versions' },
    { name: 'list-as-version', path: '/t/shop/records/deal?as=1' },
    { name: 'record-as-version', path: `/t/shop/records/deal/${record}?as=1` },
    { name: 'design-flow', path: '/t/shop/design/delivery/flow' },
    { name: 'automations', path: '/t/shop/automations' },
    { name: 'new-automation', path: '/t/shop/new-automation?about=deal' },
    { name: 'automation', path: '/t/shop/automations/heavy' },
    { name: 'automation-runs', path: '/t/shop/automations/heavy?part=runs' },
    { name: 'new-blueprint', path: '/t/shop/new-blueprint' },
    { name: 'settings', path: '/t/shop/settings' },
    { name: 'members', path: '/t/shop/settings/members' },
    { name: 'api-keys', path: '/t/shop/settings/api-keys' },
    { name: 'calendars', path: '/t/shop/settings/calendars' },
    { name: 'webhooks', path: '/t/shop/settings/webhooks' },
    { name: 'jobs', path: '/t/shop/settings/jobs' },
    { name: 'trash', path: '/t/shop/settings/trash' },
    { name: 'missing', path: '/t/shop/nowhere' },
  ])
}

/** Signed in as the owner of the tenant that `fillYard` made. */
export function inTheYard({ parcel, waiting, trashedKind, trashedRecord, invitation }: Yard): readonly Screen[] {
  return withPanels([
    { name: 'yard-invitation', path: invitation },
    { name: 'yard-record', path: `/t/yard/records/parcel/${parcel}` },
    { name: 'yard-waiting', path: `/t/yard/records/order/${waiting}` },
    { name: 'yard-list', path: '/t/yard/records/order' },
    { name: 'yard-design', path: '/t/yard/design/order' },
    { name: 'yard-versions', path: '/t/yard/design/order?part=versions' },
    { name: 'yard-flow', path: '/t/yard/design/parcel/flow' },
    { name: 'yard-members', path: '/t/yard/settings/members' },
    { name: 'yard-api-keys', path: '/t/yard/settings/api-keys' },
    { name: 'yard-calendars', path: '/t/yard/settings/calendars' },
    { name: 'yard-webhooks', path: '/t/yard/settings/webhooks' },
    { name: 'yard-jobs', path: '/t/yard/settings/jobs' },
    { name: 'yard-trash', path: '/t/yard/settings/trash' },
    { name: 'yard-trash-kind', path: `/t/yard/trash/${trashedKind}` },
    { name: 'yard-trash-record', path: `/t/yard/trash/${trashedKind}/${trashedRecord}` },
  ])
}

const withPanels = (screens: readonly Screen[]): readonly Screen[] =>
  screens.map((screen) => ({ ...screen, panels: panels[screen.name] ?? [] }))

/** Goes there and waits until nothing is a placeholder any more: the line of live events never goes quiet. */
export async function openScreen(page: Page, path: string): Promise<void> {
  // What was pressed last may still lead somewhere itself.
  await page.goto(path).catch(() => page.goto(path))
  await page.getByRole('heading').or(page.getByRole('main').locator('svg')).first().waitFor()
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null)
  await page.waitForTimeout(200)
}

/** A tenant `shop` with a kind of record that has every type of field; answers with the id of its last record. */
export async function fillShop(seat: Seat, molde: Molde): Promise<string> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', template: 'delivery' })
  const api = '/api/v1/tenants/shop'
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'deal',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true, help: 'A short name' },
      { key: 'weight', type: 'number' },
      { key: 'amount', type: 'money' },
      { key: 'stage', type: 'enum', options: ['NEW', 'TALKING', 'WON', 'LOST', 'LATE', 'ODD', 'BACK', 'DONE'] },
      { key: 'labels', type: 'tags', options: ['hot', 'cold'] },
      { key: 'due', type: 'date' },
      { key: 'meeting', type: 'datetime' },
      { key: 'effort', type: 'duration' },
      { key: 'score', type: 'rating' },
      { key: 'colour', type: 'color' },
      { key: 'active', type: 'boolean' },
      { key: 'parent', type: 'relation', blueprint: 'deal' },
      { key: 'others', type: 'relation', blueprint: 'deal', many: true },
      { key: 'owner', type: 'user' },
      { key: 'place', type: 'address' },
      { key: 'spot', type: 'geo' },
      { key: 'links', type: 'list', of: 'url' },
      { key: 'raw', type: 'json' },
      { key: 'offer', type: 'file', accept: ['pdf'], maxBytes: 5_000_000 },
      { key: 'photos', type: 'image', many: true },
      { key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
      { key: 'lines', type: 'list', fields: [{ key: 'item', type: 'text', required: true }] },
    ],
  })
  const [offer, photo] = [
    await uploadAs(seat, molde, 'shop', pdf('offer.pdf')),
    await uploadAs(seat, molde, 'shop', picture('front.png', { side: 200 })),
  ]
  let last = ''
  for (const stage of ['NEW', 'WON', 'LATE']) {
    const made = (await call(seat, molde, 'POST', `${api}/records/deal`, {
      data: {
        title: `Deal ${stage}`,
        stage,
        labels: ['hot'],
        score: 3,
        active: true,
        due: '2026-12-01',
        ...(stage === 'NEW'
          ? {}
          : { meeting: stage === 'WON' ? '2026-12-01T13:00:00.000Z' : '2026-12-03T15:00:00.000Z' }),
        amount: { amount: '5', currency: 'EUR' },
        colour: '#1f4bd8',
        lines: [{ item: 'Book' }],
        offer,
        photos: [photo],
        ...(last ? { parent: last, others: [last] } : {}),
      },
    })) as { id: string }
    last = made.id
  }
  // Who has only one workspace never sees the list of them.
  await fillAtelier(seat, molde)
  const { id } = (await call(seat, molde, 'GET', '/api/v1/me')) as { id: string }
  await call(seat, molde, 'POST', `${api}/records/deal/${last}/comments`, {
    text: `@[${id}], see https://example.org/offers`,
  })
  await call(seat, molde, 'PUT', `${api}/favourites`, { items: [{ kind: 'record', blueprint: 'deal', id: last }] })
  const attached = await uploadAs(seat, molde, 'shop', pdf('contract.pdf', 'signed'))
  await call(seat, molde, 'POST', `${api}/records/deal/${last}/attachments`, { file: attached })
  await call(seat, molde, 'POST', `${api}/automations`, {
    ...{ name: 'heavy', label: 'A heavy deal', blueprint: 'deal', when: 'weight > 100', status: 'on' },
    trigger: { kind: 'changed', fields: ['weight'] },
    do: [
      { set: 'stage', value: "'TALKING'" },
      { notify: { roles: ['owner'] }, template: '{title} is heavy now' },
    ],
  })
  await call(seat, molde, 'PATCH', `${api}/records/deal/${last}`, { data: { weight: 120 } })
  const form = { intro: 'We answer within a day.', fields: ['title', 'stage', 'due'], button: 'Send enquiry' }
  await call(seat, molde, 'POST', `${api}/views`, { name: 'Enquiry', blueprint: 'deal', kind: 'form', form })
  await publish(seat, molde, 'deal', [{ op: 'relabel', field: 'weight', label: 'Weight in kilograms' }])
  return last
}

/** The next version of a blueprint of the shop. */
async function publish(seat: Seat, molde: Molde, blueprint: string, ops: readonly object[]): Promise<void> {
  const draft = `/api/v1/tenants/shop/blueprints/${blueprint}/draft`
  await call(seat, molde, 'PUT', draft, { ops })
  const { token } = (await call(seat, molde, 'POST', `${draft}/preview`, {})) as { token: string }
  await call(seat, molde, 'POST', `${draft}/publish`, { token })
}

/** A second workspace, which has words of its own in three languages, some of them missing. */
async function fillAtelier(seat: Seat, molde: Molde): Promise<void> {
  const api = '/api/v1/tenants/atelier'
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Atelier', slug: 'atelier' })
  await call(seat, molde, 'PATCH', api, { languages: ['en', 'pt-BR', 'ru'] })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'piece',
    label: { en: 'Piece', 'pt-BR': 'Peça', ru: 'Изделие' },
    plural: { en: 'Pieces', 'pt-BR': 'Peças' },
    titleField: 'title',
    fields: [
      { key: 'title', label: { en: 'Title', 'pt-BR': 'Título', ru: 'Название' }, type: 'text', required: true },
      {
        key: 'glaze',
        label: { en: 'Glaze', 'pt-BR': 'Esmalte' },
        type: 'enum',
        options: [
          { key: 'CLEAR', label: { en: 'Clear', 'pt-BR': 'Transparente', ru: 'Прозрачная' } },
          { key: 'CELADON', label: 'Celadon' },
        ],
      },
    ],
  })
}
