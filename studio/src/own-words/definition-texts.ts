// Every text of a kind of record, in the order in which somebody meets them.
import type { WireField, WireRule } from '../api/blueprints-api.ts'
import { type Label, wordsOfKey } from '../text/say-label.ts'
import { labelOf, type OwnText } from './own-text.ts'

interface Worded {
  readonly name: string
  readonly label?: Label
  readonly plural?: Label
  readonly fields: readonly WireField[]
  readonly rules: readonly WireRule[]
}

/** `isElsewhere`: a choice whose words are those of a state, and stand in the flow. */
export function definitionTexts(
  { name, label, plural, fields, rules }: Worded,
  isElsewhere: (field: string, choice: string) => boolean,
): readonly OwnText[] {
  return [
    { path: ['label'], kind: 'kind', label, fallback: wordsOfKey(name) },
    ...(plural === undefined ? [] : [{ path: ['plural'], kind: 'several', label: plural } as const]),
    ...fieldTexts(fields, ['fields'], isElsewhere),
    ...rules.map(({ message }, at): OwnText => ({ path: ['rules', at, 'message'], kind: 'rule', label: message })),
  ]
}

function fieldTexts(
  fields: readonly WireField[],
  at: OwnText['path'],
  isElsewhere: (field: string, choice: string) => boolean,
): readonly OwnText[] {
  return fields.flatMap(({ key, label, help, options = [], fields: inner = [] }, place): readonly OwnText[] => {
    const path = [...at, place]
    const of = labelOf(label, key)
    return [
      { path: [...path, 'label'], kind: 'field', label, fallback: wordsOfKey(key) },
      ...(help === undefined ? [] : [{ path: [...path, 'help'], kind: 'help', of, label: help } as const]),
      ...options.flatMap((option, index): readonly OwnText[] =>
        option.retired || isElsewhere(key, option.key)
          ? []
          : [
              {
                path: [...path, 'options', index, 'label'],
                kind: 'choice',
                of,
                label: option.label,
                fallback: wordsOfKey(option.key),
              },
            ],
      ),
      ...fieldTexts(inner, [...path, 'fields'], isElsewhere),
    ]
  })
}
