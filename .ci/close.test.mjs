import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'molde-gate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name, ...states) => ({
  name,
  status: states.includes('failed') ? 'failed' : 'passed',
  assertionResults: states.map((status, at) => ({ status, fullName: `${name} ${at}` })),
})
const run = (script, ...given) => spawnSync('node', [join(import.meta.dirname, script), ...given], { encoding: 'utf8' })
const write = (name, testResults) => {
  const path = join(folder, name)
  writeFileSync(path, testResults ? JSON.stringify({ testResults }) : '')
  return path
}
const close = (first, second, testsExit = '1', checksExit = '0') => {
  const { status, stdout, stderr } = run(
    'close.mjs',
    write('first', first),
    write('second', second),
    testsExit,
    checksExit,
  )
  return { status, last: stdout.trim().split('\n').at(-1), stderr }
}

describe('how the gate ends', () => {
  test('green, with its numbers', () => {
    expect(close([file('a.test.ts', 'passed', 'passed')], undefined, '0')).toMatchObject({
      status: 0,
      last: '2 passed, 0 failed, 0 skipped',
    })
  })

  test.each([
    ['a failed test', [file('a.test.ts', 'failed')], undefined, '1', '0'],
    ['a story that failed twice', [file('a.spec.ts', 'failed')], [file('a.spec.ts', 'failed')], '1', '0'],
    [
      'one of two that failed twice',
      [file('a.spec.ts', 'failed'), file('b.spec.ts', 'failed')],
      [file('a.spec.ts', 'passed'), file('b.spec.ts', 'failed')],
      '1',
      '0',
    ],
    ['an unexpected skip', [file('a.test.ts', 'passed', 'pending')], undefined, '0', '0'],
    ['a failed check', [file('a.test.ts', 'passed')], undefined, '0', '1'],
    ['an error between the tests', [file('a.test.ts', 'passed')], undefined, '1', '0'],
    ['no test at all', [], undefined, '0', '0'],
  ])('red for %s', (_, first, second, testsExit, checksExit) => {
    expect(close(first, second, testsExit, checksExit).status).toBe(1)
  })

  test('names a story that passed only at the second look', () => {
    const ended = close([file('a.spec.ts', 'passed', 'failed')], [file('a.spec.ts', 'passed', 'passed')])
    expect(ended).toMatchObject({ status: 0, last: '2 passed, 0 failed, 0 skipped' })
    expect(ended.stderr).toContain('unsteady, passed at the second look, to be mended: a.spec.ts\n  a.spec.ts 1')
  })
})

describe('what is worth a second look', () => {
  const looked = (...files) => run('second-look.mjs', write('report', files)).stdout.split('\n').filter(Boolean)

  test('a few browser stories', () => {
    expect(looked(file('a.spec.ts', 'failed'), file('b.spec.ts', 'passed'))).toEqual(['a.spec.ts'])
  })

  test('nothing where a test below the browser failed, or many stories did', () => {
    expect(looked(file('a.spec.ts', 'failed'), file('b.test.ts', 'failed'))).toEqual([])
    expect(looked(...'abcdef'.split('').map((name) => file(`${name}.spec.ts`, 'failed')))).toEqual([])
  })
})
