// What do removing, restoring, purging, tightening, listing and returning do to records, there and back?
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { MoldeError } from '../errors.ts'
import { idGiver } from '../ids.ts'
import type { Json } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import type { Attic, Failure } from '../lens/crossing.ts'
import { describeOps } from '../lens/describe-ops.ts'
import { compilePlan, runPlan } from '../lens/plan.ts'
import { readOp, wireOp } from '../lens/wire-op.ts'
import type { StoredData } from '../record/stored-record.ts'

const first = {
  name: 'deal',
  label: 'Deal',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'note', type: 'text' },
    { key: 'qty', type: 'integer' },
    { key: 'stage', type: 'enum', options: ['open', 'won', 'lost'] },
    { key: 'phones', type: 'list', of: 'text' },
    { key: 'owner', type: 'relation', blueprint: 'person' },
    {
      key: 'rows',
      type: 'list',
      fields: [
        { key: 'what', type: 'text' },
        { key: 'count', type: 'integer' },
      ],
    },
    { key: 'price', type: 'number' },
  ],
  rules: [{ check: 'price > 0', message: 'A price is above nothing' }],
  uniques: [['title', 'qty']],
}

/** A blueprint that is changed draft by draft, and a record that goes along. */
class Story {
  readonly #ids = idGiver({})
  readonly versions: BlueprintVersion[] = [newBlueprint(first, this.#ids)]
  readonly #edges: (readonly StoredOp[])[] = [[], []]
  readonly #history = {
    versionAt: (version: number) => this.versions[version - 1],
    opsInto: (version: number) => this.#edges[version] ?? [],
  }
  get head(): BlueprintVersion {
    return this.versions.at(-1) as BlueprintVersion
  }
  publish(...ops: readonly unknown[]): this {
    const made = applyOps(this.head, ops, this.#ids, {
      now: Date.UTC(2026, 10, 20, 2),
      zone: 'America/Sao_Paulo',
      history: this.#history,
    })
    this.versions.push(made.version)
    this.#edges.push(made.ops)
    return this
  }
  ops(version: number): readonly StoredOp[] {
    return this.#edges[version] ?? []
  }
  move(data: StoredData, from: number, to: number, attic: Attic = {}, failures?: Failure[]) {
    return runPlan(
      compilePlan((version) => this.ops(version), from, to),
      data,
      attic,
      failures && { failures },
    )
  }
  says(version: number): string {
    return describeOps(this.versions[version - 2] as BlueprintVersion, this.ops(version), 'en').join(' ')
  }
}

function refusal(run: () => unknown): unknown[] {
  try {
    run()
  } catch (refused) {
    if (refused instanceof MoldeError) return refused.issues.map((said) => [said.code, ...said.path.slice(2)])
  }
  return []
}

const keysOf = ({ fields }: BlueprintVersion) => fields.map(({ key }) => key)

