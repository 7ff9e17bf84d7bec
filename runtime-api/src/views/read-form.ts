// A form that somebody designed: which fields it asks for, in which order, and its own words.
import { type FieldDef, type Issue, issue, type Label, partNamed, stateFieldsOf, trimmedLabel } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { StoredForm } from './view-table.ts'

export interface WireForm {
  /** Stands above the fields. */
  readonly intro?: Label
  /** Keys, in the order in which they are asked. */
  readonly fields?: readonly string[]
  /** What the button says. */
  readonly button?: Label
  /** Stands in place of the form when it was sent. */
  readonly thanks?: Label
}

type Asking = Pick<Definition, 'head' | 'flows'>

/** `at` is the view's place in what was sent. Pushes an issue for each field that is unknown, named twice, filled by nobody, or missing although it must be filled in. */
export function readForm(definition: Asking, wire: WireForm, issues: Issue[], at: Issue['path'] = []): StoredForm {
  const { head } = definition
  const asked: FieldDef[] = []
  for (const [i, name] of (wire.fields ?? []).entries()) {
    const field = partNamed(head.fields, name)
    const path = [...at, 'form', 'fields', i]
    if (!field) {
      const known = head.fields.map(({ key }) => key).slice(0, 20)
      issues.push(issue(path, 'unknown-member', { name: name.slice(0, 60), known }))
    } else if (asked.includes(field)) issues.push(issue(path, 'given-twice', { name: field.key }))
    else if (!isAskable(definition, field)) issues.push(issue(path, 'form-field-not-asked', { name: field.key }))
    else asked.push(field)
  }
  if (asked.length === 0 && issues.length === 0) issues.push(issue([...at, 'form', 'fields'], 'form-fields'))
  if (asked.length > 0)
    for (const { key } of unasked(definition, asked))
      issues.push(issue([...at, 'form', 'fields'], 'form-field-missing', { name: key }))
  return {
    ...words(wire),
    fields: asked.map(({ id }) => id),
  }
}

/** As it is today: what was removed is not asked for, and what must be filled in by now stands at the end. */
export function presentForm(definition: Asking, form: StoredForm): WireForm {
  const asked = form.fields
    .flatMap((id) => definition.head.fields.find((field) => field.id === id) ?? [])
    .filter((field) => isAskable(definition, field))
  return { ...words(form), fields: [...asked, ...unasked(definition, asked)].map(({ key }) => key) }
}

/** Required fields that nothing else fills in. */
function unasked(definition: Asking, asked: readonly FieldDef[]): readonly FieldDef[] {
  return definition.head.fields.filter(
    (field) => field.required && !field.default && isAskable(definition, field) && !asked.includes(field),
  )
}

function isAskable({ flows }: Asking, field: FieldDef): boolean {
  return !field.readOnly && !flows.some(({ version }) => stateFieldsOf(version).includes(field.id))
}

function words({ intro, button, thanks }: Omit<WireForm, 'fields'>): Omit<WireForm, 'fields'> {
  return Object.fromEntries(
    Object.entries({ intro, button, thanks }).flatMap(([member, label]) => {
      const said = trimmedLabel(label)
      return said === undefined ? [] : [[member, said]]
    }),
  )
}
