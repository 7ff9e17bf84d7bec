// A favourite at another place of the list.
import { type Favourite, placeKey } from '../api/favourites-api.ts'

/** `to`: the place it has afterwards, counted from 0. Whatever is not in the list moves nothing. */
export function moveFavourite(items: readonly Favourite[], key: string, to: number): readonly Favourite[] {
  const moved = items.find((one) => placeKey(one) === key)
  if (!moved) return items
  const others = items.filter((one) => one !== moved)
  const at = Math.max(0, Math.min(to, others.length))
  return [...others.slice(0, at), moved, ...others.slice(at)]
}
