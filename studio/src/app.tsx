// Every page of the studio and its path. Pages are loaded when they are first opened.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  defaultParseSearch,
  defaultStringifySearch,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router'
import { ApiError } from './api/api-client.ts'
import { blueprintQuery } from './api/blueprints-api.ts'
import { installationQuery } from './api/installation-api.ts'
import { meQuery } from './api/me-api.ts'
import { tenantQuery } from './api/tenants-api.ts'
import { readListSearch, versionMember, writtenSearch } from './record-table/list-search.ts'
import { AccountFrame } from './shell/account-frame.tsx'
import { BrokenPage, MissingPage, RootFrame } from './shell/root-frame.tsx'
import { currentLanguage, switchLanguage, withWords } from './text/text.ts'

interface RouterContext {
  readonly queryClient: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({
  component: RootFrame,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
})

// Before signing in
const outside = createRoute({ getParentRoute: () => root, id: 'outside', component: AccountFrame })
const signUp = createRoute({
  getParentRoute: () => outside,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./account-pages/sign-up-page.tsx'), 'SignUpPage'),
})
const checkMail = createRoute({
  getParentRoute: () => outside,
  path: '/check-mail',
  validateSearch: (search): { email?: string; about?: 'reset' } => ({
    ...textOf(search, 'email'),
    ...(search.about === 'reset' ? { about: 'reset' } : {}),
  }),
  // A note that came later would push down what stands below it. Where the answer cannot be had, nothing is said of it.
  loader: ({ context: { queryClient } }) => queryClient.prefetchQuery(installationQuery),
  component: lazyRouteComponent(() => import('./account-pages/check-mail-page.tsx'), 'CheckMailPage'),
})
const verified = createRoute({
  getParentRoute: () => outside,
  path: '/verified',
  validateSearch: (search): { error?: string } => textOf(search, 'error'),
  component: lazyRouteComponent(() => import('./account-pages/verified-page.tsx'), 'VerifiedPage'),
})
const signIn = createRoute({
  getParentRoute: () => outside,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => textOf(search, 'next'),
  component: lazyRouteComponent(() => import('./account-pages/sign-in-page.tsx'), 'SignInPage'),
})
const forgotPassword = createRoute({
  getParentRoute: () => outside,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./account-pages/forgot-password-page.tsx'), 'ForgotPasswordPage'),
})
const resetPassword = createRoute({
  getParentRoute: () => outside,
  path: '/reset-password',
  validateSearch: (search): { token?: string; error?: string } => ({
    ...textOf(search, 'token'),
    ...textOf(search, 'error'),
  }),
  component: lazyRouteComponent(() => import('./account-pages/reset-password-page.tsx'), 'ResetPasswordPage'),
})
/** What people type who guess. */
const guessed = (
  [
    ['signup', '/sign-up'],
    ['register', '/sign-up'],
    ['signin', '/sign-in'],
    ['login', '/sign-in'],
  ] as const
).map(([path, to]) =>
  createRoute({
    getParentRoute: () => outside,
    path: `/${path}`,
    beforeLoad: () => {
      throw redirect({ to, replace: true })
    },
  }),
)
/** Open to whoever has the link: it says itself whether to sign in. */
const invitation = createRoute({
  getParentRoute: () => outside,
  path: '/invitations/$invitation',
  component: lazyRouteComponent(() => import('./account-pages/invitation-page.tsx'), 'InvitationPage'),
})

// Signed in
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (!me) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    // The account's language, whatever this browser spoke before. Where its words cannot be had, the page is read in the other.
    if (me.language && me.language !== currentLanguage()) await switchLanguage(me.language).catch(() => undefined)
    if (me.mustChangePassword && location.pathname !== '/new-password') throw redirect({ to: '/new-password' })
  },
})
const newPassword = createRoute({
  getParentRoute: () => inside,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./account-pages/new-password-page.tsx'), 'NewPasswordPage'),
})
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-pages/account-page.tsx'), 'AccountPage'),
})
const start = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./tenant-pages/tenant-list-page.tsx'), 'TenantListPage'),
})
const newTenant = createRoute({
  getParentRoute: () => inside,
  path: '/new-tenant',
  component: lazyRouteComponent(() => import('./tenant-pages/new-tenant-page.tsx'), 'NewTenantPage'),
})

