// Users, their sessions and accounts: the tables the auth library expects, reviewed and written down by us.
// Compiled once with its `getMigrations` (1.7.7, jwt plug-in), then: snake_case names, times as ISO text (they sort as
// text), booleans as 0 and 1, so that both databases have one form. Ids are UUIDs and never used again.
import { dropAll, runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = [
  `CREATE TABLE "user" (
    id text PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL UNIQUE,
    email_verified integer NOT NULL DEFAULT 0,
    image text,
    language text,
    must_change_password integer NOT NULL DEFAULT 0,
    super_admin integer NOT NULL DEFAULT 0,
    created_at text NOT NULL,
    updated_at text NOT NULL
  )`,
  `CREATE TABLE session (
    id text PRIMARY KEY,
    user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    token text NOT NULL UNIQUE,
    expires_at text NOT NULL,
    ip_address text,
    user_agent text,
    created_at text NOT NULL,
    updated_at text NOT NULL
  )`,
  'CREATE INDEX session_of_user ON session (user_id)',
  `CREATE TABLE account (
    id text PRIMARY KEY,
    user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    account_id text NOT NULL,
    provider_id text NOT NULL,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at text,
    refresh_token_expires_at text,
    scope text,
    password text,
    created_at text NOT NULL,
    updated_at text NOT NULL,
    UNIQUE (provider_id, account_id)
  )`,
  'CREATE INDEX account_user ON account (user_id)',
  `CREATE TABLE verification (
    id text PRIMARY KEY,
    identifier text NOT NULL,
    value text NOT NULL,
    expires_at text NOT NULL,
    created_at text NOT NULL,
    updated_at text NOT NULL
  )`,
  'CREATE INDEX verification_identifier ON verification (identifier)',
  `CREATE TABLE jwks (
    id text PRIMARY KEY,
    public_key text NOT NULL,
    private_key text NOT NULL,
    alg text,
    crv text,
    created_at text NOT NULL,
    expires_at text
  )`,
]

export const identity: Migration = {
  name: '0001-identity',
  up: (knex) => runAll(knex, tables),
  down: (knex) => dropAll(knex, ['jwks', 'verification', 'account', 'session', '"user"']),
}
