// The catalogue of refusals: complete in every language, and ERRORS.md says the same.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { issue, languages, MoldeError } from '@molde/engine'
import { describe, expect, test } from 'vitest'
import { ApiError, asApiError, errorCatalogue, problemOf } from './errors.ts'
import { StoreUnavailable } from './store/store-errors.ts'

const document = join(import.meta.dirname, '../ERRORS.md')

describe('the catalogue', () => {
  test.each(Object.entries(errorCatalogue))('%s has a status and a title in every language', (_code, entry) => {
    expect(entry.status).toBeGreaterThanOrEqual(400)
    for (const language of languages) expect(entry.title[language].length).toBeGreaterThan(5)
    expect(new Set(Object.values(entry.title)).size).toBe(languages.length)
  })

  test('ERRORS.md is the catalogue', () => {
    const rows = Object.entries(errorCatalogue).map(
      ([code, { status, title, advice }]) => `| \`${code}\` | ${status} | ${title.en} | ${advice} |`,
    )
    const written = readFileSync(document, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(written).toEqual(rows)
  })
})

describe('what is thrown', () => {
  test('a refusal of the engine is 422 with places, or 400 when the place is in the request line', () => {
    expect(asApiError(new MoldeError([issue(['fields', 0], 'required', { label: 'x' })]))).toMatchObject({
      code: 'invalid',
      status: 422,
    })
    expect(asApiError(new MoldeError([issue(['query', 'sort'], 'required', { label: 'x' })]))).toMatchObject({
      code: 'bad-parameter',
      status: 400,
    })
    expect(asApiError(new MoldeError([issue(['query', 'sort'], 'required'), issue(['a'], 'required')]))).toMatchObject({
      status: 422,
    })
  })

  test('a database that is away is 503, a full disk 507, everything else 500', () => {
    const coded = (code: string) => Object.assign(new Error('secret text'), { code })
    expect(asApiError(new StoreUnavailable('ECONNREFUSED', undefined)).code).toBe('unavailable')
    expect(asApiError(coded('SQLITE_FULL')).code).toBe('storage-full')
    expect(asApiError(new StoreUnavailable('53100', undefined)).code).toBe('storage-full')
    for (const thrown of [coded('23505'), new TypeError('x'), 'text', undefined, null, { status: 200 }])
      expect(asApiError(thrown).code).toBe('internal')
  })

  test('nothing of a cause reaches the answer', () => {
    const error = asApiError(Object.assign(new Error('password=hunter2'), { stack: 'at secret.ts', code: 'X' }))
    expect(JSON.stringify(problemOf(error, 'en'))).not.toMatch(/hunter2|secret/)
  })

  test('there is always a detail: the title where nothing more is to be said', () => {
    expect(problemOf(new ApiError('not-found'), 'ru').detail).toBe('Не найдено')
    expect(problemOf(new ApiError('not-found', { detail: 'no such page' }), 'en').detail).toBe('no such page')
  })

  test('a problem names place, code and wish in the reader’s language', () => {
    const error = new ApiError('invalid', {
      issues: [issue(['a/b', 0], 'missing-member', { name: 'x' })],
      members: { current: 1 },
    })
    expect(problemOf(error, 'pt-BR')).toEqual({
      type: 'urn:molde:error:invalid',
      title: 'O conteúdo é inválido',
      status: 422,
      code: 'invalid',
      detail: 'Falta “x”.',
      errors: [{ pointer: '/a~1b/0', code: 'missing-member', message: 'Falta “x”.' }],
      current: 1,
    })
  })
})
