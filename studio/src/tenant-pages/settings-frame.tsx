// The settings of a workspace: its sections in a row, one of them open.
import { Box } from '@mantine/core'
import { Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { PartTabs } from '../ui/part-tabs.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'

const sections = ['general', 'members', 'calendars', 'api-keys', 'webhooks', 'jobs', 'trash'] as const
const ownersOnly: readonly Section[] = ['calendars', 'api-keys', 'webhooks']
type Section = (typeof sections)[number]

const paths = {
  general: '/t/$tenant/settings',
  members: '/t/$tenant/settings/members',
  calendars: '/t/$tenant/settings/calendars',
  'api-keys': '/t/$tenant/settings/api-keys',
  webhooks: '/t/$tenant/settings/webhooks',
  jobs: '/t/$tenant/settings/jobs',
  trash: '/t/$tenant/settings/trash',
} as const satisfies Record<Section, string>

export function SettingsFrame() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings' })
  const navigate = useNavigate()
  const last = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, '').split('/').pop() })
  const isOwner = useIsOwner(tenant)
  const isPhone = useIsPhone()
  const open = sections.find((section) => section === last) ?? 'general'
  // The rail has a door of its own to the trash, so there it is a page of its own.
  const apart = !isPhone && open === 'trash'
  const shown = sections.filter(
    (section) => (isOwner || !ownersOnly.includes(section)) && (isPhone || section !== 'trash'),
  )
  const titles: Record<Section, string> = {
    general: t('tenants.general'),
    members: t('members.title'),
    calendars: t('calendars.title'),
    'api-keys': t('apiKeys.title'),
    webhooks: t('webhooks.title'),
    jobs: t('jobs.title'),
    trash: t('trash.title'),
  }
  if (apart)
    return (
      <Box maw={920}>
        <Outlet />
      </Box>
    )
  return (
    <Box maw={920}>
      <PageHeader title={t('settings.title')} />
      <PartTabs
        label={t('settings.sections')}
        open={open}
        onOpen={(section) => void navigate({ to: paths[section], params: { tenant } })}
        parts={shown.map((key) => ({ key, name: titles[key], body: <Outlet /> }))}
      />
    </Box>
  )
}
