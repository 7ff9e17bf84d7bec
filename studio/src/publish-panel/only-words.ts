// Does a draft change nothing but what things are called, and what is said of them?
import { equalJson } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'

export type Worded = Pick<Blueprint, 'icon' | 'titleField' | 'fields' | 'rules' | 'uniques'>

export const changesOnlyWords = (before: Worded, after: Worded): boolean =>
  equalJson(withoutWords(before), withoutWords(after))

function withoutWords({ icon, titleField, fields, rules, uniques }: Worded) {
  return {
    icon: icon ?? null,
    titleField: titleField ?? null,
    fields: fields.map(fieldWithoutWords),
    // A rule that says the same in other words is another one by its id.
    rules: rules.map(({ id: _id, message: _message, ...rule }) => rule),
    uniques,
  }
}

function fieldWithoutWords({ label: _label, help: _help, options, fields, ...field }: WireField): object {
  return {
    ...field,
    ...(options && { options: options.map(({ label: _, ...option }) => option) }),
    ...(fields && { fields: fields.map(fieldWithoutWords) }),
  }
}
