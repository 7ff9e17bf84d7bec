// The person's favourites in the rail: links in their own order, which the mouse drags and Alt + up and down move.
import { Box, NavLink, Text } from '@mantine/core'
import { type UseLinkPropsOptions, useLinkProps } from '@tanstack/react-router'
import { type ComponentProps, type DragEvent, type KeyboardEvent, useState } from 'react'
import { type Favourite, placeKey, useChangeFavourites, useFavourites } from '../api/favourites-api.ts'
import { useText } from '../text/text.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { moveFavourite } from './move-favourite.ts'
import { type FavouritePlace, useFavouritePlace } from './use-favourite-place.ts'

export function FavouriteLinks({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const items = useFavourites(tenant).data?.items ?? []
  const order = useOrder(tenant, items)
  if (items.length === 0) return null
  return (
    <Box component="section" aria-label={t('favourites.title')} mt="xs">
      <Text size="xs" c="dimmed" px="xs" py={4} aria-hidden>
        {t('favourites.title')}
      </Text>
      <ul className="bare-list" onDragOver={order.over} onDrop={order.drop}>
        {items.map((place, at) => (
          <FavouriteLink key={placeKey(place)} tenant={tenant} place={place} order={order} at={at} />
        ))}
      </ul>
      <span className="for-readers" role="status">
        {order.said}
      </span>
    </Box>
  )
}

interface FavouriteLinkProps {
  readonly tenant: string
  readonly place: Favourite
  readonly order: ReturnType<typeof useOrder>
  readonly at: number
}

function FavouriteLink({ tenant, place, order, at }: FavouriteLinkProps) {
  const { t } = useText()
  const { name, icon, link } = useFavouritePlace(tenant)(place)
  const key = placeKey(place)
  return (
    <li data-drop={order.dropAt(at)} data-favourite={at}>
      <NavLink
        label={name}
        title={t('favourites.move', { name })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        leftSection={<BlueprintIcon icon={icon} />}
        draggable
        onDragStart={(event) => order.lift(event, key)}
        onDragEnd={order.letGo}
        onKeyDown={(event) => order.press(event, key, at, name)}
        renderRoot={(props) => <UnmarkedLink place={link} {...props} />}
      />
    </li>
  )
}

/** Where one is, is said by the kinds above: two marked rows would be two places. */
function UnmarkedLink({ place, ...look }: ComponentProps<'a'> & { readonly place: FavouritePlace['link'] }) {
  const { 'aria-current': _, ...props } = useLinkProps({ ...(place as UseLinkPropsOptions), ...look, activeProps: {} })
  return <a {...props} />
}

/** The order while it changes. Only what was lifted here can be dropped here. */
function useOrder(tenant: string, items: readonly Favourite[]) {
  const { t } = useText()
  const sayError = useErrorText()
  const change = useChangeFavourites(tenant)
  const [lifted, setLifted] = useState<string>()
  const [target, setTarget] = useState<number>()
  const [said, setSaid] = useState('')
  const from = items.findIndex((one) => placeKey(one) === lifted)
  const move = (key: string, to: number) =>
    change.mutate((now) => moveFavourite(now, key, to), { onError: (error) => showFailed(sayError(error)) })
  const letGo = () => {
    setLifted(undefined)
    setTarget(undefined)
  }
  return {
    said,
    letGo,
    lift(event: DragEvent, key: string) {
      event.dataTransfer.effectAllowed = 'move'
      setLifted(key)
    },
    over(event: DragEvent) {
      const row = event.target instanceof Element ? event.target.closest('[data-favourite]') : null
      if (from < 0 || !row) return
      event.preventDefault()
      setTarget(Number(row.getAttribute('data-favourite')))
    },
    drop(event: DragEvent) {
      event.preventDefault()
      if (lifted !== undefined && target !== undefined && target !== from) move(lifted, target)
      letGo()
    },
    press(event: KeyboardEvent, key: string, at: number, name: string) {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      const to = at + by
      if (!event.altKey || by === 0) return
      event.preventDefault()
      if (to < 0 || to >= items.length) return
      move(key, to)
      setSaid(t('favourites.moved', { name, place: to + 1, all: items.length }))
    },
    /** Where the line stands that shows the place to come. */
    dropAt: (at: number) => (at !== target || from < 0 || at === from ? undefined : at < from ? 'before' : 'after'),
  }
}
