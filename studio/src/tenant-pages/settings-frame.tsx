// The settings of a workspace: its sections in a row, one of them open.
import { Box, Tabs } from '@mantine/core'
import { Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useRef } from 'react'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { useChosenInView } from '../ui/use-chosen-in-view.ts'

const sections = ['general', 'members', 'api-keys', 'jobs', 'trash'] as const
type Section = (typeof sections)[number]

const paths = {
  general: '/t/$tenant/settings',
  members: '/t/$tenant/settings/members',
  'api-keys': '/t/$tenant/settings/api-keys',
  jobs: '/t/$tenant/settings/jobs',
  trash: '/t/$tenant/settings/trash',
} as const satisfies Record<Section, string>

export function SettingsFrame() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings' })
  const navigate = useNavigate()
  const last = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, '').split('/').pop() })
  const isOwner = useIsOwner(tenant)
  const shown = sections.filter((section) => isOwner || section !== 'api-keys')
  const open = sections.find((section) => section === last) ?? 'general'
  const row = useRef<HTMLDivElement>(null)
  useChosenInView(row, open)
  const titles: Record<Section, string> = {
    general: t('tenants.general'),
    members: t('members.title'),
    'api-keys': t('apiKeys.title'),
    jobs: t('jobs.title'),
    trash: t('trash.title'),
  }
  return (
    <Box maw={920}>
      <Tabs
        value={open}
        onChange={(section) => void navigate({ to: paths[section as Section], params: { tenant } })}
        mb="lg"
        keepMounted={false}
      >
        <Tabs.List ref={row} aria-label={t('settings.sections')} className="scrolling-tabs">
          {shown.map((section) => (
            <Tabs.Tab key={section} value={section}>
              {titles[section]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open} pt="lg">
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </Box>
  )
}
