// The rows of favourites: one short list per member.
import { type Db, jsonOf } from '../store/store.ts'

/** Numbers inside, so that a renamed thing stays starred. */
export type StoredPlace =
  | { readonly kind: 'record'; readonly no: number }
  | { readonly kind: 'list'; readonly no: number }
  | { readonly kind: 'view'; readonly id: string }

export interface FavouriteRow {
  /** 0: nothing was ever starred. */
  readonly rev: number
  readonly places: readonly StoredPlace[]
}

export async function findFavourites(db: Db, tenant: number, member: string): Promise<FavouriteRow> {
  const row = await db.get<{ rev: number; places: unknown }>(
    'SELECT rev, places FROM favourites WHERE tenant = ? AND member = ?',
    [tenant, member],
  )
  return row ? { rev: row.rev, places: jsonOf<StoredPlace[]>(row.places) } : { rev: 0, places: [] }
}

/** Compare-and-set on the rev; false when somebody was faster. */
export async function putFavourites(
  tx: Db,
  tenant: number,
  member: string,
  { rev, places, at }: FavouriteRow & { readonly at: number },
): Promise<boolean> {
  const text = JSON.stringify(places)
  const { changes } =
    rev === 0
      ? await tx.run(
          'INSERT INTO favourites (tenant, member, rev, places, updated_at) VALUES (?, ?, 1, ?, ?) ON CONFLICT DO NOTHING',
          [tenant, member, text, at],
        )
      : await tx.run(
          'UPDATE favourites SET rev = rev + 1, places = ?, updated_at = ? WHERE tenant = ? AND member = ? AND rev = ?',
          [text, at, tenant, member, rev],
        )
  return changes === 1
}
