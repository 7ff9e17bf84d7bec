// Is a place starred, and starring it or letting it go, at once to be seen.
import { type Favourite, placeKey, type StarPlace, useChangeFavourites, useFavourites } from '../api/favourites-api.ts'
import { useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'

/** The server keeps no more. */
const mostFavourites = 100

export interface Star {
  /** The favourites are known. */
  readonly isReady: boolean
  readonly isStarred: (place: StarPlace) => boolean
  readonly toggle: (place: Favourite) => void
}

export function useStar(tenant: string): Star {
  const { t } = useText()
  const sayError = useErrorText()
  const favourites = useFavourites(tenant).data
  const change = useChangeFavourites(tenant)
  const isIn = (items: readonly Favourite[], place: StarPlace) => items.some((one) => placeKey(one) === placeKey(place))
  return {
    isReady: favourites !== undefined,
    isStarred: (place) => isIn(favourites?.items ?? [], place),
    toggle(place) {
      const wanted = !isIn(favourites?.items ?? [], place)
      if (wanted && (favourites?.items.length ?? 0) >= mostFavourites)
        return showFailed(t('favourites.full', { limit: mostFavourites }))
      change.mutate((items) => withPlace(items, place, wanted), { onError: (error) => showFailed(sayError(error)) })
    },
  }
}

/** At the end, or not at all. */
function withPlace(items: readonly Favourite[], place: Favourite, wanted: boolean): readonly Favourite[] {
  const others = items.filter((one) => placeKey(one) !== placeKey(place))
  if (!wanted) return others
  return others.length < items.length ? items : [...items, place]
}
