// The fields of a blueprint in their order: choose one, move it, add another from the gallery of types.
import { ActionIcon, Button, Group, Menu, ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import classes from './blueprint-builder.module.css'
import { isTemporary } from './edit-blueprint.ts'
import { type FieldGroup, fieldGroups } from './field-types.ts'

export interface FieldListProps {
  readonly fields: readonly WireField[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
  readonly onAdd: (type: FieldType, label: string) => void
  readonly onMove: (id: string, by: -1 | 1) => void
}

export function FieldList({ fields, chosen, onChoose, onAdd, onMove }: FieldListProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  return (
    <Stack gap="xs">
      <ul className="bare-list" aria-label={t('design.fields')}>
        {fields.map((field, at) => (
          <li key={field.id} className={classes.fieldRow} data-chosen={field.id === chosen}>
            <UnstyledButton
              className={classes.fieldName}
              onClick={() => onChoose(field.id)}
              aria-current={field.id === chosen ? 'true' : undefined}
            >
              <FieldTypeIcon type={field.type} />
              <span className={classes.fieldWords}>
                <Text size="sm" fw={500} truncate>
                  {nameOf(field)}
                  {field.required && <span aria-hidden> *</span>}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`fieldType.${field.type as 'text'}.name`)}
                  {isTemporary(field.id) && ` · ${t('design.new')}`}
                </Text>
              </span>
            </UnstyledButton>
            <Group gap={0} wrap="nowrap" className={classes.moves}>
              <ActionIcon
                size={24}
                disabled={at === 0}
                onClick={() => onMove(field.id, -1)}
                aria-label={t('design.moveUp', { name: nameOf(field) })}
              >
                <IconArrowUp size={14} stroke={1.5} />
              </ActionIcon>
              <ActionIcon
                size={24}
                disabled={at === fields.length - 1}
                onClick={() => onMove(field.id, 1)}
                aria-label={t('design.moveDown', { name: nameOf(field) })}
              >
                <IconArrowDown size={14} stroke={1.5} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ul>
      <AddField onAdd={onAdd} />
    </Stack>
  )
}

/** First what it is called, then what kind of value it holds: Enter takes plain text. */
export function AddField({
  onAdd,
  stacked = false,
}: {
  readonly onAdd: FieldListProps['onAdd']
  /** The button below the name, where there is little room. */
  readonly stacked?: boolean
}) {
  const { t } = useText()
  const [label, setLabel] = useState('')
  const [opened, setOpened] = useState(false)
  const add = (type: FieldType) => {
    onAdd(type, label.trim() || t(`fieldType.${type as 'text'}.name`))
    setLabel('')
    setOpened(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setOpened(true)
      }}
    >
      <Group gap="xs" align="flex-end" wrap={stacked ? 'wrap' : 'nowrap'}>
        <TextInput
          label={t('design.newField')}
          placeholder={t('design.newFieldExample')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          flex={stacked ? '1 1 100%' : 1}
        />
        <Menu opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus>
          <Menu.Target>
            <Button type="submit" variant="default" leftSection={<IconPlus size={14} stroke={1.5} />}>
              {t('design.addField')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <ScrollArea.Autosize mah={420}>
              {(Object.keys(fieldGroups) as FieldGroup[]).map((group) => (
                <div key={group}>
                  <Menu.Label>{t(`design.group.${group}`)}</Menu.Label>
                  {fieldGroups[group].map((type) => (
                    <Menu.Item key={type} leftSection={<FieldTypeIcon type={type} />} onClick={() => add(type)}>
                      <Text size="sm">{t(`fieldType.${type as 'text'}.name`)}</Text>
                      <Text size="xs" c="dimmed">
                        {t(`fieldType.${type as 'text'}.about`)}
                      </Text>
                    </Menu.Item>
                  ))}
                </div>
              ))}
            </ScrollArea.Autosize>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </form>
  )
}
