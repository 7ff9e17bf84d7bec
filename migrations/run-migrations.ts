// How a list of migrations is brought onto a database, and taken off again.
import type { Knex } from 'knex'
import type { Migration } from './migration.ts'

/**
 * Runs what is missing, each migration in a transaction of its own. `table` holds the names that have run.
 * The caller makes sure that no other process migrates at the same time; a lock left by a killed process is therefore taken away.
 */
export async function migrateUp(knex: Knex, list: readonly Migration[], table: string): Promise<void> {
  const config = configOf(list, table)
  await knex.migrate.forceFreeMigrationsLock(config)
  await knex.migrate.latest(config)
}

/** Takes every migration of the list off again, last one first. For tests. */
export async function migrateDown(knex: Knex, list: readonly Migration[], table: string): Promise<void> {
  await knex.migrate.rollback(configOf(list, table), true)
}

function configOf(list: readonly Migration[], table: string): Knex.MigratorConfig {
  return {
    tableName: table,
    migrationSource: {
      getMigrations: async () => [...list],
      getMigrationName: (migration: Migration) => migration.name,
      getMigration: async (migration: Migration) => migration,
    },
  }
}
