// The left rail: the tenant, its own kinds of record first, then Design, settings last.
import { Box, Divider, Kbd, NavLink, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconPencilRuler, IconPlus, IconSearch, IconSettings, IconTrash } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { type BlueprintSummary, useBlueprints } from '../api/blueprints-api.ts'
import { designRoute } from '../api/design-look.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { rememberedList } from '../record-table/remembered-list.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { keyNames } from '../ui/screen-keys.ts'
import { AccountMenu } from './account-menu.tsx'
import { openJumpBox } from './jump-opened.ts'
import { NotificationBell } from './notification-bell.tsx'
import { TenantSwitcher } from './tenant-switcher.tsx'
import { usePlace } from './use-place.ts'

const FavouriteLinks = lazy(async () => ({
  default: (await import('../favourites/favourite-links.tsx')).FavouriteLinks,
}))

export function Rail({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const blueprints = useBlueprints(tenant)
  const isOwner = useIsOwner(tenant)
  const place = usePlace()
  // It has a door of its own here, though it lies among the settings.
  const isTrash = useRouterState({
    select: ({ location }) => /^\/t\/[^/]+\/(settings\/)?trash(\/|$)/.test(location.pathname),
  })
  const isNewKind = useRouterState({ select: ({ location }) => location.pathname.endsWith('/new-blueprint') })
  return (
    <Stack h="100%" gap={0} p="xs">
      <TenantSwitcher tenant={tenant} />
      <UnstyledButton className="search-button" onClick={openJumpBox} mt="xs" title={t('shell.jump')}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <Text size="sm" c="dimmed" flex={1} truncate>
          {t('common.search')}
        </Text>
        <Kbd size="xs">{keyNames(t('shell.jumpKeys'))}</Kbd>
      </UnstyledButton>
      <Box mt="xs">
        <NotificationBell tenant={tenant} />
      </Box>
      <Box className="rail-places">
        <Box component="ul" className="bare-list">
          {blueprints.isPending && [1, 2, 3].map((n) => <Skeleton key={n} component="li" h={20} m="xs" />)}
          {blueprints.data?.items.map((blueprint) => (
            <li key={blueprint.name}>
              <BlueprintLink tenant={tenant} blueprint={blueprint} />
            </li>
          ))}
          {isOwner && blueprints.data && (
            <li>
              <NavLink
                label={t('shell.newKind')}
                c="dimmed"
                leftSection={<IconPlus size={18} stroke={1.5} aria-hidden />}
                renderRoot={(props) => (
                  <Link
                    to="/t/$tenant/new-blueprint"
                    params={{ tenant }}
                    activeProps={{ 'data-active': true }}
                    {...props}
                  />
                )}
              />
            </li>
          )}
        </Box>
        <Suspense>
          <FavouriteLinks tenant={tenant} />
        </Suspense>
      </Box>
      <Divider mb="xs" />
      {isOwner && (
        <NavLink
          label={t('shell.design')}
          leftSection={<IconPencilRuler size={18} stroke={1.5} aria-hidden />}
          renderRoot={(props) => (
            <Link to={designRoute()} params={{ tenant }} {...marked(place === 'design' && !isNewKind)} {...props} />
          )}
        />
      )}
      <NavLink
        label={t('trash.title')}
        leftSection={<IconTrash size={18} stroke={1.5} aria-hidden />}
        renderRoot={(props) => (
          <Link to="/t/$tenant/settings/trash" params={{ tenant }} {...marked(isTrash)} {...props} />
        )}
      />
      <NavLink
        label={t('shell.settings')}
        leftSection={<IconSettings size={18} stroke={1.5} aria-hidden />}
        renderRoot={(props) => (
          <Link
            to="/t/$tenant/settings"
            params={{ tenant }}
            activeOptions={{ exact: true }}
            {...marked(place === 'settings' && !isTrash)}
            {...props}
          />
        )}
      />
      <Divider my="xs" />
      <AccountMenu wide />
    </Stack>
  )
}

/** A place has more pages than those below its own address, so the router cannot tell. */
function marked(isHere: boolean) {
  return isHere ? { 'data-active': true, 'aria-current': 'page' as const } : {}
}

function BlueprintLink({ tenant, blueprint }: { readonly tenant: string; readonly blueprint: BlueprintSummary }) {
  const { say } = useFormats()
  return (
    <NavLink
      label={say(severalOf(blueprint), wordsOfKey(blueprint.name))}
      leftSection={<BlueprintIcon icon={blueprint.icon} />}
      renderRoot={(props) => (
        <Link
          to="/t/$tenant/records/$blueprint"
          params={{ tenant, blueprint: blueprint.name }}
          search={() => rememberedList(tenant, blueprint.name)}
          activeOptions={{ includeSearch: false }}
          activeProps={{ 'data-active': true }}
          {...props}
        />
      )}
    />
  )
}