describe('a field that goes', () => {
  it('[L11] takes its values along and brings them back', () => {
    const story = new Story().publish({ op: 'remove', field: 'note' }).publish({ op: 'restore', field: 'note' })
    const data = { f1: 'A', f2: 'remember' }
    const gone = story.move(data, 1, 2)
    expect(gone).toEqual({ data: { f1: 'A' }, attic: { p1: { from: ['remember'], to: [] } } })
    expect(story.move(gone.data, 2, 3, gone.attic).data).toEqual(data)
    expect(story.move(gone.data, 2, 1, gone.attic).data).toEqual(data)
    expect(keysOf(story.versions[1] as BlueprintVersion)).not.toContain('note')
    expect(story.versions[1]?.reserved).toContain('f2')
    expect(story.head.reserved).not.toContain('f2')
    expect(story.says(2)).toBe('“note” goes away. Its values are kept and come back when it is restored.')
    expect(story.says(3)).toBe('“note” comes back with the values it had.')
  })

  it('[L11] an edit made after it came back is seen before it went', () => {
    const story = new Story().publish({ op: 'remove', field: 'note' }).publish({ op: 'restore', field: 'f2' })
    const later = story.move({ f1: 'A', f2: 'old' }, 1, 3)
    expect(story.move({ ...later.data, f2: 'new' }, 3, 1, later.attic).data).toEqual({ f1: 'A', f2: 'new' })
  })

  it('[L11] a field of the same key that came in between is another one', () => {
    const story = new Story().publish(
      { op: 'remove', field: 'note' },
      { op: 'add', field: { key: 'note', type: 'integer' } },
    )
    expect(story.move({ f1: 'A', f2: 'old' }, 1, 2).data).toEqual({ f1: 'A' })
    expect(refusal(() => story.publish({ op: 'restore', field: 'f2' }))).toEqual([['given-twice', 'field']])
    story.publish({ op: 'rename', field: 'note', key: 'number' }).publish({ op: 'restore', field: 'note' })
    expect(story.head.fields.filter(({ key }) => key === 'note')).toMatchObject([{ id: 'f2', type: 'text' }])
  })

  it('[L11] a required one is asked for when it comes back; what it read of fields that are gone stays behind', () => {
    const story = new Story()
      .publish({
        op: 'change',
        field: 'note',
        required: true,
        fill: { value: '-' },
        showWhen: 'qty > 1',
        default: { expr: 'title' },
      })
      .publish(
        { op: 'uniques', remove: [['title', 'qty']] },
        { op: 'remove', field: 'note' },
        { op: 'remove', field: 'qty' },
      )
      .publish({ op: 'restore', field: 'note' })
    const note = story.head.fields.find(({ key }) => key === 'note')
    expect(note).toMatchObject({ required: true, askOnEdit: true, default: { expr: { uses: ['f1'] } } })
    expect(note).not.toHaveProperty('showWhen')
  })

  it('[L11] what is read from is not taken away', () => {
    const story = new Story().publish(
      { op: 'add', field: { key: 'why', type: 'text', showWhen: "stage == 'lost'", default: { expr: 'note' } } },
      { op: 'rules', add: [{ check: 'rows.all(row, row.count > 0)', message: 'None is empty' }] },
    )
    const tries = (op: object) => refusal(() => story.publish(op))
    expect(tries({ op: 'remove', field: 'price' })).toEqual([['used-by-rule', 'field']])
    expect(tries({ op: 'remove', field: 'title' })).toEqual([
      ['used-by-unique', 'field'],
      ['used-by-title', 'field'],
    ])
    expect(tries({ op: 'remove', field: 'stage' })).toEqual([['used-by-condition', 'field']])
    expect(tries({ op: 'remove', field: 'note' })).toEqual([['used-by-default', 'field']])
    expect(tries({ op: 'remove', field: 'rows' })).toEqual([['used-by-rule', 'field']])
    expect(tries({ op: 'each', field: 'rows', ops: [{ op: 'remove', field: 'count' }] })).toEqual([
      ['used-by-rule', 'ops', 0, 'field'],
    ])
    expect(tries({ op: 'remove', field: 'nothing' })).toEqual([['unknown-field', 'field']])
    expect(tries({ op: 'restore', field: 'nothing' })).toEqual([['nothing-to-restore', 'field']])
    expect(tries({ op: 'toList', field: 'stage' })).toEqual([['used-by-condition', 'field']])
  })

  it('[L11] the only field stays, also the only one of a group', () => {
    const story = new Story()
    const inner = [
      { op: 'remove', field: 'what' },
      { op: 'remove', field: 'count' },
    ]
    expect(refusal(() => story.publish({ op: 'each', field: 'rows', ops: inner }))).toEqual([
      ['last-field', 'ops', 1, 'field'],
    ])
  })

  it('[L11] a purge leaves nothing of the field, in the record and in what is kept of it', () => {
    const story = new Story()
      .publish({ op: 'remove', field: 'note' })
      .publish({ op: 'purge', field: 'note', reason: 'asked for' })
    const kept = story.move({ f1: 'A', f2: 'secret' }, 1, 2)
    const purged = story.move(kept.data, 2, 3, kept.attic)
    expect(JSON.stringify(purged)).not.toContain('secret')
    expect(story.move(purged.data, 3, 1, purged.attic).data).toEqual({ f1: 'A' })
    expect(story.says(3)).toContain('deleted for good')
    expect(wireOp(story.ops(3)[0] as StoredOp, story.versions[1] as BlueprintVersion)).toMatchObject({
      op: 'purge',
      field: 'f2',
      reason: 'asked for',
    })
    expect(refusal(() => story.publish({ op: 'revert', to: 1 }))).toEqual([['purged-since', 'to']])
  })

  it('[L11] a field that is there is purged as well, with the rows of a group', () => {
    const story = new Story()
      .publish({ op: 'each', field: 'rows', ops: [{ op: 'remove', field: 'what' }] })
      .publish({ op: 'purge', field: 'rows' }, { op: 'purge', field: 'note' })
    const kept = story.move({ f2: 'secret', f7: [{ _id: 'a', f8: 'secret', f9: 1 }] }, 1, 2)
    expect(JSON.stringify(kept.attic)).toContain('secret')
    expect(story.move(kept.data, 2, 3, kept.attic)).toEqual({ data: {}, attic: {} })
    const tries = (op: object) => refusal(() => new Story().publish(op))
    expect(tries({ op: 'purge', field: 'price' })).toEqual([['used-by-rule', 'field']])
    expect(tries({ op: 'purge', field: 'nothing' })).toEqual([['unknown-field', 'field']])
    expect(tries({ op: 'each', field: 'rows', ops: [{ op: 'purge', field: 'what' }] })).toEqual([
      ['not-inside-group', 'ops', 0, 'op'],
    ])
  })
})

