// Records as cards: a band of colour with initials, the title, the state, and the fields that are filled.
import { Text } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { type ListClock, useFlowsOf } from '../api/flows-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { hueFieldOf, recordHue } from '../field-value/record-hue.ts'
import { recordTitle, titleFieldOf } from '../field-value/record-title.ts'
import { isEmpty } from '../field-value/value-text.ts'
import { CardClocks } from '../record-clock/card-clocks.tsx'
import { type Column, cardClocks, recordColumns } from '../record-table/record-columns.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { StateChip } from '../ui/state-chip.tsx'
import { useFromTheTop } from '../ui/use-from-the-top.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { CardCover, coverFieldOf } from './card-cover.tsx'
import classes from './record-gallery.module.css'

export interface RecordGalleryProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly records: readonly WireRecord[]
  /** Changes when another list is asked for: then it is shown from its beginning. */
  readonly listKey: string
  /** Keys of a view's columns. */
  readonly columns?: readonly string[] | undefined
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly onMore: () => void
}

const [narrowest, gap, usualHeight] = [240, 12, 248]
/** Of what is filled, besides the title and the state. */
const mostFields = 5

export function RecordGallery(props: RecordGalleryProps) {
  useScreenKeys('gallery')
  const isPhone = useIsPhone()
  return isPhone ? <GalleryOnPage {...props} /> : <GalleryInFrame {...props} />
}

function GalleryInFrame(props: RecordGalleryProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize()
  const merged = useMergedRef(ref, frame)
  const perRow = cardsPerRow(width)
  const virtual = useVirtualizer({
    count: Math.ceil(props.records.length / perRow),
    getScrollElement: () => frame.current,
    estimateSize: () => usualHeight,
    gap,
    overscan: 3,
  })
  useFromTheTop(() => frame.current, props.listKey)
  return (
    <div ref={merged} className={classes.frame} tabIndex={-1}>
      <Cards {...props} virtual={virtual} perRow={perRow} above={0} />
    </div>
  )
}

/** A phone scrolls the page, not a part of it. */
function GalleryOnPage(props: RecordGalleryProps) {
  const { ref, width } = useElementSize()
  const frame = useRef<HTMLDivElement>(null)
  const merged = useMergedRef(ref, frame)
  const perRow = cardsPerRow(width)
  const above = frame.current?.offsetTop ?? 0
  const virtual = useWindowVirtualizer({
    count: Math.ceil(props.records.length / perRow),
    estimateSize: () => usualHeight,
    gap,
    overscan: 3,
    scrollMargin: above,
  })
  return (
    <div ref={merged}>
      <Cards {...props} virtual={virtual} perRow={perRow} above={above} />
    </div>
  )
}

function cardsPerRow(width: number): number {
  return Math.max(1, Math.floor((width + gap) / (narrowest + gap)))
}

interface CardsProps<Scroller extends Element | Window> extends RecordGalleryProps {
  readonly virtual: Virtualizer<Scroller, Element>
  readonly perRow: number
  /** Pixels of the page above the first row. */
  readonly above: number
}

function Cards<Scroller extends Element | Window>(props: CardsProps<Scroller>) {
  const { tenant, blueprint, records, virtual, perRow, above, hasMore, isLoadingMore, onMore } = props
  const { t } = useText()
  const flow = useFlowsOf(tenant, blueprint.name)
  const hueField = hueFieldOf(blueprint, flow.main?.stateField)
  const title = titleFieldOf(blueprint)
  const cover = coverFieldOf(blueprint, props.columns)
  const columns = recordColumns(blueprint, props.columns).filter(
    ({ field }) => field !== title && field !== hueField && field !== cover,
  )
  const clocks = cardClocks(blueprint, props.columns, true)
  const rows = virtual.getVirtualItems()
  const lastDrawn = ((rows.at(-1)?.index ?? 0) + 1) * perRow
  const isNearEnd = hasMore && !isLoadingMore && lastDrawn >= records.length - 30
  useEffect(() => {
    if (isNearEnd) onMore()
  }, [isNearEnd, onMore])
  return (
    <>
      <div
        role="list"
        aria-label={t('gallery.list')}
        className={classes.list}
        style={{ height: virtual.getTotalSize() }}
      >
        {rows.map((row) => (
          <div
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            role="presentation"
            className={classes.row}
            style={{
              transform: `translateY(${row.start - above}px)`,
              gridTemplateColumns: `repeat(${perRow}, minmax(0, 1fr))`,
            }}
          >
            {records.slice(row.index * perRow, (row.index + 1) * perRow).map((record, place) => (
              <div
                key={record.id}
                role="listitem"
                aria-setsize={hasMore ? -1 : records.length}
                aria-posinset={row.index * perRow + place + 1}
                className={classes.place}
              >
                <Card
                  tenant={tenant}
                  blueprint={blueprint}
                  record={record}
                  columns={columns}
                  clocks={clocks}
                  hueField={hueField}
                  cover={cover}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
      {isLoadingMore && (
        <Text size="xs" c="dimmed" ta="center" py="xs" role="status">
          {t('records.loadingMore')}
        </Text>
      )}
    </>
  )
}

interface CardProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly columns: readonly Column[]
  readonly clocks: readonly ListClock[]
  readonly hueField: ReturnType<typeof hueFieldOf>
  readonly cover: WireField | undefined
}

function Card({ tenant, blueprint, record, columns, clocks, hueField, cover }: CardProps) {
  const { t } = useText()
  const formats = useFormats()
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const { hue, dot, words } = recordHue(record, hueField, formats)
  const filled = columns.filter(({ key }) => !isEmpty(record.data[key])).slice(0, mostFields)
  return (
    <Link
      to="/t/$tenant/records/$blueprint/$id"
      params={{ tenant, blueprint: record.blueprint, id: record.id }}
      className={classes.card}
      preload={false}
    >
      <CardCover tenant={tenant} title={title} hue={hue} field={cover} value={cover && record.data[cover.key]} />
      <div className={classes.words}>
        <Text fw={500} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {words && <StateChip label={words} hue={hue} {...(dot ? { dot } : {})} />}
        {filled.length > 0 && (
          <dl className={classes.fields}>
            {filled.map(({ key, field }) => (
              <div key={key}>
                <dt>{formats.say(field.label, wordsOfKey(key))}</dt>
                <dd className="numbers">
                  <FieldValue tenant={tenant} field={field} value={record.data[key]} dense />
                </dd>
              </div>
            ))}
          </dl>
        )}
        <CardClocks tenant={tenant} clocks={clocks} record={record} />
      </div>
    </Link>
  )
}
