// Environment → frozen Config. The only reader of process.env: everything else is told.
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { LogLevel } from './observability/log.ts'

export interface Config {
  readonly stage: 'development' | 'production'
  readonly role: 'all' | 'api' | 'worker'
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  /** Set: PostgreSQL. Absent: SQLite files in `dataFolder`. */
  readonly databaseUrl: string | undefined
  /** Master key for sessions and encryption. */
  readonly secret: string
  /** Absent: `http://127.0.0.1:<bound port>`, known only after the server listens; see `publicUrl()` of the runtime. */
  readonly publicUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly supportEmail: string | undefined
  /** Addresses or networks whose X-Forwarded-For is believed; empty: nobody's. */
  readonly trustedProxies: readonly string[]
  /** Lets /metrics be read from elsewhere than this machine. */
  readonly metricsToken: string | undefined
  readonly logLevel: LogLevel
  /** A person reads what the program says, as it says it. */
  readonly isTerminal: boolean
  /** Requests per minute of one actor; of one address without identity a tenth of it. */
  readonly rateLimit: number
  /** Sign-in, sign-up and reset attempts per minute of one address. */
  readonly signInLimit: number
  /** Largest file that is taken, in bytes. */
  readonly fileLimit: number
  /** Bytes of files that one tenant may keep; undefined: as many as the disk holds. */
  readonly storageLimit: number | undefined
  /** Where webhooks may go beside the public internet: addresses, networks, names of hosts. */
  readonly webhookAllow: readonly string[]
  /** Variables that are set for features that do not exist yet. */
  readonly notBuiltYet: readonly string[]
}

/** A reason not to start, as one line for a person. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Env = Readonly<Record<string, string | undefined>>

const ours = new Set([
  'MOLDE_DATA',
  'MOLDE_ROLE',
  'MOLDE_SECRET',
  'MOLDE_TRUSTED_PROXIES',
  'MOLDE_METRICS_TOKEN',
  'MOLDE_LOG_LEVEL',
  'MOLDE_RATE_LIMIT',
  'MOLDE_SIGN_IN_LIMIT',
  'MOLDE_FILE_LIMIT',
  'MOLDE_STORAGE_LIMIT',
  'MOLDE_WEBHOOK_ALLOW',
  // Of the command line, which may share an environment with a server.
  'MOLDE_URL',
  'MOLDE_TENANT',
  'MOLDE_API_KEY',
])

const plannedFeatures = ['REDIS_URL', 'GOOGLE_CLIENT_ID', 'FACEBOOK_CLIENT_ID', 'SENTRY_DSN', 'S3_URL']
const pairs = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['FACEBOOK_CLIENT_ID', 'FACEBOOK_CLIENT_SECRET'],
] as const

/**
 * Reads and checks every variable; throws ConfigError with one clear line. May create the data folder and its secret.
 * In a terminal a line per request would bury the address and the password that a person looks for.
 */
export function readConfig(env: Env, isTerminal = false): Config {
  refuseUnknown(env)
  refuseHalfPairs(env)
  const stage = oneOf(env, 'NODE_ENV', ['development', 'production'], 'development')
  const role = oneOf(env, 'MOLDE_ROLE', ['all', 'api', 'worker'], 'all')
  const databaseUrl = url(env, 'DATABASE_URL', ['postgres:', 'postgresql:'])
  if (!databaseUrl && role !== 'all') {
    throw new ConfigError(
      `MOLDE_ROLE=${role} needs DATABASE_URL: SQLite has one writer, so one process (MOLDE_ROLE=all).`,
    )
  }
  for (const [name, protocols] of [
    ['REDIS_URL', ['redis:', 'rediss:']],
    ['SENTRY_DSN', ['https:', 'http:']],
    ['S3_URL', ['https:', 'http:', 's3:']],
  ] as const) {
    url(env, name, protocols)
  }
  const dataFolder = resolve(given(env, 'MOLDE_DATA') ?? './data')
  const publicUrl = url(env, 'PUBLIC_URL', ['http:', 'https:'])
  return Object.freeze({
    stage,
    role,
    port: integer(env, 'PORT', 0, 65_535, 3000),
    host: host(env),
    dataFolder,
    databaseUrl,
    secret: secret(env, stage, dataFolder),
    publicUrl: publicUrl === undefined ? undefined : originOf(publicUrl),
    smtpUrl: url(env, 'SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: mailbox(env, 'MAIL_FROM') ?? 'Molde <molde@localhost>',
    supportEmail: mailbox(env, 'SUPPORT_EMAIL'),
    trustedProxies: Object.freeze(trustedProxies(env)),
    metricsToken: longText(env, 'MOLDE_METRICS_TOKEN', 16),
    logLevel: oneOf(env, 'MOLDE_LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], isTerminal ? 'warn' : 'info'),
    isTerminal,
    rateLimit: integer(env, 'MOLDE_RATE_LIMIT', 1, 100_000_000, 30_000),
    signInLimit: integer(env, 'MOLDE_SIGN_IN_LIMIT', 1, 1_000_000, 60),
    fileLimit: integer(env, 'MOLDE_FILE_LIMIT', 1, 10_000, 25) * megabyte,
    storageLimit: storageLimit(env),
    webhookAllow: Object.freeze(webhookAllow(env)),
    notBuiltYet: Object.freeze(plannedFeatures.filter((name) => given(env, name) !== undefined)),
  })
}

const megabyte = 1_000_000

function storageLimit(env: Env): number | undefined {
  return given(env, 'MOLDE_STORAGE_LIMIT') === undefined
    ? undefined
    : integer(env, 'MOLDE_STORAGE_LIMIT', 1, 1_000_000_000, 1) * megabyte
}

function refuseUnknown(env: Env): void {
  const unknown = Object.keys(env).find((name) => name.startsWith('MOLDE_') && !ours.has(name))
  if (unknown) throw new ConfigError(`${unknown} is not a variable of Molde. Known: ${[...ours].join(', ')}.`)
}

function refuseHalfPairs(env: Env): void {
  for (const [id, key] of pairs) {
    const has = [given(env, id), given(env, key)].filter((value) => value !== undefined).length
    if (has === 1) throw new ConfigError(`${id} and ${key} belong together: set both or none.`)
  }
}

/** An empty variable counts as not set, as `NAME= npm start` and empty lines of .env files mean it. */
function given(env: Env, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === undefined || value === '' ? undefined : value
}

function oneOf<T extends string>(env: Env, name: string, allowed: readonly T[], otherwise: T): T {
  const value = given(env, name)
  if (value === undefined) return otherwise
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new ConfigError(`${name} must be one of ${allowed.join(', ')}.`)
  return found
}

function integer(env: Env, name: string, lowest: number, highest: number, otherwise: number): number {
  const value = given(env, name)
  if (value === undefined) return otherwise
  const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= lowest && number <= highest))
    throw new ConfigError(`${name} must be a whole number from ${lowest} to ${highest}.`)
  return number
}

