import { describe, expect, test } from 'vitest'
import { createLog } from './log.ts'

describe('the log', () => {
  test('writes lines of JSON that Elastic reads', () => {
    const lines: string[] = []
    createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }).info({ a: 1 }, 'said')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ 'log.level': 'info', message: 'said', a: 1 })
  })

  test('standard output takes what it is set to', () => {
    expect(() => createLog({ level: 'silent' }).error('nobody hears this')).not.toThrow()
  })
})
