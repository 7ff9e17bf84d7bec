import { describe, expect, it } from 'vitest'
import type { Job } from '../api/jobs-api.ts'
import { undoableJobs } from './undoable-jobs.ts'

const job = (id: string, more: Partial<Job> = {}): Job => ({
  id,
  kind: 'migrate',
  blueprint: 'order',
  status: 'succeeded',
  done: 3,
  total: 3,
  to: 2,
  report: { moved: 3 },
  ...more,
})
const undoable = (...jobs: readonly Job[]) => undoableJobs(jobs, 'order', 2).map(({ id }) => id)

describe('what undoing the move of records undoes', () => {
  it('is the move and what was moved again after mending, the newest first', () => {
    expect(undoable(job('again', { report: { moved: 1 } }), job('first'))).toEqual(['again', 'first'])
  })

  it.each<[string, readonly Job[], readonly string[]]>([
    ['a trial', [job('trial', { dryRun: true }), job('first')], ['first']],
    ['what moved nothing', [job('nothing', { report: { moved: 0 } }), job('first')], ['first']],
    ['another kind of record', [job('other', { blueprint: 'parcel' }), job('first')], ['first']],
    ['other work', [job('slots', { kind: 'fill-slots' }), job('first')], ['first']],
    ['what was before a move to another version', [job('first'), job('back', { to: 1 }), job('old')], ['first']],
    ['what was undone', [job('undo', { undoes: 'first' }), job('first')], []],
    ['anything while it runs', [job('first', { status: 'running' }), job('old')], []],
    ['anything while it is paused', [job('first', { status: 'paused' })], []],
  ])('leaves out %s', (_, jobs, expected) => {
    expect(undoable(...jobs)).toEqual(expected)
  })

  it('takes what a stopped move had done', () => {
    expect(undoable(job('stopped', { status: 'cancelled' }))).toEqual(['stopped'])
  })
})