describe('a version that returns', () => {
  const changed = () =>
    new Story()
      .publish(
        { op: 'remove', field: 'note' },
        { op: 'add', field: { key: 'colour', type: 'text' }, fill: { value: 'blue' } },
      )
      .publish({ op: 'toSingle', field: 'phones', pick: 'first' }, { op: 'rename', field: 'qty', key: 'amount' })
      .publish({ op: 'revert', to: 1 })
  const data = { f1: 'A', f2: 'remember', f5: ['1', '2'] }

  it('[L12] is what the earlier one was, and so are the values', () => {
    const story = changed()
    const { name: _, version: __, reserved, ...shape } = story.head
    const { name: ___, version: ____, reserved: _____, ...before } = story.versions[0] as BlueprintVersion
    expect(shape).toEqual(before)
    expect(reserved).toEqual(['f11'])
    const later = story.move(data, 1, 3)
    expect(later.data).toEqual({ f1: 'A', f5: '1', f11: 'blue' })
    expect(story.move(later.data, 3, 4, later.attic).data).toEqual(data)
    expect(story.says(4)).toContain('as in version 1')
    expect(wireOp(story.ops(4)[0] as StoredOp, story.versions[2] as BlueprintVersion)).toEqual({
      id: 'p5',
      op: 'revert',
      to: 1,
    })
  })

  it('[L12] what was typed since is there again when it is undone', () => {
    const story = changed().publish({ op: 'revert', to: 3 })
    const typed = { f1: 'A', f5: '7', f11: 'green' }
    const back = story.move(typed, 3, 4)
    expect(back.data).toEqual({ f1: 'A', f5: ['7'] })
    expect(story.move(back.data, 4, 5, back.attic).data).toEqual(typed)
  })

  it('[L12] what was required then is asked for of records that were made since', () => {
    const story = new Story()
      .publish({ op: 'change', field: 'title', required: false })
      .publish({ op: 'revert', to: 1 })
    expect(story.head.fields[0]).toMatchObject({ required: true, askOnEdit: true })
  })

  it('[L12] refusals', () => {
    const story = changed()
    const tries = (...ops: object[]) => refusal(() => story.publish(...ops))
    expect(tries({ op: 'revert', to: 4 })).toEqual([['no-such-version', 'to']])
    expect(tries({ op: 'revert', to: 99 })).toEqual([['no-such-version', 'to']])
    expect(tries({ op: 'relabel', field: 'note', label: 'N' }, { op: 'revert', to: 1 })).toEqual([
      ['revert-comes-first'],
    ])
    expect(tries({ op: 'each', field: 'rows', ops: [{ op: 'revert', to: 1 }] })).toEqual([
      ['not-inside-group', 'ops', 0, 'op'],
    ])
  })
})

