// Whatever a builder does, in whatever order: the draft that is saved is read back as what was edited.
import { type JsonObject, MoldeError, wireBlueprint } from '@molde/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { tryDraft } from './apply-draft.ts'
import { withDecision, withoutValueOp, withValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import { draftOf, issuesOf } from './draft-definition.ts'
import { draftOps } from './draft-ops.ts'
import { changeField, changeGroup, moveField, withField, withoutField, withoutOption } from './edit-blueprint.ts'

const published: Blueprint = {
  name: 'order',
  version: 1,
  titleField: 'name',
  fields: [
    { id: 'f1', key: 'name', label: 'Name', type: 'text', required: true },
    { id: 'f2', key: 'price', label: 'Price', type: 'text' },
    { id: 'f3', key: 'weight', label: 'Weight', type: 'number', minimum: 0 },
    { id: 'f4', key: 'city', label: 'City', type: 'text' },
    {
      id: 'f5',
      key: 'state',
      type: 'enum',
      default: 'NEW',
      options: [
        { id: 'o1', key: 'NEW' },
        { id: 'o2', key: 'HELD' },
        { id: 'o3', key: 'DONE' },
      ],
    },
    { id: 'f6', key: 'note', type: 'longText', showWhen: 'state == "DONE"' },
    {
      id: 'f7',
      key: 'lines',
      label: 'Lines',
      type: 'list',
      fields: [
        { id: 'f8', key: 'article', label: 'Article', type: 'text', required: true },
        { id: 'f9', key: 'count', label: 'Count', type: 'integer', minimum: 1 },
        {
          id: 'f10',
          key: 'colour',
          type: 'enum',
          options: [
            { id: 'o4', key: 'RED' },
            { id: 'o5', key: 'BLUE' },
          ],
        },
      ],
    },
  ],
  rules: [{ id: 'r1', check: 'weight < 1000', message: 'Too heavy' }],
  uniques: [['name', 'city']],
}

type Edit = (definition: Definition) => Definition

const fieldAt = ({ fields }: Definition, at: number) => fields[at % fields.length]
const onField = (edit: (definition: Definition, id: string) => Definition) =>
  fc.nat(9).map(
    (at): Edit =>
      (now) => {
        const field = fieldAt(now, at)
        return field ? edit(now, field.id) : now
      },
  )
const valueOp =
  (op: JsonObject): Edit =>
  (now) =>
    withValueOp(published, now, op)
const onColumn = (edit: (columns: Definition, id: string) => Definition) =>
  fc.nat(4).map(
    (at): Edit =>
      (now) =>
        changeGroup(now, 'f7', (columns) => {
          const column = fieldAt(columns, at)
          return column ? edit(columns, column.id) : columns
        }),
  )
const words = fc.constantFrom('Alpha', 'Beta', 'Gamma', 'Delta')

const edits = fc.oneof(
  words.chain((label) => onField((now, id) => changeField(now, id, { label }))),
  fc
    .constantFrom('alpha', 'beta', 'gamma')
    .chain((key) =>
      onField((now, id) => (now.fields.some((field) => field.key === key) ? now : changeField(now, id, { key }))),
    ),
  onField((now, id) => changeField(now, id, { required: true })),
  onField((now, id) => withDecision(changeField(now, id, { required: true }), 'fills', id, { ask: true })),
  onField((now, id) => withoutField(now, id)),
  fc.nat(6).chain((to) => onField((now, id) => moveField(now, id, to))),
  words.map(
    (label): Edit =>
      (now) =>
        withField(now, 'date', label),
  ),
  fc.constantFrom('o1', 'o2', 'o3').map(
    (gone): Edit =>
      (now) =>
        withoutOption(now, 'f5', gone, null),
  ),
  words.chain((label) => onColumn((columns, id) => changeField(columns, id, { label }))),
  fc
    .constantFrom('alpha', 'beta')
    .chain((key) =>
      onColumn((columns, id) =>
        columns.fields.some((column) => column.key === key) ? columns : changeField(columns, id, { key }),
      ),
    ),
  onColumn((columns, id) => changeField(columns, id, { required: true })),
  onColumn((columns, id) => withDecision(changeField(columns, id, { required: true }), 'fills', id, { ask: true })),
  onColumn((columns, id) => (columns.fields.length > 1 ? withoutField(columns, id) : columns)),
  fc.nat(3).chain((to) => onColumn((columns, id) => moveField(columns, id, to))),
  onColumn((columns) => withField(columns, 'date', 'Due')),
  onColumn((columns) => withoutOption(columns, 'f10', 'o4', null)),
  onColumn((columns) => changeField(columns, 'f9', { maximum: 50 })),
  words.map(
    (label): Edit =>
      (now) =>
        withField(now, 'rows', label, { column: label }),
  ),
  fc.constant<Edit>((now) => ({ ...now, rules: [] })),
  fc.constant<Edit>((now) => ({ ...now, uniques: [] })),
  fc.constant<Edit>((now) => changeField(now, 'f6', { showWhen: undefined })),
  fc.constant<Edit>((now) => changeField(now, 'f3', { maximum: 50 })),
  fc
    .constantFrom<JsonObject[]>(
      { op: 'retype', field: 'f2', type: 'number', onError: 'quarantine' },
      { op: 'retype', field: 'f3', type: 'text' },
      { op: 'unit', field: 'f3', factor: '1000' },
      { op: 'normalise', field: 'f4', form: 'upper' },
      { op: 'toList', field: 'f4' },
      { op: 'retype', field: 'f5', type: 'tags' },
      {
        op: 'merge',
        fields: ['f2', 'f4'],
        into: { key: 'both', label: 'Both', type: 'text' },
        template: '{price}, {city}',
      },
    )
    .map(valueOp),
  fc.constant<Edit>(
    valueOp({
      op: 'split',
      field: 'f1',
      into: [
        { key: 'first', label: 'First', type: 'text' },
        { key: 'last', label: 'Last', type: 'text' },
      ],
      strategy: 'first-word',
    }),
  ),
  fc.nat(3).map(
    (at): Edit =>
      (now) =>
        withoutValueOp(published, now, at),
  ),
)

/** What the engine refuses is not done; the dialog says why. */
function edited(steps: readonly Edit[]): Definition {
  return steps.reduce<Definition>(
    (now, step) => {
      try {
        return step(now)
      } catch (refused) {
        if (!(refused instanceof MoldeError)) throw refused
        return now
      }
    },
    draftOf(published, []),
  )
}

describe('a draft', () => {
  it('comes to what is edited, and is read back as it was saved', () => {
    let legal = 0
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 8 }), (steps) => {
        const definition = edited(steps)
        const ids = definition.fields.flatMap(({ id, fields = [] }) => [id, ...fields.map((column) => column.id)])
        expect(new Set(ids).size).toBe(ids.length)
        if (issuesOf(published, definition).length > 0) return
        const ops = draftOps(published, definition)
        if (ops.length === 0) return
        legal += 1
        const sent = JSON.parse(JSON.stringify(ops)) as JsonObject[]
        expect(named(tryDraft(published, sent).version)).toEqual(namedDefinition(definition))
        expect(draftOps(published, draftOf(published, sent))).toEqual(sent)
      }),
      { numRuns: 150 },
    )
    expect(legal).toBeGreaterThan(40)
  }, 60_000)
})

/** By names: whoever reads a draft gives other temporary ids. */
function named(version: ReturnType<typeof tryDraft>['version']) {
  const { fields, titleField, rules, uniques } = wireBlueprint(version) as unknown as Definition
  return namedDefinition({ name: 'order', fields, rules, uniques, ...(titleField ? { titleField } : {}) })
}

function namedDefinition({ fields, titleField, rules, uniques }: Definition) {
  return {
    titleField: titleField ?? undefined,
    fields: fields.map(namedField),
    rules: rules.map(({ check }) => check),
    uniques: uniques.map((unique) => [...unique].sort().join()).sort(),
  }
}

function namedField({ id: _, askOnEdit: __, options, fields, ...field }: WireField): object {
  return {
    ...field,
    options: options?.map(({ id: ___, ...option }) => option),
    fields: fields?.map(namedField),
  }
}
