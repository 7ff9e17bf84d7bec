// A repeating group: its rows, and adding one.

import { ActionIcon, Button, Group, Input, Paper, Stack, Text } from '@mantine/core'
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { fieldOf } from './form-schema.ts'
import { useFormScope } from './form-scope.ts'
import { pointerAt } from './pointer-at.ts'

export function RowsTemplate({ items, schema, canAdd, onAddClick, fieldPathId }: ArrayFieldTemplateProps) {
  const { t } = useText()
  const { say } = useFormats()
  const scope = useFormScope()
  const field = fieldOf(schema)
  const label = field ? say(field.label, wordsOfKey(field.key)) : ''
  const help = field ? say(field.help, '') : ''
  const frozen = scope.readOnly || field?.readOnly === true
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      {...(help ? { description: help } : {})}
      withAsterisk={field?.required ?? false}
      error={scope.messageAt(pointerAt(fieldPathId.path))}
      role="group"
      aria-label={label}
    >
      <Stack gap="xs" mt={4}>
        {items}
        {canAdd && !frozen && (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} stroke={1.5} />}
              onClick={onAddClick}
            >
              {t('form.addRow')}
            </Button>
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

export function RowTemplate({ children, index, buttonsProps }: ArrayFieldItemTemplateProps) {
  const { t } = useText()
  const scope = useFormScope()
  const number = index + 1
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps
  return (
    <Paper withBorder p="sm" role="group" aria-label={t('form.row', { number })}>
      <Group justify="space-between" mb={4}>
        <Text size="xs" c="dimmed">
          {t('form.row', { number })}
        </Text>
        {!scope.readOnly && (
          <Group gap={2}>
            {hasMoveUp && (
              <ActionIcon size="sm" onClick={onMoveUpItem} aria-label={t('form.moveUp', { number })}>
                <IconArrowUp size={16} stroke={1.5} />
              </ActionIcon>
            )}
            {hasMoveDown && (
              <ActionIcon size="sm" onClick={onMoveDownItem} aria-label={t('form.moveDown', { number })}>
                <IconArrowDown size={16} stroke={1.5} />
              </ActionIcon>
            )}
            {hasRemove && (
              <ActionIcon size="sm" onClick={onRemoveItem} aria-label={t('form.removeRow', { number })}>
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            )}
          </Group>
        )}
      </Group>
      {children}
    </Paper>
  )
}
