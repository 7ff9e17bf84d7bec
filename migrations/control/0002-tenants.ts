// Which tenants exist, who belongs to them, and which keys open them. `no` is internal and leads every key of a tenant's data.
import { ddlOf, dropAll, runAll } from '../ddl.ts'
import type { Migration } from '../migration.ts'

const tables = (postgres: boolean) => [
  // A number is never given out twice: it names the tenant's file and rows.
  `CREATE TABLE tenant (
    no ${postgres ? 'integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY' : 'integer PRIMARY KEY AUTOINCREMENT'},
    id text NOT NULL UNIQUE,
    slug text NOT NULL UNIQUE,
    name text NOT NULL,
    timezone text NOT NULL,
    language text NOT NULL,
    rev integer NOT NULL DEFAULT 1,
    created_at bigint NOT NULL,
    deleted_at bigint
  )`,
  `CREATE TABLE member (
    tenant integer NOT NULL REFERENCES tenant (no),
    user_id text NOT NULL REFERENCES "user" (id),
    role text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (tenant, user_id)
  )`,
  'CREATE INDEX member_user ON member (user_id)',
  `CREATE TABLE invitation (
    id text PRIMARY KEY,
    tenant integer NOT NULL REFERENCES tenant (no),
    email text NOT NULL,
    role text NOT NULL,
    created_by text,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    UNIQUE (tenant, email)
  )`,
  'CREATE INDEX invitation_email ON invitation (email)',
  // The key itself is 256 random bits and is stored only as its SHA-256.
  `CREATE TABLE api_key (
    id text PRIMARY KEY,
    tenant integer NOT NULL REFERENCES tenant (no),
    name text NOT NULL,
    role text NOT NULL,
    hash text NOT NULL UNIQUE,
    prefix text NOT NULL,
    created_by text,
    created_at bigint NOT NULL,
    last_used_at bigint,
    revoked_at bigint
  )`,
  'CREATE INDEX api_key_tenant ON api_key (tenant, created_at)',
  // Answers to repeated POSTs outside of any tenant; a tenant's own lie with its data.
  `CREATE TABLE idempotency (
    actor text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    owner text NOT NULL,
    lease_until bigint NOT NULL,
    status integer,
    results text NOT NULL,
    headers text,
    response text,
    created_at bigint NOT NULL,
    PRIMARY KEY (actor, key)
  )`,
  'CREATE INDEX idempotency_age ON idempotency (created_at)',
]

export const tenants: Migration = {
  name: '0002-tenants',
  up: (knex) => runAll(knex, tables(ddlOf(knex).postgres)),
  down: (knex) => dropAll(knex, ['idempotency', 'api_key', 'invitation', 'member', 'tenant']),
}
