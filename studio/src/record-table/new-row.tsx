// Below the last record of a table: the way to one more. It is typed into the row itself; where that is not enough, the form opens.
import { UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ComponentType, type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { useMe } from '../api/me-api.ts'
import { useText } from '../text/text.ts'
import { useStable } from '../ui/use-stable.ts'
import { across } from './across.ts'
import { keptRow } from './kept-row.ts'
import classes from './record-table.module.css'
import type { NewRowProps } from './record-table-props.ts'
import { typedColumns } from './typed-columns.ts'
import type { TypedRowProps } from './typed-row.tsx'

/** A body of its own: the rows before it stand where the virtual list puts them. */
export const NewRow = memo(function NewRow(props: NewRowProps) {
  const { tenant, blueprint, stateFields, columns, hasPicks, rowIndex, onUp } = props
  const { t } = useText()
  const [TypedRow, setTypedRow] = useState<ComponentType<TypedRowProps>>()
  const isTyping = TypedRow !== undefined
  const button = useRef<HTMLButtonElement>(null)
  /** Letters that came before the row was there; undefined while nobody has asked for it. */
  const early = useRef<string>(undefined)
  const isBack = useRef(false)
  useEffect(() => {
    if (!isTyping && isBack.current) button.current?.focus()
    isBack.current = false
  }, [isTyping])
  const places = typedColumns(blueprint, columns, stateFields)
  /** It carries the widgets of the form and the engine: loaded when somebody types. */
  const type = async () => {
    early.current ??= ''
    try {
      const loaded = await import('./typed-row.tsx')
      setTypedRow(() => loaded.TypedRow)
    } catch {
      early.current = undefined
    }
  }
  const person = useMe().data?.id ?? ''
  const isKept =
    places.length > 0 &&
    keptRow(
      { tenant, blueprint: blueprint.name, person },
      blueprint.fields.map(({ key }) => key),
    ) !== undefined
  const typeOn = useStable(() => void type())
  useEffect(() => {
    if (isKept) typeOn()
  }, [isKept, typeOn])
  const onKeyDown = (event: KeyboardEvent) => {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (early.current !== undefined && isLetter) {
      event.preventDefault()
      early.current += event.key
      return
    }
    // Arrows are of the cells: this one is beyond the last of them.
    if (!event.key.startsWith('Arrow')) return
    event.preventDefault()
    if (event.key === 'ArrowUp') onUp()
  }
  const words = (
    <>
      <IconPlus size={14} stroke={1.5} aria-hidden />
      {t('records.new')}
    </>
  )
  const line = (
    <tr role="row" aria-rowindex={rowIndex}>
      <td role="gridcell" {...across(columns.length + (hasPicks ? 1 : 0))}>
        {places.length > 0 ? (
          <UnstyledButton
            ref={button}
            data-new
            className={classes.newLink ?? ''}
            onKeyDown={onKeyDown}
            onClick={() => void type()}
          >
            {words}
          </UnstyledButton>
        ) : (
          <Link
            to="/t/$tenant/records/$blueprint/new"
            params={{ tenant, blueprint: blueprint.name }}
            className={classes.newLink}
            onKeyDown={onKeyDown}
          >
            {words}
          </Link>
        )}
      </td>
    </tr>
  )
  return (
    <tbody role="rowgroup" className={classes.newBody}>
      {TypedRow && places.length > 0 ? (
        <TypedRow
          {...props}
          places={places}
          begun={early.current}
          onClose={(goesBack) => {
            isBack.current = goesBack
            early.current = undefined
            setTypedRow(undefined)
          }}
        />
      ) : (
        line
      )}
    </tbody>
  )
})
