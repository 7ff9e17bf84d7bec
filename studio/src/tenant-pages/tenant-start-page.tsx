// Where a workspace opens: its kinds of record, or the first step when there are none.
import { Button, Group, Paper, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useBlueprints } from '../api/blueprints-api.ts'
import { useFavourites } from '../api/favourites-api.ts'
import { useIsOwner, useTenant } from '../api/tenants-api.ts'
import { FavouriteCards } from '../favourites/favourite-cards.tsx'
import { rememberedList } from '../record-table/remembered-list.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { RecentCards } from './recent-cards.tsx'

/** What they show has to be asked for: the kinds of record stand there before. */
const TodayCards = lazy(async () => ({ default: (await import('./today-cards.tsx')).TodayCards }))
const SharedViews = lazy(async () => ({ default: (await import('./shared-views.tsx')).SharedViews }))

export function TenantStartPage() {
  const { t } = useText()
  const { say } = useFormats()
  const { tenant } = useParams({ from: '/inside/t/$tenant/' })
  const current = useTenant(tenant)
  const isOwner = useIsOwner(tenant)
  const blueprints = useBlueprints(tenant)
  // On a phone they stand above the kinds of record, which would be pushed down when they come.
  const isPhone = useIsPhone()
  const favourites = useFavourites(tenant)
  const isSettled = blueprints.isSuccess && !(isPhone && favourites.isPending)
  const all = isSettled ? blueprints.data.items : []
  const name = current.data?.name ?? tenant
  return (
    <>
      <title>{`${name} · Molde`}</title>
      {blueprints.error && <ErrorNotice error={blueprints.error} onRetry={() => void blueprints.refetch()} />}
      {!blueprints.error && !isSettled && <Skeleton h={120} />}
      {isSettled && all.length === 0 && (
        <>
          <PageHeader title={name} />
          <EmptyState
            drawing="mould"
            sentence={t(isOwner ? 'tenants.startAbout' : 'tenants.startMember')}
            action={
              isOwner && (
                <Button renderRoot={(props) => <Link to="/t/$tenant/new-blueprint" params={{ tenant }} {...props} />}>
                  {t('tenants.startAction')}
                </Button>
              )
            }
          />
        </>
      )}
      {all.length > 0 && (
        <>
          <PageHeader
            title={name}
            about={
              <Text span inherit visibleFrom="sm">
                {t('tenants.kinds')}
              </Text>
            }
          />
          <FavouriteCards tenant={tenant} />
          <Text size="sm" c="dimmed" mb="xs" hiddenFrom="sm">
            {t('tenants.kinds')}
          </Text>
          <SimpleGrid component="ul" className="bare-list" cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm">
            {all.map((blueprint) => (
              <li key={blueprint.name}>
                <Paper
                  withBorder
                  p="md"
                  className="link-card"
                  renderRoot={(props) => (
                    <Link
                      to="/t/$tenant/records/$blueprint"
                      params={{ tenant, blueprint: blueprint.name }}
                      search={() => rememberedList(tenant, blueprint.name)}
                      {...props}
                    />
                  )}
                >
                  <Group gap="sm" wrap="nowrap">
                    <BlueprintIcon icon={blueprint.icon} size={22} />
                    <Text fw={500} truncate>
                      {say(severalOf(blueprint), wordsOfKey(blueprint.name))}
                    </Text>
                  </Group>
                </Paper>
              </li>
            ))}
          </SimpleGrid>
          {/* What is to be done comes before what was done. */}
          <Suspense fallback={null}>
            <TodayCards tenant={tenant} blueprints={all} />
          </Suspense>
          <RecentCards tenant={tenant} blueprints={all} />
          <Suspense fallback={null}>
            <SharedViews tenant={tenant} blueprints={all} />
          </Suspense>
        </>
      )}
    </>
  )
}
