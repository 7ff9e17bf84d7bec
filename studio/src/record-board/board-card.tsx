// One record on a board: its title, a few of its values, and a menu that moves it without a mouse.
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { CardClocks } from '../record-clock/card-clocks.tsx'
import { cardClocks, recordColumns } from '../record-table/record-columns.ts'
import { tellingColumns } from '../record-table/telling-columns.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { StatePlace } from '../transition-form/open-states.tsx'
import { MoveMenu } from './move-menu.tsx'
import classes from './record-board.module.css'

export interface BoardCardProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly field: WireField
  /** The field holds the state of a flow. */
  readonly isState: boolean
  /** Its key, where it holds where records stand in a region, or in another flow than the main one. */
  readonly region?: string | undefined
  readonly record: WireRecord
  /** Keys of a view's columns, in its order. */
  readonly columns?: readonly string[] | undefined
  /** On its way: it stands here before the server has said so. */
  readonly isMoving: boolean
  readonly places: readonly StatePlace[]
  readonly onDrag: (record: WireRecord | undefined) => void
  readonly onMove: (record: WireRecord, to: string | null) => void
}

/** More would make a list of every card. */
const mostValues = 3

export function BoardCard(props: BoardCardProps) {
  const { tenant, blueprint, field, record, isMoving, onDrag } = props
  const { t } = useText()
  const formats = useFormats()
  const element = useRef<HTMLLIElement>(null)
  const [dragged, setDragged] = useState(false)
  useEffect(() => {
    if (!element.current || isMoving) return
    return draggable({
      element: element.current,
      getInitialData: () => ({ record }),
      onDragStart: () => {
        setDragged(true)
        onDrag(record)
      },
      onDrop: () => {
        setDragged(false)
        onDrag(undefined)
      },
    })
  }, [record, isMoving, onDrag])
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const [first, ...others] = recordColumns(blueprint, props.columns)
  const shown = tellingColumns(
    others.filter(({ key }) => key !== field.key),
    record.data,
    { most: mostValues, isChosen: (props.columns?.length ?? 0) > 0 },
  )
  return (
    <li ref={element} className={classes.card} data-dragged={dragged || undefined} aria-busy={isMoving || undefined}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap={4}>
        <Link
          to="/t/$tenant/records/$blueprint/$id"
          params={{ tenant, blueprint: record.blueprint, id: record.id }}
          className={classes.title}
          preload={false}
          draggable={false}
        >
          {title}
        </Link>
        <MoveMenu {...props} title={title} />
      </Group>
      {first && (
        <Stack gap={2} mt={4}>
          {shown.map((column) => (
            <Group key={column.key} gap={6} wrap="nowrap" miw={0} align="baseline">
              <Text size="xs" c="dimmed" flex="none">
                {formats.say(column.field.label, wordsOfKey(column.key))}
              </Text>
              <Text size="xs" component="div" className="numbers" truncate miw={0}>
                <FieldValue tenant={tenant} field={column.field} value={record.data[column.key]} dense />
              </Text>
            </Group>
          ))}
        </Stack>
      )}
      <CardClocks tenant={tenant} clocks={cardClocks(blueprint, props.columns, true)} record={record} />
    </li>
  )
}
