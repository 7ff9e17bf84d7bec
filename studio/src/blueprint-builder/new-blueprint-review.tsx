// What a new blueprint will be, in sentences, before anybody can use it.
import { List, Text } from '@mantine/core'
import type { WireField } from '../api/blueprints-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { kindOfField } from '../field-value/kind-of-field.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import type { Definition } from './edit-blueprint.ts'

export interface NewBlueprintReviewProps {
  /** Undefined when it is gone meanwhile. */
  readonly definition: Definition | undefined
  readonly blueprints: readonly Pick<DrawnBlueprint, 'name' | 'label'>[]
}

export function NewBlueprintReview({ definition, blueprints }: NewBlueprintReviewProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  if (!definition) return null
  const say = (field: WireField) => {
    const type = t(`fieldType.${kindOfField(field) as 'text'}.name`)
    const words = nameOf(field)
    if (field.options) {
      // They are permanent once they are published: all of them are read before.
      const choices = field.options
        .map(({ key, label }) => sayLabel(label, [currentLanguage()], wordsOfKey(key)))
        .join(', ')
      return t('builder.newChoices', { field: words, type, choices })
    }
    if (field.blueprint === undefined) return t('builder.newField', { field: words, type })
    const target = blueprints.find(({ name }) => name === field.blueprint)
    const name = target ? nameOf({ key: target.name, label: target.label }) : wordsOfKey(field.blueprint)
    return t('builder.newLink', { field: words, name })
  }
  return (
    <>
      <Text size="sm">{t('builder.becomesNew')}</Text>
      <List size="sm" spacing={4}>
        {definition.fields.map((field) => (
          <List.Item key={field.id}>{say(field)}</List.Item>
        ))}
        {definition.rules.map((rule) => (
          <List.Item key={rule.id}>
            {t('builder.newRule', { message: sayLabel(rule.message, [currentLanguage()], rule.check) })}
          </List.Item>
        ))}
      </List>
    </>
  )
}