describe('one and many', () => {
  const there = (op: object, field: string, value: Json) => {
    const story = new Story().publish(op)
    const moved = story.move({ [field]: value }, 1, 2)
    return {
      story,
      moved,
      now: moved.data[field] ?? null,
      back: story.move(moved.data, 2, 1, moved.attic).data[field] ?? null,
    }
  }

  it.each([
    [{ op: 'toList', field: 'note' }, 'f2', 'a, b', ['a, b']],
    [{ op: 'toList', field: 'note', by: ',' }, 'f2', ' a, b ,,', ['a', 'b']],
    [{ op: 'toList', field: 'note', by: ',' }, 'f2', ' , ', null],
    [{ op: 'toList', field: 'stage' }, 'f4', 'o2', ['o2']],
    [{ op: 'toList', field: 'owner' }, 'f6', 'x', ['x']],
    [{ op: 'toSingle', field: 'phones', pick: 'first' }, 'f5', ['b', 'a'], 'b'],
    [{ op: 'toSingle', field: 'phones', pick: 'last' }, 'f5', ['b', 'a'], 'a'],
    [{ op: 'toSingle', field: 'phones', pick: 'max' }, 'f5', ['a', 'c', 'b'], 'c'],
    [{ op: 'toSingle', field: 'phones', pick: 'min' }, 'f5', ['b', 'a', 'c'], 'a'],
    [{ op: 'toSingle', field: 'phones', pick: 'join' }, 'f5', ['b', 'a'], 'b, a'],
    [{ op: 'toSingle', field: 'phones', pick: 'join', by: '/' }, 'f5', ['b/c', 'a'], 'b/c/a'],
    [{ op: 'toSingle', field: 'phones', pick: 'first' }, 'f5', [], null],
  ] as const)('[L13] %j of %s %j is %j, and back', (op, field, value, expected) => {
    const { now, back } = there(op, field, value as Json)
    expect(now).toEqual(expected)
    expect(back).toEqual(value)
  })

  it.each([
    ['first', ['1', '2', '3'], '9', ['9', '2', '3']],
    ['last', ['1', '2', '3'], '9', ['1', '2', '9']],
    ['max', ['1', '3', '2'], '0', ['1', '0', '2']],
    ['first', ['1', '2', '3'], null, ['2', '3']],
    ['first', ['1', '2', '3'], '3', ['3', '2']],
    ['join', ['1', '2'], '1, 5', ['1', '5']],
  ] as const)('[L13] an edit of the %s of %j to %j leaves the others: %j', (pick, list, edit, expected) => {
    const { story, moved } = there({ op: 'toSingle', field: 'phones', pick }, 'f5', [...list])
    const data: StoredData = edit === null ? {} : { f5: edit }
    const back = story.move(data, 2, 1, moved.attic)
    expect(back.data).toEqual({ f5: expected })
    expect(story.move(back.data, 1, 2, back.attic).data).toEqual(data)
  })

  it('[L13] what is longer than the field takes is a failure and kept', () => {
    const story = new Story().publish({ op: 'toSingle', field: 'phones', pick: 'join' })
    const list = Array.from({ length: 900 }, () => 'a text of fifteen')
    const failures: Failure[] = []
    const moved = story.move({ f5: list }, 1, 2, {}, failures)
    expect(moved.data).toEqual({})
    expect(failures).toMatchObject([{ step: 'p1', fields: ['f5'], waits: false }])
    expect(story.move(moved.data, 2, 1, moved.attic).data).toEqual({ f5: list })
  })

  it('[L13] defaults and kinds go along', () => {
    const story = new Story()
      .publish({ op: 'change', field: 'stage', default: 'open' })
      .publish({ op: 'toList', field: 'stage' })
    expect(story.head.fields.find(({ key }) => key === 'stage')).toMatchObject({
      type: 'tags',
      default: { value: ['o1'] },
    })
    story.publish({ op: 'toSingle', field: 'stage', pick: 'first' })
    expect(story.head.fields.find(({ key }) => key === 'stage')).toMatchObject({
      type: 'enum',
      default: { value: 'o1' },
    })
    expect(story.says(3)).toBe('“stage” can now hold several values; each record keeps the one it has.')
  })

  it('[L13] refusals', () => {
    const tries = (op: object) => refusal(() => new Story().publish(op))
    expect(tries({ op: 'toList', field: 'phones' })).toEqual([['no-list-of-these', 'field']])
    expect(tries({ op: 'toList', field: 'stage', by: ',' })).toEqual([['setting-not-for-type', 'by']])
    expect(tries({ op: 'toSingle', field: 'note', pick: 'first' })).toEqual([['not-one-of-these', 'field']])
    expect(tries({ op: 'toSingle', field: 'rows', pick: 'first' })).toEqual([['not-one-of-these', 'field']])
    expect(tries({ op: 'toSingle', field: 'phones', pick: 'last', by: ',' })).toEqual([['setting-not-for-type', 'by']])
    const tags = new Story().publish({ op: 'toList', field: 'stage' })
    expect(refusal(() => tags.publish({ op: 'toSingle', field: 'stage', pick: 'join' }))).toEqual([
      ['pick-not-possible', 'pick'],
    ])
  })

  it('[L13] rows of a group change one by one, and moving them disturbs none', () => {
    const story = new Story().publish({
      op: 'each',
      field: 'rows',
      ops: [
        { op: 'remove', field: 'what' },
        { op: 'add', field: { key: 'unit', type: 'text' }, fill: { value: 'kg' } },
      ],
    })
    const data: StoredData = {
      f7: [
        { _id: 'a', f8: 'apples', f9: 1 },
        { _id: 'b', f8: 'pears', f9: 2 },
        { _id: '__proto__', f8: 'plums' },
      ],
    }
    const moved = story.move(data, 1, 2)
    expect(moved.data).toEqual({
      f7: [
        { _id: 'a', f9: 1, f11: 'kg' },
        { _id: 'b', f9: 2, f11: 'kg' },
        { _id: '__proto__', f11: 'kg' },
      ],
    })
    expect(story.move(moved.data, 2, 1, moved.attic).data).toEqual(data)
    const turned = { f7: [{ _id: 'new', f9: 5, f11: 'g' }, ...[...(moved.data['f7'] as Json[])].slice(1).reverse()] }
    expect(story.move(turned, 2, 1, moved.attic).data).toEqual({
      f7: [
        { _id: 'new', f9: 5 },
        { _id: '__proto__', f8: 'plums' },
        { _id: 'b', f8: 'pears', f9: 2 },
      ],
    })
    expect(story.says(2)).toBe(
      'In every row of “rows”: “what” goes away. Its values are kept and come back when it is restored. New field “unit”. Existing records get kg.',
    )
  })

  it('[L13] what a row keeps stays with it while another change holds the row back', () => {
    const story = new Story()
      .publish({ op: 'each', field: 'rows', ops: [{ op: 'remove', field: 'what' }] })
      .publish({ op: 'change', field: 'rows', maxItems: 1, onError: 'truncate' })
      .publish({ op: 'each', field: 'rows', ops: [{ op: 'toList', field: 'count' }] })
    const rows = [
      { _id: 'a', f8: 'apples', f9: 1 },
      { _id: 'b', f8: 'pears', f9: 2 },
    ]
    const moved = story.move({ f7: rows }, 1, 4)
    expect(moved.data).toEqual({ f7: [{ _id: 'a', f9: [1] }] })
    expect(story.move(moved.data, 4, 1, moved.attic).data).toEqual({ f7: rows })
    // One that was taken out is gone, with all it kept.
    const out = story.move({ f7: [] }, 4, 1, moved.attic)
    expect(out).toEqual({ data: { f7: [] }, attic: expect.not.objectContaining({ f7: expect.anything() }) })
  })

  it('[L13] a column that went comes back into its rows', () => {
    const story = new Story()
      .publish({ op: 'each', field: 'rows', ops: [{ op: 'remove', field: 'what' }] })
      .publish({ op: 'each', field: 'rows', ops: [{ op: 'restore', field: 'what' }] })
    const data = { f7: [{ _id: 'a', f8: 'apples', f9: 1 }] }
    const gone = story.move(data, 1, 2)
    expect(story.move(gone.data, 2, 3, gone.attic).data).toEqual(data)
    const tries = (op: object) => refusal(() => new Story().publish(op))
    expect(tries({ op: 'each', field: 'note', ops: [{ op: 'remove', field: 'what' }] })).toEqual([
      ['not-a-group', 'field'],
    ])
    for (const op of ['meta', 'rules', 'uniques', 'each'])
      expect(
        tries({
          op: 'each',
          field: 'rows',
          ops: [
            {
              op,
              ...(op === 'each' && { field: 'what', ops: [{ op: 'remove', field: 'x' }] }),
              ...(op === 'rules' && { remove: ['r1'] }),
              ...(op === 'uniques' && { remove: ['u1'] }),
              ...(op === 'meta' && { label: 'x' }),
            },
          ],
        }),
      ).toEqual([['not-inside-group', 'ops', 0, 'op']])
  })
})

