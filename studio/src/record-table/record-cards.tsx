// A list of records on a phone: one card below the other, opened by a touch, picked by a long one.
import { Checkbox, Group, Skeleton, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue, OptionChip } from '../field-value/field-value.tsx'
import { hueFieldOf } from '../field-value/record-hue.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { CardClocks } from '../record-clock/card-clocks.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useFromTheTop } from '../ui/use-from-the-top.ts'
import type { GridLine } from './grid-lines.ts'
import { GroupCard, MoreCards } from './group-card.tsx'
import { cardClocks, recordColumns } from './record-columns.ts'
import classes from './record-table.module.css'
import type { RecordTableProps } from './record-table-props.ts'
import type { Selection } from './selection.ts'
import { tellingColumns } from './telling-columns.ts'
import { WaitsMark } from './waits-mark.tsx'

/** Of the list as a table has them, what cards need: see there. */
export interface RecordCardsProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly records: readonly WireRecord[]
  readonly offset: number
  readonly known: number
  /** What of them waits for a decision, by the record's id. */
  readonly waiting: RecordTableProps['waiting']
  readonly onShow: (first: number, last: number) => void
  /** Records in groups, with the headers between them. */
  readonly lines?: readonly GridLine[]
  readonly groupField?: WireField | undefined
  readonly onToggleGroup?: (group: string) => void
  readonly onNeed?: (group: string) => void
  readonly listKey: string
  readonly columns?: readonly string[] | undefined
  readonly selection?: Selection | undefined
  readonly isLoadingMore: boolean
  /** A touch picks a card instead of opening it. */
  readonly isPicking?: boolean
  readonly onPicking?: (isPicking: boolean) => void
}

const [usualHeight, gap] = [110, 8]
/** Besides the title and where it stands; each has a line of its own. */
const mostValues = 3

export function RecordCards(props: RecordCardsProps) {
  const { t } = useText()
  const list = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  // What stands above the list grows and shrinks: with conditions, with a search.
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0))
  const virtual = useWindowVirtualizer({
    count: props.known,
    estimateSize: () => usualHeight,
    gap,
    overscan: 6,
    scrollMargin: above,
  })
  const drawn = virtual.getVirtualItems()
  const { onShow } = props
  const [first, last] = [drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0]
  useEffect(() => onShow(first, last), [onShow, first, last])
  useFromTheTop(() => window, props.listKey)
  return (
    <>
      <ul ref={list} className={classes.cards} style={{ height: virtual.getTotalSize() }}>
        {drawn.map((place) => (
          <li
            key={place.key}
            ref={virtual.measureElement}
            data-index={place.index}
            style={{ transform: `translateY(${place.start - above}px)` }}
          >
            <CardLine {...props} row={place.index} />
          </li>
        ))}
      </ul>
      {props.isLoadingMore && <Skeleton h={72} mt={gap} role="status" aria-label={t('records.loadingMore')} />}
    </>
  )
}

function CardLine(props: RecordCardsProps & { readonly row: number }) {
  const line = props.lines?.[props.row]
  if (line?.kind === 'group')
    return (
      <GroupCard
        tenant={props.tenant}
        field={props.groupField}
        group={line.group}
        onToggle={() => props.onToggleGroup?.(line.group.name)}
      />
    )
  if (line?.kind === 'more')
    return <MoreCards height={usualHeight} problem={line.problem} onNeed={() => props.onNeed?.(line.group)} />
  const record = line?.record ?? props.records[props.row - props.offset]
  return record ? <RecordCard {...props} record={record} /> : <Skeleton h={usualHeight} />
}

function RecordCard(props: RecordCardsProps & { readonly record: WireRecord }) {
  const { tenant, blueprint, columns, record, selection, isPicking, groupField } = props
  const { t } = useText()
  const formats = useFormats()
  const [, ...others] = recordColumns(blueprint, columns)
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const step = useStepField(tenant, blueprint)
  const where = step && record.data[step.key]
  const shown = tellingColumns(
    others.filter(({ key }) => key !== step?.key),
    record.data,
    { most: mostValues, isChosen: (columns?.length ?? 0) > 0 },
  )
  const isPicked = selection?.ids.has(record.id) ?? false
  const pick = () => selection?.toggle(record.id, false)
  const press = useLongPress(() => {
    if (!selection) return
    props.onPicking?.(true)
    pick()
  })
  return (
    <div className={classes.cardPlace} data-picked={isPicked || undefined} {...press}>
      {isPicking && selection && (
        <label className={classes.cardPick}>
          <Checkbox size="sm" aria-label={t('bulk.select', { title })} checked={isPicked} onChange={pick} />
        </label>
      )}
      <Link
        to="/t/$tenant/records/$blueprint/$id"
        params={{ tenant, blueprint: record.blueprint, id: record.id }}
        className={classes.card}
        onClick={(event) => {
          if (!isPicking || !selection) return
          event.preventDefault()
          pick()
        }}
      >
        <Group gap="xs" justify="space-between" align="flex-start" wrap="nowrap">
          <Text fw={500} lineClamp={2} miw={0} style={{ overflowWrap: 'anywhere' }}>
            {title} <WaitsMark waits={props.waiting.get(record.id) ?? []} />
          </Text>
          {step && step.key !== groupField?.key && typeof where === 'string' && (
            <span className={classes.cardStep}>
              <OptionChip field={step} option={where} />
            </span>
          )}
        </Group>
        {shown.length > 0 && (
          <dl className={classes.cardValues}>
            {shown.map((column) => (
              <div key={column.key}>
                <Text
                  size="xs"
                  c="dimmed"
                  component="dt"
                  truncate
                  title={formats.say(column.field.label, wordsOfKey(column.key))}
                >
                  {formats.say(column.field.label, wordsOfKey(column.key))}
                </Text>
                <Text size="sm" component="dd" className="numbers" truncate>
                  <FieldValue tenant={tenant} field={column.field} value={record.data[column.key]} dense />
                </Text>
              </div>
            ))}
          </dl>
        )}
        <CardClocks tenant={tenant} clocks={cardClocks(blueprint, columns, false)} record={record} />
      </Link>
    </div>
  )
}

/**
 * Where a record stands is what a list is looked at for: it is on the card whatever else is filled, unless the header above its
 * group says so. Without a flow its first choice of one is that.
 */
function useStepField(tenant: string, blueprint: Blueprint): WireField | undefined {
  return hueFieldOf(blueprint, useFlowsOf(tenant, blueprint.name).main?.stateField)
}

const longPress = 450
/** Pixels that a resting finger may tremble. */
const tremble = 10

/** A finger that rests; scrolling is none. The click that follows it is not one. */
function useLongPress(onLongPress: () => void) {
  const state = useRef<{ timer?: ReturnType<typeof setTimeout>; x: number; y: number; done: boolean }>({
    x: 0,
    y: 0,
    done: false,
  })
  const stop = () => clearTimeout(state.current.timer)
  useEffect(() => stop, [])
  return {
    onPointerDown: (event: PointerEvent) => {
      stop()
      state.current = { x: event.clientX, y: event.clientY, done: false }
      if (event.pointerType === 'mouse') return
      state.current.timer = setTimeout(() => {
        state.current.done = true
        onLongPress()
      }, longPress)
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - state.current.x, clientY - state.current.y) > tremble) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent) => {
      // The browser's own menu for a link would come up over the card.
      if (state.current.done) event.preventDefault()
    },
    onClickCapture: (event: MouseEvent) => {
      if (!state.current.done) return
      state.current.done = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