// Inside a tenant
const tenantFrame = lazyRouteComponent(() => import('./shell/tenant-frame.tsx'), 'TenantFrame')
const recordListPage = lazyRouteComponent(
  withWords('records', () => import('./record-pages/record-list-page.tsx')),
  'RecordListPage',
)
const tenant = createRoute({
  getParentRoute: () => inside,
  path: '/t/$tenant',
  component: tenantFrame,
  notFoundComponent: MissingPage,
  loader: async ({ context, params }) => {
    try {
      await context.queryClient.ensureQueryData(tenantQuery(params.tenant))
    } catch (failed) {
      throw failed instanceof ApiError && failed.status === 404 ? notFound() : failed
    }
  },
})
/** Definitions and keys are the owner's: a member who has the address of such a page is led to the start. */
async function ownersOnly({ queryClient }: RouterContext, tenant: string): Promise<void> {
  const found = await queryClient.ensureQueryData(tenantQuery(tenant)).catch(() => undefined)
  if (found?.role === 'member') throw redirect({ to: '/t/$tenant', params: { tenant } })
}
const tenantStart = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  component: lazyRouteComponent(() => import('./tenant-pages/tenant-start-page.tsx'), 'TenantStartPage'),
})
const tenantAccount = createRoute({
  getParentRoute: () => tenant,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-pages/account-page.tsx'), 'TenantAccountPage'),
})
const recordList = createRoute({
  getParentRoute: () => tenant,
  path: '/records/$blueprint',
  validateSearch: readListSearch,
  loader: ({ context: { queryClient }, params: { tenant, blueprint }, location }) =>
    startRecords(queryClient, tenant, blueprint, location.search).known,
  component: recordListPage,
})
const newRecord = createRoute({
  getParentRoute: () => tenant,
  path: '/records/$blueprint/new',
  component: lazyRouteComponent(
    withWords('records', () => import('./record-pages/new-record-page.tsx')),
    'NewRecordPage',
  ),
})
const form = createRoute({
  getParentRoute: () => tenant,
  path: '/forms/$view',
  component: lazyRouteComponent(
    withWords('records', () => import('./record-pages/form-page.tsx')),
    'FormPage',
  ),
})
const record = createRoute({
  getParentRoute: () => tenant,
  path: '/records/$blueprint/$id',
  validateSearch: versionMember,
  component: lazyRouteComponent(
    withWords('records', () => import('./record-pages/record-page.tsx')),
    'RecordPage',
  ),
})
const trashedRecords = createRoute({
  getParentRoute: () => tenant,
  path: '/trash/$kind',
  validateSearch: versionMember,
  component: lazyRouteComponent(
    withWords('records', () => import('./record-pages/trashed-records-page.tsx')),
    'TrashedRecordsPage',
  ),
})
const trashedRecord = createRoute({
  getParentRoute: () => tenant,
  path: '/trash/$kind/$id',
  validateSearch: versionMember,
  component: lazyRouteComponent(
    withWords('records', () => import('./record-pages/trashed-record-page.tsx')),
    'TrashedRecordPage',
  ),
})
const design = createRoute({
  getParentRoute: () => tenant,
  path: '/design',
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./blueprint-builder/design-page.tsx')),
    'DesignPage',
  ),
})
const model = createRoute({
  getParentRoute: () => tenant,
  path: '/model',
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./blueprint-builder/model-page.tsx')),
    'ModelPage',
  ),
})
const newBlueprint = createRoute({
  getParentRoute: () => tenant,
  path: '/new-blueprint',
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./blueprint-builder/new-blueprint-page.tsx')),
    'NewBlueprintPage',
  ),
})
const designBlueprint = createRoute({
  getParentRoute: () => tenant,
  path: '/design/$blueprint',
  validateSearch: ({ part }): { part?: 'versions' | 'words' } =>
    part === 'versions' || part === 'words' ? { part } : {},
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./blueprint-builder/blueprint-page.tsx')),
    'BlueprintPage',
  ),
})
const designFlow = createRoute({
  getParentRoute: () => tenant,
  path: '/design/$blueprint/flow',
  validateSearch: (search): { flow?: string; another?: true } => ({
    ...textOf(search, 'flow'),
    ...(search.another === true ? { another: true } : {}),
  }),
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./flow-builder/flow-page.tsx')),
    'FlowPage',
  ),
})
const automations = createRoute({
  getParentRoute: () => tenant,
  path: '/automations',
  validateSearch: (search): { about?: string } => textOf(search, 'about'),
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./automation-builder/automation-list-page.tsx')),
    'AutomationListPage',
  ),
})
const newAutomation = createRoute({
  getParentRoute: () => tenant,
  path: '/new-automation',
  validateSearch: (search): { about?: string; example?: string } => ({
    ...textOf(search, 'about'),
    ...textOf(search, 'example'),
  }),
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./automation-builder/new-automation-page.tsx')),
    'NewAutomationPage',
  ),
})
const automation = createRoute({
  getParentRoute: () => tenant,
  path: '/automations/$automation',
  validateSearch: (search): { part?: 'runs' } => (search.part === 'runs' ? { part: 'runs' } : {}),
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('builder', () => import('./automation-builder/automation-page.tsx')),
    'AutomationPage',
  ),
})
const settings = createRoute({
  getParentRoute: () => tenant,
  path: '/settings',
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/settings-frame.tsx')),
    'SettingsFrame',
  ),
})
const generalSettings = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/general-settings-page.tsx')),
    'GeneralSettingsPage',
  ),
})
const members = createRoute({
  getParentRoute: () => settings,
  path: '/members',
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/members-page.tsx')),
    'MembersPage',
  ),
})
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/api-keys-page.tsx')),
    'ApiKeysPage',
  ),
})
const calendars = createRoute({
  getParentRoute: () => settings,
  path: '/calendars',
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/calendars-page.tsx')),
    'CalendarsPage',
  ),
})
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  beforeLoad: ({ context, params }) => ownersOnly(context, params.tenant),
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/webhooks-page.tsx')),
    'WebhooksPage',
  ),
})
const jobs = createRoute({
  getParentRoute: () => settings,
  path: '/jobs',
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/jobs-page.tsx')),
    'JobsPage',
  ),
})
const trash = createRoute({
  getParentRoute: () => settings,
  path: '/trash',
  component: lazyRouteComponent(
    withWords('settings', () => import('./tenant-pages/trash-page.tsx')),
    'TrashPage',
  ),
})

