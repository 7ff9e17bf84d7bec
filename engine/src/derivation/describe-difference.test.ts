// What is different between two versions, said to people?
import { describe, expect, it } from 'vitest'
import { anyEvolution, Dice } from '../../test/any-evolution.ts'
import { diffVersions } from '../blueprint/diff-versions.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import { languages } from '../issue-texts.ts'
import type { Json } from '../json.ts'
import { applyOps } from '../lens/apply-ops.ts'
import { describeDifference } from './describe-difference.ts'

const ids = idGiver({})
const before = newBlueprint(
  {
    name: 'delivery',
    titleField: 'cargo',
    fields: [
      { key: 'cargo', type: 'text', label: { en: 'Cargo', ru: 'Груз' }, maxLength: 80 },
      { key: 'weight', type: 'number' },
      { key: 'status', type: 'enum', options: ['NEW', 'SENT', 'DONE'] },
      { key: 'phone', type: 'phone' },
      { key: 'seen', type: 'user' },
      { key: 'lines', type: 'list', fields: [{ key: 'what', type: 'text' }] },
    ] as Json,
    rules: [{ check: 'weight < 9', message: { en: 'Too heavy', ru: 'Слишком тяжело' } }],
    uniques: [['cargo']],
  },
  ids,
)
const ops = [
  { op: 'rename', field: 'cargo', key: 'goods' },
  { op: 'relabel', field: 'goods', label: { en: 'Goods', ru: 'Товар' } },
  { op: 'change', field: 'goods', required: true, maxLength: 20, fill: { ask: true } },
  { op: 'rules', remove: ['r1'] },
  { op: 'uniques', remove: ['u1'] },
  { op: 'retype', field: 'weight', type: 'text' },
  { op: 'options', field: 'status', add: ['LOST'], rename: { NEW: 'OPEN' }, retire: ['SENT'], order: ['LOST'] },
  { op: 'remap', field: 'status', map: { DONE: null } },
  { op: 'remove', field: 'phone' },
  { op: 'toList', field: 'seen' },
  {
    op: 'each',
    field: 'lines',
    ops: [
      { op: 'rename', field: 'what', key: 'item' },
      { op: 'add', field: { key: 'n', type: 'integer' } },
    ],
  },
  { op: 'add', field: { key: 'due', type: 'date', label: { en: 'Due', ru: 'Срок' }, showWhen: "goods != ''" } },
  { op: 'order', fields: ['due'] },
  { op: 'meta', titleField: null, icon: 'truck', plural: 'Parcels' },
]
const { version: after } = applyOps(before, ops, ids, { now: 0 })

describe('describeDifference', () => {
  it('[D13] forward, field by field', () => {
    expect(describeDifference(before, after, 'en')).toEqual([
      { field: 'f9', key: 'due', is: 'added', sentences: ['New field “Due”.'] },
      {
        field: 'f1',
        key: 'goods',
        is: 'changed',
        sentences: [
          'Programs find “Cargo” under the name goods (until now: cargo).',
          '“Cargo” is now called “Goods”.',
          'maxLength of “Cargo” is now 20.',
          '“Cargo” must be filled in from now on.',
        ],
      },
      { field: 'f2', key: 'weight', is: 'changed', sentences: ['The type of “weight” is now “Text”.'] },
      {
        field: 'f3',
        key: 'status',
        is: 'changed',
        sentences: [
          '“status” has a new option “LOST”.',
          'The option “NEW” of “status” now has the key OPEN.',
          'The option “SENT” of “status” is not offered any more; records that have it keep it.',
          '“status” has no option “DONE”.',
        ],
      },
      { field: 'f5', key: 'seen', is: 'changed', sentences: ['“seen” holds several values.'] },
      {
        field: 'f6',
        key: 'lines',
        is: 'changed',
        sentences: [
          'In every row of “lines”:',
          'Programs find “what” under the name item (until now: what).',
          'New field “n”.',
        ],
      },
      { field: 'f4', key: 'phone', is: 'removed', sentences: ['“phone” is not there.'] },
      {
        is: 'changed',
        sentences: [
          'The translations of “Parcels”, for several, change.',
          'It has a new icon.',
          'Records have no title field any more.',
          'This rule no longer applies: “Too heavy”.',
          'Several records may now have the same “Cargo”.',
        ],
      },
    ])
  })

  it('[D13] backward, in another language', () => {
    const said = describeDifference(after, before, 'ru')
    expect(said.map(({ key, is }) => [key, is])).toEqual([
      ['cargo', 'changed'],
      ['weight', 'changed'],
      ['status', 'changed'],
      ['phone', 'added'],
      ['seen', 'changed'],
      ['lines', 'changed'],
      ['due', 'removed'],
      [undefined, 'changed'],
    ])
    expect(said[0]?.sentences).toContain('«Товар» теперь называется «Груз».')
    expect(said.at(-2)?.sentences).toEqual(['Поля «Срок» нет.'])
    expect(said.at(-1)?.sentences).toEqual([
      'Отдельного названия во множественном числе больше нет.',
      'Новый значок.',
      'Заголовок записи теперь берётся из «Груз».',
      'Новое правило: «Слишком тяжело».',
      'У двух записей не может совпадать «Груз».',
    ])
  })

  it('[D13] says something whenever something differs, over random lives, and nothing else', () => {
    const dice = new Dice(3)
    for (let i = 0; i < 60; i++) {
      const { versions } = anyEvolution(dice, new Map())
      const [one, other] = [dice.one(versions), dice.one(versions)]
      const { added, removed, changed } = diffVersions(one, other)
      for (const language of languages) {
        const said = describeDifference(one, other, language)
        const about = (is: string) => said.filter((part) => part.is === is).flatMap(({ field }) => field ?? [])
        expect(about('added').sort()).toEqual([...added].sort())
        expect(about('removed').sort()).toEqual([...removed].sort())
        const told = changed
          .filter(({ settings }) => settings.some((name) => name !== 'askOnEdit'))
          .map(({ field }) => field)
        expect(about('changed').sort()).toEqual([...told].sort())
        for (const { sentences } of said) {
          expect(sentences.length).toBeGreaterThan(0)
          expect(sentences.filter((sentence) => /undefined|\{\w+\}/.test(sentence))).toEqual([])
        }
      }
    }
  })
})
