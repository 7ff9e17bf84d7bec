// Between the cards of a phone: the header of a group, and the place of what is still being read of it.
import { Group, Skeleton, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldValue } from '../field-value/field-value.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { LineGroup } from './grid-lines.ts'

export interface GroupCardProps {
  readonly tenant: string
  readonly field: WireField | undefined
  readonly group: LineGroup
  readonly onToggle: () => void
}

export function GroupCard({ tenant, field, group, onToggle }: GroupCardProps) {
  const { t } = useText()
  const { number } = useFormats()
  const Chevron = group.isOpen ? IconChevronDown : IconChevronRight
  return (
    <UnstyledButton w="100%" mih={44} aria-expanded={group.isOpen} onClick={onToggle}>
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Chevron size={16} stroke={1.5} aria-hidden />
        <Text span size="sm" fw={600} truncate>
          {group.value === null || !field ? (
            group.label
          ) : (
            <FieldValue tenant={tenant} field={field} value={group.value} dense />
          )}
        </Text>
        {group.count !== undefined && (
          <Text span size="xs" c="dimmed" className="numbers">
            {number(group.count)}
            {group.isCapped ? '+' : ''}
            <span className="for-readers"> {t('grid.inGroup')}</span>
          </Text>
        )}
      </Group>
    </UnstyledButton>
  )
}

export interface MoreCardsProps {
  readonly height: number
  /** Why they could not be read. */
  readonly problem: string | undefined
  readonly onNeed: () => void
}

/** Asks for its records when it comes into sight; what went wrong is tried again by a touch. */
export function MoreCards({ height, problem, onNeed }: MoreCardsProps) {
  const { t } = useText()
  useEffect(() => {
    if (!problem) onNeed()
  })
  if (!problem) return <Skeleton h={height} role="status" aria-label={t('records.loadingMore')} />
  return (
    <UnstyledButton w="100%" mih={44} onClick={onNeed}>
      <Text size="sm" c="bad">
        {problem}
      </Text>
    </UnstyledButton>
  )
}
