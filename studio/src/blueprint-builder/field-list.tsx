// The fields of a blueprint in their order: choose one, drag it to its place, add another from the gallery of types.
import { ActionIcon, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { equalJson, type Json } from '@molde/engine'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { useId } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { kindOfField } from '../field-value/kind-of-field.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { AddField, type AddFieldProps } from './add-field.tsx'
import classes from './blueprint-builder.module.css'
import { isTemporary } from './edit-blueprint.ts'
import { useSortable } from './use-sortable.ts'

export interface FieldListProps extends AddFieldProps {
  readonly fields: readonly WireField[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
  /** `to` is its place afterwards. */
  readonly onMove: (id: string, to: number) => void
  /** As they are published: what differs from it is marked. Absent while nothing is. */
  readonly published?: readonly WireField[] | undefined
  /** More to say about a field than its type. */
  readonly aboutOf?: (field: WireField) => string | undefined
}

export function FieldList({ fields, published, chosen, onChoose, onMove, aboutOf, ...adding }: FieldListProps) {
  const { t } = useText()
  const list = useId()
  return (
    <Stack gap="xs">
      <ul className="bare-list" aria-label={t(adding.isColumn ? 'rowColumns.title' : 'design.fields')}>
        {fields.map((field, at) => (
          <FieldLine
            key={field.id}
            list={list}
            field={field}
            about={aboutOf?.(field) ?? t(`fieldType.${kindOfField(field) as 'text'}.name`)}
            at={at}
            count={fields.length}
            mark={
              isTemporary(field.id) ? t('design.new') : isChanged(field, published) ? t('versions.changed') : undefined
            }
            isChosen={field.id === chosen}
            onChoose={() => onChoose(field.id)}
            onMove={(from, to) => {
              const moved = fields[from]
              if (moved) onMove(moved.id, to)
            }}
          />
        ))}
      </ul>
      <AddField {...adding} />
    </Stack>
  )
}

function isChanged(field: WireField, published: readonly WireField[] | undefined): boolean {
  const before = published?.find(({ id }) => id === field.id)
  return before !== undefined && !equalJson(before as unknown as Json, field as unknown as Json)
}

interface FieldLineProps {
  readonly list: string
  readonly field: WireField
  readonly about: string
  /** What the draft does to it, in a word. */
  readonly mark: string | undefined
  readonly at: number
  readonly count: number
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onMove: (from: number, to: number) => void
}

function FieldLine({ list, field, about, mark, at, count, isChosen, onChoose, onMove }: FieldLineProps) {
  const { t } = useText()
  const name = useFieldName()(field)
  const { row, grip, edge, isDragged } = useSortable<HTMLLIElement>(list, at, onMove)
  return (
    <li
      ref={row}
      className={`${classes.fieldRow} ${classes.sortable}`}
      data-chosen={isChosen}
      data-edge={edge}
      data-dragged={isDragged}
    >
      <span ref={grip} className={classes.grip} aria-hidden title={t('builder.drag')}>
        <IconGripVertical size={14} stroke={1.5} />
      </span>
      <UnstyledButton
        className={classes.fieldName}
        onClick={onChoose}
        aria-current={isChosen ? 'true' : undefined}
        data-field={field.id}
      >
        <FieldTypeIcon type={kindOfField(field)} />
        <span className={classes.fieldWords}>
          <Text size="sm" fw={500} truncate>
            {name}
            {field.required && <span aria-hidden> *</span>}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {mark !== undefined && (
              <Text span inherit c="var(--molde-accent)">
                {mark}
                {' · '}
              </Text>
            )}
            {about}
          </Text>
        </span>
      </UnstyledButton>
      <Group gap={0} wrap="nowrap" className={classes.moves}>
        <ActionIcon
          size={24}
          disabled={at === 0}
          onClick={() => onMove(at, at - 1)}
          aria-label={t('design.moveUp', { name })}
        >
          <IconArrowUp size={14} stroke={1.5} />
        </ActionIcon>
        <ActionIcon
          size={24}
          disabled={at === count - 1}
          onClick={() => onMove(at, at + 1)}
          aria-label={t('design.moveDown', { name })}
        >
          <IconArrowDown size={14} stroke={1.5} />
        </ActionIcon>
      </Group>
    </li>
  )
}