const pages = root.addChildren([
  outside.addChildren([invitation, signUp, checkMail, verified, signIn, forgotPassword, resetPassword, ...guessed]),
  inside.addChildren([
    start,
    newPassword,
    account,
    newTenant,
    tenant.addChildren([
      tenantStart,
      tenantAccount,
      recordList,
      newRecord,
      record,
      form,
      trashedRecords,
      trashedRecord,
      design,
      model,
      newBlueprint,
      designBlueprint,
      designFlow,
      automations,
      newAutomation,
      automation,
      settings.addChildren([generalSettings, members, calendars, apiKeys, webhooks, jobs, trash]),
    ]),
  ]),
])

/**
 * The first rows are asked for while the page and what it stands on are still on their way. Both promises end when that is there
 * or has failed: what fails is said by the page.
 */
function startRecords(client: QueryClient, tenant: string, blueprint: string, search: object) {
  const definition = client.ensureQueryData(blueprintQuery(tenant, blueprint))
  const rows = Promise.all([definition, import('./record-pages/list-ask.ts')]).then(
    ([found, { startList }]) => startList(client, tenant, found, readListSearch({ ...search })),
    () => undefined,
  )
  const known = definition.then(
    () => undefined,
    () => undefined,
  )
  return { known, rows }
}

/**
 * What an address inside a tenant needs is asked for at once and side by side; the router comes to know of each only when the
 * one before is there. To somebody who is not signed in the answers say nothing, and the router leads to the door. Answers when
 * the first rows of a list are there.
 */
export async function setOff(client: QueryClient, { pathname, search }: Location): Promise<void> {
  const [, tenant, blueprint] = /^\/t\/([\w-]+)(?:\/records\/([\w-]+)\/?$)?/.exec(pathname) ?? []
  if (tenant === undefined) return
  void client.prefetchQuery(meQuery)
  void client.prefetchQuery(tenantQuery(tenant))
  // A file that cannot be had is said by the page that needs it.
  tenantFrame.preload?.()?.catch(() => undefined)
  if (blueprint === undefined) return
  recordListPage.preload?.()?.catch(() => undefined)
  await startRecords(client, tenant, blueprint, defaultParseSearch(search)).rows
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: pages,
    context: { queryClient },
    stringifySearch: (search) => defaultStringifySearch(writtenSearch(search)),
    defaultPreload: 'intent',
    // React Query decides what is fresh; the router asks it every time.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: MissingPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

function textOf<Name extends string>(search: Record<string, unknown>, name: Name): { [name in Name]?: string } {
  const value = search[name]
  return (typeof value === 'string' && value ? { [name]: value } : {}) as { [name in Name]?: string }
}
