import type { JsonObject } from '@molde/engine'
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import { opsBetween, sendableDefinition } from './blueprint-ops.ts'
import { draftedDefinition, draftOf, issuesOf, plannedDefinition, plannedDocument } from './draft-definition.ts'
import {
  changeField,
  type Definition,
  isTemporary,
  moveField,
  replacedField,
  retypeField,
  withField,
  withOption,
  withoutField,
} from './edit-blueprint.ts'
import { readChoices } from './read-choices.ts'

const published: Blueprint = {
  name: 'delivery',
  version: 3,
  label: 'Delivery',
  titleField: 'cargo',
  fields: [
    { id: 'f1', key: 'cargo', type: 'text', label: 'Cargo', required: true },
    { id: 'f2', key: 'weight', type: 'number' },
    {
      id: 'f3',
      key: 'status',
      type: 'enum',
      default: 'NEW',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'DONE' },
      ],
    },
    { id: 'f4', key: 'why', type: 'text', showWhen: 'status == "DONE" && weight > 5' },
  ],
  rules: [{ id: 'r1', check: 'weight < 1000', message: 'Too heavy' }],
  uniques: [],
}
const delivery: Definition = draftOf(published, [])
const empty: Definition = { name: 'ticket', label: 'Ticket', fields: [], rules: [], uniques: [] }

describe('choices', () => {
  it.each([
    ['one per line', 'New\nIn progress\n\nDone', ['New', 'In progress', 'Done']],
    ['a list that was pasted', '- New\n* Done\n1. Late\n2) Odd', ['New', 'Done', 'Late', 'Odd']],
    ['one line with commas', 'red, green; blue', ['red', 'green', 'blue']],
    ['commas inside of lines', 'red, dark\ngreen', ['red, dark', 'green']],
    ['the same twice', 'New\nnew\nNEW', ['New']],
    ['nothing', ' \n ', []],
    ['lines of Windows', 'a\r\nb', ['a', 'b']],
  ])('are read from %s', (_, text, choices) => {
    expect(readChoices(text)).toEqual(choices)
  })

  it('are only those that somebody has named', () => {
    const made = withField(empty, 'enum', 'Status', { choices: ['In progress', 'Готов'] })
    expect(made.fields[0]?.options).toMatchObject([
      { key: 'IN_PROGRESS', label: 'In progress' },
      { key: 'GOTOV', label: 'Готов' },
    ])
    expect(made.fields[0]?.options?.every(({ id }) => isTemporary(id))).toBe(true)
    expect(issuesOf(undefined, made)).toEqual([])
    expect(issuesOf(undefined, withField(empty, 'enum', 'Status')).map(({ code }) => code)).toContain(
      'count-out-of-range',
    )
  })

  it('never share a name on the API', () => {
    const two = ['Ready!', 'Ready?'].reduce(withOption, [])
    expect(two.map(({ key }) => key)).toEqual(['READY', 'READY_2'])
  })
})

describe('a field that nobody uses yet', () => {
  const made = withField(withField(empty, 'text', 'Subject'), 'number', 'Size')
  const [subject, size] = made.fields

  it('becomes one of another type with what suits both', () => {
    const id = size?.id ?? ''
    const limited = changeField(made, id, { minimum: 3, help: 'cm', required: true, default: 7 })
    const next = retypeField(limited, id, 'enum', { choices: ['S', 'L'] })
    expect(next.fields[1]).toEqual({
      id,
      key: 'size',
      label: 'Size',
      help: 'cm',
      required: true,
      type: 'enum',
      options: [expect.objectContaining({ key: 'S' }), expect.objectContaining({ key: 'L' })],
    })
    expect(retypeField(next, id, 'tags').fields[1]?.options).toEqual(next.fields[1]?.options)
    expect(retypeField(next, id, 'number').fields[1]).not.toHaveProperty('options')
    expect(issuesOf(undefined, next)).toEqual([])
  })

  it('no longer names the record when it cannot', () => {
    const id = subject?.id ?? ''
    expect(made.titleField).toBe('subject')
    expect(retypeField(made, id, 'email').titleField).toBe('subject')
    expect(retypeField(made, id, 'date')).not.toHaveProperty('titleField')
  })

  it('is moved to any place', () => {
    const three = withField(made, 'date', 'Due')
    const keys = (to: number) => moveField(three, subject?.id ?? '', to).fields.map(({ key }) => key)
    expect([keys(0), keys(1), keys(2), keys(9), keys(-1)]).toEqual([
      ['subject', 'size', 'due'],
      ['size', 'subject', 'due'],
      ['size', 'due', 'subject'],
      ['size', 'due', 'subject'],
      ['subject', 'size', 'due'],
    ])
  })
})

