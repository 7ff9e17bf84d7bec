// The last line of a table: what its columns come to.
import { UnstyledButton } from '@mantine/core'
import type { TotalFunction, Totals, TotalValues } from '../api/totals-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { LateMenu } from '../ui/late-menu.tsx'
import { across } from './across.ts'
import type { TableArrangement } from './arrangement.ts'
import { TotalItems } from './column-menu.tsx'
import { totalName, totalTexts } from './column-totals.ts'
import type { GridColumn } from './grid-columns.ts'
import classes from './record-table.module.css'

export interface TotalsRowProps {
  readonly columns: readonly GridColumn[]
  readonly hasPicks: boolean
  readonly arrangement: Pick<TableArrangement, 'totals' | 'total'>
  readonly totals: Totals | undefined
  readonly rowIndex: number
}

/** Nothing while nothing is asked for. */
export function TotalsRow({ columns, hasPicks, arrangement, totals, rowIndex }: TotalsRowProps) {
  const { t } = useText()
  const { say, number } = useFormats()
  if (columns.every(({ key }) => arrangement.totals[key] === undefined)) return null
  return (
    <tfoot role="rowgroup" className={classes.totals}>
      <tr role="row" aria-rowindex={rowIndex}>
        {hasPicks && (
          <td
            role="gridcell"
            data-pick
            data-pinned={columns.some(({ left }) => left !== undefined) || undefined}
            style={{ left: 0 }}
          />
        )}
        {columns.map((column) => {
          const wanted = arrangement.totals[column.key]
          const name = say(column.field.label, wordsOfKey(column.key))
          return (
            <td
              key={column.key}
              role="gridcell"
              data-right={column.right || undefined}
              data-pinned={column.left === undefined ? undefined : true}
              style={column.left === undefined ? undefined : { left: column.left }}
            >
              {!column.clock && (
                <LateMenu
                  position="top-start"
                  width={200}
                  button={
                    <UnstyledButton
                      className={classes.total}
                      data-empty={wanted === undefined || undefined}
                      aria-label={wanted ? undefined : t('grid.totalOf', { name })}
                    >
                      {wanted ? <Total column={column} wanted={wanted} values={totals?.totals} /> : t('grid.total')}
                    </UnstyledButton>
                  }
                >
                  <TotalItems column={column} total={wanted} onTotal={(next) => arrangement.total(column.key, next)} />
                </LateMenu>
              )}
            </td>
          )
        })}
      </tr>
      {totals?.capped && (
        <tr role="row" aria-rowindex={rowIndex + 1}>
          <td role="gridcell" {...across(columns.length + (hasPicks ? 1 : 0))} className={classes.cappedTotals}>
            {t('grid.capped', { shown: number(20_000) })}
          </td>
        </tr>
      )}
    </tfoot>
  )
}

export function Total({
  column,
  wanted,
  values,
}: {
  readonly column: GridColumn
  readonly wanted: TotalFunction
  readonly values: TotalValues | undefined
}) {
  const { t } = useText()
  const formats = useFormats()
  const parts = totalTexts(column.field, wanted, values?.[`${wanted}:${column.key}`], formats)
  const name = t(`grid.totals.${totalName(column.field, wanted)}`)
  return (
    <span className="numbers" title={`${name}: ${parts.join(', ') || '–'}`}>
      <span className={classes.totalName}>{name} </span>
      {parts.length <= 1
        ? (parts[0] ?? '–')
        : parts.map((part) => (
            <span key={part} className={classes.totalPart}>
              {part}
            </span>
          ))}
    </span>
  )
}
