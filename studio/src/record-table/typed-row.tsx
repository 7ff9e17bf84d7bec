// A new record that is typed into a row of the table: Tab goes on, Enter saves and begins the next one, Escape gives up.
import type { Json } from '@molde/engine'
import { useNavigate } from '@tanstack/react-router'
import {
  type KeyboardEvent,
  type SyntheticEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { WireData } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { cellAct } from './cell-act.ts'
import { CellEditor, type Leave } from './cell-editor.tsx'
import { cellValue } from './cell-value.tsx'
import classes from './record-table.module.css'
import type { NewRowProps } from './record-table-props.ts'
import { nextTyped } from './typed-columns.ts'
import { useTypedRecord } from './use-typed-record.ts'

export interface TypedRowProps extends NewRowProps {
  /** Columns that take something; at least one. */
  readonly places: readonly number[]
  /** What was typed before the row was there. */
  readonly begun?: string | undefined
  /** `goesBack`: by the keyboard, so the focus goes where it came from. */
  readonly onClose: (goesBack: boolean) => void
}

interface At {
  readonly place: number
  /** The input stands over the cell; else the cell itself has the focus. */
  readonly isOpen: boolean
  /** Somebody is busy elsewhere: the focus is not fetched back. */
  readonly isLeft?: true
  readonly typed?: string
  readonly refused?: { readonly value: Json | undefined; readonly why: string }
}

export function TypedRow(props: TypedRowProps) {
  const { tenant, blueprint, columns, hasPicks, rowIndex, places, stateFields, onClose, onUp } = props
  const { t } = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const row = useRef<HTMLTableRowElement>(null)
  const first = places[0] ?? 0
  const typed = useTypedRecord(tenant, blueprint, stateFields, {
    made: props.onMade,
    show: props.onShow,
    open: (id) =>
      void navigate({
        to: '/t/$tenant/records/$blueprint/$id',
        params: { tenant, blueprint: blueprint.name, id },
      }),
  })
  const { data, round } = typed
  const [at, setAt] = useState<At>(() =>
    typed.isBegun(data)
      ? { place: first, isOpen: false, isLeft: true }
      : { place: first, isOpen: opens(props, first), ...(props.begun ? { typed: props.begun } : {}) },
  )
  const column = columns[at.place]
  // Another row index is another place on the screen: what stands over the cell follows.
  const cellOf = useCallback(
    () => row.current?.querySelector(`[data-typed="${at.place}"]`) ?? null,
    [at.place, rowIndex],
  )
  const go = (place: number, isOpen = opens(props, place)) => setAt({ place, isOpen })

  useLayoutEffect(() => {
    const cell = row.current?.querySelector<HTMLElement>(`[data-typed="${at.place}"]`)
    if (at.isLeft) return
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    if (!at.isOpen) cell?.focus({ preventScroll: true })
  }, [at, rowIndex, round])

  const toForm = (prefill: WireData) =>
    void navigate({
      to: '/t/$tenant/records/$blueprint/new',
      params: { tenant, blueprint: blueprint.name },
      state: { prefill },
    })

  /** What keeps it from being saved stands at its cell; where it has none, the form says it. */
  const refused = (of: WireData, key: string, why: string) => {
    const place = columns.findIndex((one) => one.key === key)
    if (!places.includes(place)) return toForm(of)
    setAt({ place, isOpen: true, refused: { value: of[key], why } })
  }

  const create = (of: WireData, goesOn: boolean) => {
    const fault = typed.faultOf(of)
    if (fault) return refused(of, fault.key, fault.why)
    typed.create(of, ({ key, why }) => refused(of, key, why))
    if (goesOn) go(first)
    else onClose(false)
  }

  /** The focus is elsewhere: what can be saved is, and what is not begun is no record. */
  const leaveRow = (of: WireData) => {
    if (row.current?.contains(document.activeElement)) return
    if (!typed.isBegun(of)) return onClose(false)
    if (typed.faultOf(of)) return setAt((before) => ({ place: before.place, isOpen: false, isLeft: true }))
    create(of, false)
  }

  const move = (of: WireData, from: number, leave: Leave) => {
    if (leave === 'elsewhere') {
      setAt({ place: from, isOpen: false, isLeft: true })
      return leaveRow(of)
    }
    if (leave === 'down') return create(of, true)
    // A choice is made with one key or click: on to what comes next.
    if (leave === 'stay') return go(nextTyped(places, from, 1) ?? from, nextTyped(places, from, 1) !== undefined)
    const next = nextTyped(places, from, leave === 'next' ? 1 : -1)
    if (next !== undefined) go(next)
    else if (leave === 'next') create(of, true)
    else go(from)
  }

  const giveUp = () => {
    if (at.isOpen && typed.isBegun(data)) return go(at.place, false)
    typed.giveUp()
    onClose(true)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // The table's own keys are of the records that are there.
    event.stopPropagation()
    if (at.isOpen || !column || event.nativeEvent.isComposing) return
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const act = keyActs()[event.key] ?? (event.key.length === 1 && isPlain ? () => type(event.key) : undefined)
    if (!act) return
    event.preventDefault()
    act(event)
  }
  const isSwitch = column !== undefined && cellAct(column.field, stateFields).kind === 'switch'
  const type = (key: string) => {
    if (!isSwitch) setAt({ place: at.place, isOpen: true, typed: key })
  }
  const flip = () => column && typed.set({ ...data, [column.key]: data[column.key] !== true })
  const keyActs = (): { readonly [key: string]: ((event: KeyboardEvent) => unknown) | undefined } => ({
    Escape: giveUp,
    Enter: () => create(data, true),
    F2: () => !isSwitch && go(at.place, true),
    ' ': () => (isSwitch ? flip() : go(at.place, true)),
    Tab: ({ shiftKey }) => move(data, at.place, shiftKey ? 'before' : 'next'),
    ArrowRight: () => go(nextTyped(places, at.place, 1) ?? at.place, false),
    ArrowLeft: () => go(nextTyped(places, at.place, -1) ?? at.place, false),
    ArrowUp: () => onUp(),
    Delete: () => column && typed.set({ ...data, [column.key]: null }),
  })

  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(leaving.current), [])

  return (
    <tr
      ref={row}
      role="row"
      className={classes.typedRow}
      aria-rowindex={rowIndex}
      aria-label={t('records.newRow')}
      onKeyDown={onKeyDown}
      onCopy={stop}
      onPaste={stop}
      onDoubleClick={stop}
      onFocus={(event) => {
        event.stopPropagation()
        clearTimeout(leaving.current)
      }}
      onBlur={() => {
        clearTimeout(leaving.current)
        // While an input stands over a cell, that one says when it is left.
        if (!at.isOpen) leaving.current = setTimeout(() => document.hasFocus() && leaveRow(data))
      }}
    >
      {hasPicks && <td role="gridcell" />}
      {columns.map((one, place) => {
        const isTyped = places.includes(place)
        return (
          <td
            key={one.key}
            role="gridcell"
            data-typed={place}
            data-fixed={isTyped ? undefined : true}
            aria-readonly={isTyped ? undefined : true}
            tabIndex={isTyped ? (place === at.place ? 0 : -1) : undefined}
            data-right={one.right || undefined}
            onClick={() => {
              if (isTyped && !(at.isOpen && at.place === place)) go(place)
            }}
          >
            {cellValue(tenant, one, data[one.key] ?? undefined, formats)}
          </td>
        )
      })}
      {at.isOpen && column && (
        <CellEditor
          key={`${round} ${at.place} ${at.refused?.why ?? ''}`}
          tenant={tenant}
          editor={{
            id: 'new',
            key: column.key,
            record: typed.record,
            field: column.field,
            ...(at.typed === undefined ? {} : { typed: at.typed }),
            ...(at.refused ? { refused: at.refused } : {}),
          }}
          cellOf={cellOf}
          onSave={async (value, leave) => {
            const next = { ...data, [column.key]: value ?? null }
            const why = value === undefined || value === null ? undefined : typed.faultAt(next, column.key)
            if (why) return why
            typed.set(next)
            move(next, at.place, leave)
            return undefined
          }}
          onGiveUp={(isLeft) => {
            if (!isLeft) return giveUp()
            setAt({ place: at.place, isOpen: false, isLeft: true })
            leaveRow(data)
          }}
        />
      )}
    </tr>
  )
}

function opens({ columns, stateFields }: TypedRowProps, place: number): boolean {
  const column = columns[place]
  return column !== undefined && cellAct(column.field, stateFields).kind === 'type'
}

function stop(event: SyntheticEvent): void {
  event.stopPropagation()
}
