// Which fields a form asks for, and in which order: a list to tick and to move.
import { ActionIcon, Checkbox, Group, Input, Stack } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { WireField } from '../api/blueprints-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { movedField, mustBeAsked, offeredFields, toggledField } from './form-design.ts'

export interface FormFieldsProps {
  readonly fields: readonly WireField[]
  readonly stateFields: readonly string[]
  /** Keys, in their order. */
  readonly asked: readonly string[]
  readonly onChange: (asked: readonly string[]) => void
}

export function FormFields({ fields, stateFields, asked, onChange }: FormFieldsProps) {
  const { t } = useText()
  const { say } = useFormats()
  return (
    <Input.Wrapper label={t('forms.fields')} labelElement="div">
      <Stack component="ul" className="bare-list" gap={4} pt={4} aria-label={t('forms.fields')}>
        {offeredFields(fields, stateFields, asked).map((field) => {
          const name = say(field.label, wordsOfKey(field.key))
          const place = asked.indexOf(field.key)
          const isFixed = mustBeAsked(field)
          return (
            <Group key={field.key} component="li" justify="space-between" wrap="nowrap" gap="xs" className="form-field">
              <Checkbox
                label={name}
                description={isFixed ? t('forms.mustAsk') : undefined}
                checked={place >= 0}
                // A form that asks for nothing is none.
                disabled={(isFixed && place >= 0) || (place >= 0 && asked.length === 1)}
                onChange={() => onChange(toggledField(asked, field))}
              />
              {place >= 0 && (
                <Group gap={0} wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    size="lg"
                    disabled={place === 0}
                    aria-label={t('forms.up', { name })}
                    onClick={() => onChange(movedField(asked, field.key, -1))}
                  >
                    <IconArrowUp size={16} stroke={1.5} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size="lg"
                    disabled={place === asked.length - 1}
                    aria-label={t('forms.down', { name })}
                    onClick={() => onChange(movedField(asked, field.key, 1))}
                  >
                    <IconArrowDown size={16} stroke={1.5} aria-hidden />
                  </ActionIcon>
                </Group>
              )}
            </Group>
          )
        })}
      </Stack>
    </Input.Wrapper>
  )
}
