// What a favourite is called, what stands for it, and where it leads.
import type { LinkProps } from '@tanstack/react-router'
import { useBlueprints } from '../api/blueprints-api.ts'
import type { Favourite } from '../api/favourites-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface FavouritePlace {
  readonly name: string
  /** Of the kind of record it belongs to. */
  readonly icon: string | undefined
  readonly link: LinkProps
}

export function useFavouritePlace(tenant: string): (place: Favourite) => FavouritePlace {
  const { t } = useText()
  const { say } = useFormats()
  const blueprints = useBlueprints(tenant).data?.items
  return (place) => {
    const blueprint = blueprints?.find(({ name }) => name === place.blueprint)
    const params = { tenant, blueprint: place.blueprint }
    const icon = blueprint?.icon
    switch (place.kind) {
      case 'record':
        return {
          name: place.title || t('records.untitled'),
          icon,
          link: { to: '/t/$tenant/records/$blueprint/$id', params: { ...params, id: place.id } },
        }
      case 'list':
        return {
          name: say(severalOf(blueprint), wordsOfKey(place.blueprint)),
          icon,
          link: { to: '/t/$tenant/records/$blueprint', params },
        }
      case 'view':
        return {
          name: say(place.label, place.name),
          icon,
          link: { to: '/t/$tenant/records/$blueprint', params, search: { view: place.id } },
        }
    }
  }
}
