// Below the last record of a table: the way to one more.
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useText } from '../text/text.ts'
import { across } from './across.ts'
import classes from './record-table.module.css'

export interface NewRowProps {
  readonly tenant: string
  /** Name of the blueprint. */
  readonly blueprint: string
  /** Of the table, with the one that picks. */
  readonly columns: number
  readonly rowIndex: number
  /** Always the same: back into the last row. */
  readonly onUp: () => void
}

/** A body of its own: the rows before it stand where the virtual list puts them. */
export const NewRow = memo(function NewRow({ tenant, blueprint, columns, rowIndex, onUp }: NewRowProps) {
  const { t } = useText()
  return (
    <tbody role="rowgroup" className={classes.newBody}>
      <tr role="row" aria-rowindex={rowIndex}>
        <td role="gridcell" {...across(columns)}>
          <Link
            to="/t/$tenant/records/$blueprint/new"
            params={{ tenant, blueprint }}
            className={classes.newLink}
            onKeyDown={(event) => {
              // Arrows are of the cells: this one is beyond the last of them.
              if (!event.key.startsWith('Arrow')) return
              event.preventDefault()
              if (event.key === 'ArrowUp') onUp()
            }}
          >
            <IconPlus size={14} stroke={1.5} aria-hidden />
            {t('records.new')}
          </Link>
        </td>
      </tr>
    </tbody>
  )
})
