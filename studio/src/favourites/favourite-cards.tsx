// The person's favourites on a phone, where there is no rail: at the top of the start page.
import { Group, Paper, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { placeKey, useFavourites } from '../api/favourites-api.ts'
import { useText } from '../text/text.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { useFavouritePlace } from './use-favourite-place.ts'

export function FavouriteCards({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const items = useFavourites(tenant).data?.items ?? []
  const placeOf = useFavouritePlace(tenant)
  if (items.length === 0) return null
  return (
    <section aria-label={t('favourites.title')} className="favourite-cards">
      <Text size="sm" c="dimmed" mb="xs">
        {t('favourites.title')}
      </Text>
      <ul className="bare-list">
        {items.map((place) => {
          const { name, icon, link } = placeOf(place)
          return (
            <li key={placeKey(place)}>
              <Paper
                withBorder
                p="md"
                mb="sm"
                className="link-card"
                renderRoot={(props) => <Link {...link} {...props} />}
              >
                <Group gap="sm" wrap="nowrap">
                  <BlueprintIcon icon={icon} size={22} />
                  <Text fw={500} truncate>
                    {name}
                  </Text>
                </Group>
              </Paper>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