describe('a field that asks for more', () => {
  const tightened = (field: string, settings: object, id: string, value: Json) => {
    const story = new Story().publish({ op: 'change', field, ...settings })
    const failures: Failure[] = []
    const moved = story.move({ [id]: value }, 1, 2, {}, failures)
    return { now: moved.data[id] ?? null, back: story.move(moved.data, 2, 1, moved.attic).data[id] ?? null, failures }
  }

  it.each([
    ['qty', { minimum: 5 }, 'f3', 7, 7, undefined],
    ['qty', { minimum: 5 }, 'f3', 3, null, true],
    ['qty', { minimum: 5, onError: 'empty' }, 'f3', 3, null, false],
    ['qty', { minimum: 5, onError: 'clamp' }, 'f3', 3, 5, undefined],
    ['qty', { exclusiveMaximum: 5, onError: 'clamp' }, 'f3', 8, 4, undefined],
    ['qty', { maximum: 5, onError: { value: 1 } }, 'f3', 8, 1, undefined],
    ['qty', { minimum: 5, onError: 'clamp' }, 'f3', 'no number', null, false],
    ['price', { precision: 1, onError: 'clamp' }, 'f10', 1.25, 1.3, undefined],
    ['note', { maxLength: 3, onError: 'truncate' }, 'f2', '👩‍👩‍👧abc', '👩‍👩', undefined],
    ['note', { maxLength: 3, onError: 'truncate' }, 'f2', 'abcdef', 'abc', undefined],
    ['note', { maxLength: 3, onError: 'keep' }, 'f2', 'abcdef', null, false],
    ['note', { pattern: '^a' }, 'f2', 'b', null, true],
    ['phones', { maxItems: 1, onError: 'truncate' }, 'f5', ['1', '2'], ['1'], undefined],
  ] as const)('[L30] %s %j: %s %j becomes %j', (field, settings, id, value, expected, waits) => {
    const { now, back, failures } = tightened(field, settings, id, value as Json)
    expect(now).toEqual(expected)
    expect(back).toEqual(value)
    expect(failures.map((failure) => failure.waits)).toEqual(waits === undefined ? [] : [waits])
  })

  it('[L30] who is empty gets the fill, or is asked', () => {
    const story = new Story()
      .publish({ op: 'change', field: 'note', required: true, fill: { expr: 'title' } })
      .publish({ op: 'change', field: 'qty', required: true, fill: { ask: true } })
      .publish({ op: 'change', field: 'qty', required: false })
    const moved = story.move({ f1: 'A' }, 1, 4)
    expect(moved.data).toEqual({ f1: 'A', f2: 'A' })
    expect(story.move(moved.data, 4, 1, moved.attic).data).toEqual({ f1: 'A' })
    expect(story.versions[2]?.fields[2]).toMatchObject({ required: true, askOnEdit: true })
    expect(story.versions[3]?.fields[2]).not.toHaveProperty('askOnEdit')
    expect(story.says(2)).toBe(
      '“note” must be filled in from now on. In records in which it is empty it is worked out as title.',
    )
    expect(story.says(3)).toBe(
      '“qty” must be filled in from now on. Whoever edits a record in which it is empty is asked to fill it in.',
    )
  })

  it('[L30] a fill that may be left out is the default; one that comes later takes the asking away', () => {
    const story = new Story()
      .publish({ op: 'change', field: 'note', default: 'none' })
      .publish({ op: 'change', field: 'note', required: true })
      .publish({ op: 'change', field: 'qty', required: true, fill: { ask: true } })
      .publish({ op: 'change', field: 'qty', fill: { value: 1 } })
    expect(story.move({ f1: 'A' }, 1, 5).data).toEqual({ f1: 'A', f2: 'none', f3: 1 })
    expect(story.head.fields[2]).not.toHaveProperty('askOnEdit')
  })

  it('[L30] refusals', () => {
    const tries = (op: object) => refusal(() => new Story().publish({ op: 'change', ...op }))
    expect(tries({ field: 'note', required: true })).toEqual([['fill-needed', 'fill']])
    expect(tries({ field: 'note', maxLength: 5, fill: { value: 'x' } })).toEqual([['fill-without-need', 'fill']])
    expect(tries({ field: 'note', maxLength: 5, fill: { ask: true } })).toEqual([['ask-needs-required', 'fill']])
    expect(tries({ field: 'note', label: 'N', onError: 'keep' })).toEqual([['nothing-fails', 'onError']])
    expect(tries({ field: 'note', maxLength: 5, onError: 'clamp' })).toEqual([['on-error-not-possible', 'onError']])
    expect(tries({ field: 'qty', minimum: 5, onError: 'truncate' })).toEqual([['on-error-not-possible', 'onError']])
    expect(tries({ field: 'qty', minimum: 5, onError: { value: 1 } })).toEqual([['too-small', 'onError', 'value']])
  })

  it('[L30] every change says itself on the wire and is read again', () => {
    const story = new Story()
      .publish({ op: 'change', field: 'note', required: true, fill: { value: 'x' }, maxLength: 9, onError: 'truncate' })
      .publish({ op: 'change', field: 'qty', minimum: 3, onError: { value: 4 } })
      .publish({
        op: 'each',
        field: 'rows',
        ops: [
          { op: 'remove', field: 'what' },
          { op: 'toList', field: 'count' },
        ],
      })
    for (const [i, op] of [2, 3, 4].map((version) => [version, story.ops(version)[0] as StoredOp] as const)) {
      const before = story.versions[i - 2] as BlueprintVersion
      const { id: _, ...wire } = wireOp(op, before)
      const place = {
        version: before,
        path: [],
        reading: { ids: idGiver({ f: 99, o: 99, p: 99 }), issues: [], taken: new Set<string>() },
        id: op.id,
        now: 0,
        zone: 'UTC',
        history: { versionAt: () => undefined, opsInto: () => [] },
        blueprintNamed: () => undefined,
        isFirst: true,
        opsBefore: [],
      }
      const read = readOp(wire, place)
      expect(place.reading.issues).toEqual([])
      expect(wireOp(read as unknown as StoredOp, before)).toEqual(wireOp(op, before))
    }
  })
})
