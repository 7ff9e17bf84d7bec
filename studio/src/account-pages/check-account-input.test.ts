// Are mistakes about an account seen before they are sent, and is nobody led away after signing in?
import { describe, expect, it } from 'vitest'
import { emailProblem, nameProblem, newPasswordProblem, passwordProblem, safeNext } from './check-account-input.ts'

describe('emailProblem', () => {
  it.each(['ana@example.com', ' ana@example.com ', 'a+b@x.co'])('accepts %s', (email) => {
    expect(emailProblem(email)).toBeUndefined()
  })
  it.each(['', 'ana', 'ana@', '@x.co', 'ana@example', 'a b@x.co'])('does not accept "%s"', (email) => {
    expect(emailProblem(email)).toBe('account.badEmail')
  })
})

describe('the other fields', () => {
  it('asks for ten characters, a name, and some password', () => {
    expect(newPasswordProblem('123456789')).toBe('account.shortPassword')
    expect(newPasswordProblem('1234567890')).toBeUndefined()
    expect(nameProblem('  ')).toBe('account.nameMissing')
    expect(nameProblem('Ana')).toBeUndefined()
    expect(passwordProblem('')).toBe('account.passwordMissing')
    expect(passwordProblem('x')).toBeUndefined()
  })
})

describe('safeNext', () => {
  it.each(['/t/acme', '/t/acme/records/deal?q=1', '/'])('goes to %s', (next) => {
    expect(safeNext(next)).toBe(next)
  })
  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/a\\b',
    '/a b',
  ])('stays at the start instead of %s', (next) => {
    expect(safeNext(next)).toBe('/')
  })
})
