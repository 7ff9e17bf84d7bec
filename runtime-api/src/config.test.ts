// What the environment may say, and in which words the start refuses the rest.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'molde-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const secret = 's'.repeat(32)
const read = (env: Record<string, string>) => readConfig({ MOLDE_DATA: folder, ...env })

describe('configuration', () => {
  test('nothing set: closed, local, SQLite', () => {
    const config = read({})
    expect(config).toMatchObject({
      stage: 'development',
      role: 'all',
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      publicUrl: undefined,
      smtpUrl: undefined,
      trustedProxies: [],
      metricsToken: undefined,
      notBuiltYet: [],
      logLevel: 'info',
    })
    expect(Object.isFrozen(config)).toBe(true)
  })

  test('in a terminal only what is wrong is logged, unless it is told otherwise', () => {
    expect(readConfig({ MOLDE_DATA: folder }, true).logLevel).toBe('warn')
    expect(readConfig({ MOLDE_DATA: folder, MOLDE_LOG_LEVEL: 'info' }, true).logLevel).toBe('info')
  })

  test.each([
    [{ MOLDE_SECRETS: 'x' }, 'MOLDE_SECRETS'],
    [{ MOLDE_: 'x' }, 'MOLDE_ '],
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '1e3' }, 'PORT'],
    [{ HOST: 'a b' }, 'HOST'],
    [{ NODE_ENV: 'test' }, 'NODE_ENV'],
    [{ MOLDE_ROLE: 'everything' }, 'MOLDE_ROLE'],
    [{ MOLDE_ROLE: 'api' }, 'DATABASE_URL'],
    [{ MOLDE_ROLE: 'worker' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'mysql://host/db' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'host' }, 'DATABASE_URL'],
    [{ REDIS_URL: 'http://host' }, 'REDIS_URL'],
    [{ S3_URL: 'bucket' }, 'S3_URL'],
    [{ SENTRY_DSN: 'x' }, 'SENTRY_DSN'],
    [{ PUBLIC_URL: 'molde.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://molde.example/app' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
    [{ SMTP_URL: 'host:25' }, 'SMTP_URL'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'a@b.co\nBcc: c@d.co' }, 'MAIL_FROM'],
    [{ SUPPORT_EMAIL: 'nobody' }, 'SUPPORT_EMAIL'],
    [{ MOLDE_SECRET: 'short' }, 'MOLDE_SECRET'],
    [{ NODE_ENV: 'production' }, 'MOLDE_SECRET'],
    [{ MOLDE_TRUSTED_PROXIES: '10.0.0.0/33' }, 'MOLDE_TRUSTED_PROXIES'],
    [{ MOLDE_TRUSTED_PROXIES: 'true' }, 'MOLDE_TRUSTED_PROXIES'],
    [{ MOLDE_METRICS_TOKEN: 'short' }, 'MOLDE_METRICS_TOKEN'],
    [{ MOLDE_LOG_LEVEL: 'loud' }, 'MOLDE_LOG_LEVEL'],
    [{ MOLDE_RATE_LIMIT: '0' }, 'MOLDE_RATE_LIMIT'],
    [{ GOOGLE_CLIENT_ID: 'x' }, 'GOOGLE_CLIENT_SECRET'],
    [{ FACEBOOK_CLIENT_SECRET: 'x' }, 'FACEBOOK_CLIENT_ID'],
  ])('%j stops the start with one line', (env, name) => {
    const refused = (() => {
      try {
        read(env as unknown as Record<string, string>)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(refused).toBeInstanceOf(ConfigError)
    expect((refused as Error).message).toContain(name)
    expect((refused as Error).message).not.toContain('\n')
  })

  test('a refusal never repeats a password', () => {
    expect(() => read({ DATABASE_URL: 'mysql://user:hunter2@host/db' })).toThrow(
      expect.not.stringContaining('hunter2') as never,
    )
  })

  test('an empty variable is not set', () => {
    expect(read({ PORT: '', DATABASE_URL: ' ', MOLDE_ROLE: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      role: 'all',
    })
  })

  test('what api.md lists for later is accepted and named', () => {
    const env = {
      REDIS_URL: 'redis://h:6379',
      S3_URL: 'https://s3.example/b',
      GOOGLE_CLIENT_ID: 'a',
      GOOGLE_CLIENT_SECRET: 'b',
    }
    expect(read(env).notBuiltYet).toEqual(['REDIS_URL', 'GOOGLE_CLIENT_ID', 'S3_URL'])
  })

  test('production, PostgreSQL, split roles', () => {
    const config = read({
      NODE_ENV: 'production',
      MOLDE_SECRET: secret,
      DATABASE_URL: 'postgres://u:p@h/db',
      MOLDE_ROLE: 'worker',
      PUBLIC_URL: 'https://molde.example/',
      PORT: '0',
    })
    expect(config).toMatchObject({ stage: 'production', role: 'worker', publicUrl: 'https://molde.example', port: 0 })
  })

  test('the secret is made once, for its owner alone, and kept', () => {
    const file = join(folder, 'secret')
    const first = read({}).secret
    expect(first.length).toBeGreaterThanOrEqual(43)
    expect(read({}).secret).toBe(first)
    expect(readFileSync(file, 'utf8')).toBe(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('a damaged secret is not replaced: sessions and encrypted values hang on it', () => {
    const data = join(folder, 'damaged')
    read({ MOLDE_DATA: data })
    writeFileSync(join(data, 'secret'), 'x')
    expect(() => read({ MOLDE_DATA: data })).toThrow(/damaged/)
    expect(readFileSync(join(data, 'secret'), 'utf8')).toBe('x')
  })

  test('a given secret leaves no file', () => {
    const data = join(folder, 'given')
    expect(read({ MOLDE_DATA: data, MOLDE_SECRET: secret }).secret).toBe(secret)
    expect(existsSync(join(data, 'secret'))).toBe(false)
  })
})