describe('names that change', () => {
  it('are followed by conditions, rules and defaults, and that is no change of them', () => {
    const renamed = changeField(delivery, 'f2', { key: 'mass' })
    expect(renamed.fields[3]?.showWhen).toBe('status == "DONE" && mass > 5')
    expect(renamed.rules[0]?.check).toBe('mass < 1000')
    expect(opsBetween(delivery, renamed)).toEqual([{ op: 'rename', field: 'f2', key: 'mass' }])
    expect(issuesOf(published, renamed)).toEqual([])
  })

  it('of choices are followed, too', () => {
    const options = (delivery.fields[2]?.options ?? []).map((one) => ({ ...one, key: `${one.key}_NOW` }))
    const renamed = changeField(delivery, 'f3', { options })
    expect(renamed.fields[2]?.default).toBe('NEW_NOW')
    expect(renamed.fields[3]?.showWhen).toBe('status == "DONE_NOW" && weight > 5')
    expect(opsBetween(delivery, renamed)).toEqual([
      { op: 'options', field: 'f3', rename: { NEW: 'NEW_NOW', DONE: 'DONE_NOW' } },
    ])
    expect(issuesOf(published, renamed)).toEqual([])
  })

  it('leave alone what cannot be read yet', () => {
    const typing = changeField(delivery, 'f4', { showWhen: 'weight >' })
    expect(changeField(typing, 'f2', { key: 'mass' }).fields[3]?.showWhen).toBe('weight >')
  })

  it('and a choice that goes takes the default with it', () => {
    const made = withField(empty, 'enum', 'Status', { choices: ['A', 'B'] })
    const [field] = made.fields
    const chosen = changeField(made, field?.id ?? '', { default: 'B' })
    const options = chosen.fields[0]?.options?.slice(0, 1) ?? []
    expect(changeField(chosen, field?.id ?? '', { options }).fields[0]).not.toHaveProperty('default')
    const retired = (delivery.fields[2]?.options ?? []).map((one) => ({ ...one, retired: one.key === 'NEW' }))
    expect(changeField(delivery, 'f3', { options: retired }).fields[2]).not.toHaveProperty('default')
  })
})

describe('what could not be published', () => {
  it('is told before it is sent', () => {
    expect(issuesOf(published, changeField(delivery, 'f2', { required: true }))).toEqual([])
    expect(issuesOf(published, changeField(delivery, 'f2', { key: '' })).length).toBeGreaterThan(0)
    expect(issuesOf(published, delivery)).toEqual([])
  })
})

describe('a blueprint that is only planned', () => {
  const made = ['One', 'Two', 'Three'].reduce((so, label) => withField(so, 'text', label), empty)

  it('is read again with the same ids, in whatever order', () => {
    const moved = moveField(made, made.fields[2]?.id ?? '', 0)
    const again = plannedDefinition(plannedDocument(moved))
    expect(again.fields.map(({ id, key }) => [id, key])).toEqual(moved.fields.map(({ id, key }) => [id, key]))
    const fewer = withoutField(again, again.fields[1]?.id ?? '')
    expect(plannedDefinition(plannedDocument(fewer)).fields.map(({ id }) => id)).toEqual(
      fewer.fields.map(({ id }) => id),
    )
  })

  it('has temporary ids only, whatever somebody else has put into it', () => {
    const document: JsonObject = {
      name: 'x',
      fields: [
        { id: 'f1', key: 'a', type: 'enum', options: [{ id: 'o3', key: 'A' }, 'B'] },
        { key: 'g', type: 'list', fields: [{ id: 'f2', key: 'n', type: 'text' }] },
      ],
      rules: [{ id: 'r1', check: 'a != "A"', message: 'no' }],
    }
    const read = plannedDefinition(document)
    const ids = [...read.fields, ...(read.fields[1]?.fields ?? []), ...(read.fields[0]?.options ?? []), ...read.rules]
    expect(ids.map(({ id }) => isTemporary(id))).toEqual(ids.map(() => true))
    expect(JSON.stringify(sendableDefinition(made))).not.toContain('"id"')
  })
})

describe('a draft that was written for an earlier version', () => {
  it('is left out where its ops lead nowhere', () => {
    expect(draftedDefinition(published, [{ op: 'rename', field: 'gone', key: 'x' }])).toEqual(delivery)
  })
})

describe('a link that leads elsewhere before anybody has used it', () => {
  const linked: Blueprint = {
    ...published,
    fields: [...published.fields, { id: 'f5', key: 'owner', type: 'relation', blueprint: 'delivery', label: 'Owner' }],
  }

  it('is another field in the same place, under the same name', () => {
    const after = replacedField(draftOf(linked, []), 'f5', { blueprint: 'customer' })
    const field = after.fields.at(-1)
    expect(field).toMatchObject({ key: 'owner', label: 'Owner', type: 'relation', blueprint: 'customer' })
    expect(isTemporary(field?.id ?? '')).toBe(true)
  })

  it('is read back from its draft, and the engine takes it', () => {
    const after = replacedField(draftOf(linked, []), 'f5', { blueprint: 'customer' })
    const ops = opsBetween(draftOf(linked, []), after)
    expect(ops.map(({ op }) => op)).toEqual(['remove', 'add'])
    expect(issuesOf(linked, after)).toEqual([])
    expect(draftOf(linked, ops).fields.at(-1)).toMatchObject({ key: 'owner', blueprint: 'customer' })
  })
})
