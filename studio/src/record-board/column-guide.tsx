// Where the cards are, on a screen that shows one column at a time: all columns with their counts, and the way to each.
import { Text, UnstyledButton } from '@mantine/core'
import { useRef } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useMoreBeside } from '../ui/use-more-beside.ts'
import classes from './record-board.module.css'

export interface ColumnCount {
  readonly value: number
  readonly capped: boolean
}

interface GuidedColumn {
  readonly key: string | null
  readonly label: string
  /** Undefined while it is being read. */
  readonly count: ColumnCount | undefined
}

export interface ColumnGuideProps {
  readonly field: WireField
  readonly columns: readonly GuidedColumn[]
  readonly onGo: (key: string | null) => void
}

export function ColumnGuide({ field, columns, onGo }: ColumnGuideProps) {
  const { t } = useText()
  const row = useRef<HTMLElement>(null)
  useMoreBeside(row, columns.map(({ label, count }) => `${label} ${count?.value}`).join())
  return (
    <nav ref={row} className={classes.guide} aria-label={t('board.group')}>
      {columns.map((column) => (
        <UnstyledButton key={column.key ?? ''} className={classes.guided ?? ''} onClick={() => onGo(column.key)}>
          {column.key === null ? (
            <Text size="xs" c="dimmed">
              {column.label}
            </Text>
          ) : (
            <OptionChip field={field} option={column.key} />
          )}
          <CountText count={column.count} />
        </UnstyledButton>
      ))}
    </nav>
  )
}

export function CountText({ count }: { readonly count: ColumnCount | undefined | null }) {
  const formats = useFormats()
  if (!count) return null
  return (
    <Text span size="xs" c="dimmed" className="numbers">
      {formats.number(count.value)}
      {count.capped ? '+' : ''}
    </Text>
  )
}