/** The message never repeats the value: it may hold a password. */
function url(env: Env, name: string, protocols: readonly string[]): string | undefined {
  const value = given(env, name)
  if (value === undefined) return undefined
  const read = URL.canParse(value) ? new URL(value) : undefined
  if (!read || !protocols.includes(read.protocol) || read.hostname === '') {
    throw new ConfigError(`${name} must be an address such as ${protocols[0]}//host.`)
  }
  return value
}

/** Links are built on the origin, so a path would be lost silently. */
function originOf(publicUrl: string): string {
  const read = new URL(publicUrl)
  if (read.pathname !== '/' || read.search || read.hash || read.username) {
    throw new ConfigError('PUBLIC_URL must be an origin such as https://molde.example, without path, query or user.')
  }
  return read.origin
}

function host(env: Env): string {
  const value = given(env, 'HOST') ?? '127.0.0.1'
  if (!isIP(value) && !/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(value))
    throw new ConfigError('HOST must be an address or a host name.')
  return value
}

function mailbox(env: Env, name: string): string | undefined {
  const value = given(env, name)
  if (value === undefined) return undefined
  if (!/^([^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(value)) {
    throw new ConfigError(`${name} must be a mail address such as molde@example.org.`)
  }
  return value
}

function trustedProxies(env: Env): string[] {
  const value = given(env, 'MOLDE_TRUSTED_PROXIES')
  if (value === undefined) return []
  const proxies = value.split(',').map((one) => one.trim())
  const wrong = proxies.find((one) => !isNetwork(one))
  if (wrong !== undefined)
    throw new ConfigError('MOLDE_TRUSTED_PROXIES must be addresses or networks such as 127.0.0.1,10.0.0.0/8.')
  return proxies
}

function webhookAllow(env: Env): string[] {
  const value = given(env, 'MOLDE_WEBHOOK_ALLOW')
  if (value === undefined) return []
  const places = value.split(',').map((one) => one.trim())
  const wrong = places.find((one) => !isNetwork(one) && !/^[a-z][a-z0-9.-]{0,251}[a-z0-9]$/i.test(one))
  if (wrong !== undefined)
    throw new ConfigError('MOLDE_WEBHOOK_ALLOW must be networks or names of hosts such as 10.0.0.0/8,erp.internal.')
  return places
}

function isNetwork(text: string): boolean {
  const [address, bits, ...rest] = text.split('/')
  const family = isIP(address ?? '')
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

function longText(env: Env, name: string, least: number): string | undefined {
  const value = given(env, name)
  if (value !== undefined && value.length < least)
    throw new ConfigError(`${name} must have at least ${least} characters.`)
  return value
}

function secret(env: Env, stage: Config['stage'], dataFolder: string): string {
  const value = longText(env, 'MOLDE_SECRET', 32)
  if (value !== undefined) return value
  if (stage === 'production')
    throw new ConfigError('MOLDE_SECRET is required in production: at least 32 random characters.')
  return keptSecret(dataFolder)
}

/** Made once and kept: sessions and encrypted values outlive a restart. Two starts at once agree on one (link fails if it exists). */
function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret')
  try {
    return readSecret(file)
  } catch (missing) {
    if ((missing as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(file, missing)
  }
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    linkSync(draft, file)
  } catch (failed) {
    if ((failed as NodeJS.ErrnoException).code !== 'EEXIST') throw unreadable(file, failed)
  } finally {
    rmSync(draft, { force: true })
  }
  return readSecret(file)
}

function readSecret(file: string): string {
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length < 32)
    throw new ConfigError(`${file} is damaged: it must hold at least 32 characters. Restore it from a backup.`)
  return kept
}

function unreadable(file: string, cause: unknown): ConfigError {
  if (cause instanceof ConfigError) return cause
  return new ConfigError(
    `${file} cannot be read or written (${(cause as NodeJS.ErrnoException).code}); check MOLDE_DATA.`,
  )
}
