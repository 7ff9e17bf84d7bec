// Below the last record of a table: the way to one more. It is typed into the row itself; where that is not enough, the form opens.
import { UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, memo, Suspense, useEffect, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import { across } from './across.ts'
import classes from './record-table.module.css'
import type { NewRowProps } from './record-table-props.ts'
import { typedColumns } from './typed-columns.ts'

/** It carries the widgets of the form and the engine: loaded when somebody types. */
const TypedRow = lazy(async () => ({ default: (await import('./typed-row.tsx')).TypedRow }))

/** A body of its own: the rows before it stand where the virtual list puts them. */
export const NewRow = memo(function NewRow(props: NewRowProps) {
  const { tenant, blueprint, stateField, columns, hasPicks, rowIndex, onUp } = props
  const { t } = useText()
  const [isTyping, setTyping] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const isBack = useRef(false)
  useEffect(() => {
    if (!isTyping && isBack.current) button.current?.focus()
    isBack.current = false
  }, [isTyping])
  const places = typedColumns(blueprint, columns, stateField)
  const onKeyDown = (event: KeyboardEvent) => {
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
            className={classes.newLink ?? ''}
            onKeyDown={onKeyDown}
            onClick={() => setTyping(true)}
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
      {isTyping && places.length > 0 ? (
        <Suspense fallback={line}>
          <TypedRow
            {...props}
            places={places}
            onClose={(goesBack) => {
              isBack.current = goesBack
              setTyping(false)
            }}
          />
        </Suspense>
      ) : (
        line
      )}
    </tbody>
  )
})
