// What a migration of our own tables is.
import type { Knex } from 'knex'

/** One step, never edited after a release. The name begins with its number: `0002-records`. */
export interface Migration {
  readonly name: string
  up(knex: Knex): Promise<void>
  down(knex: Knex): Promise<void>
}
