// Table, board, calendar, gallery or form, and by which field: two small controls above a list.
import { Group, Skeleton, Text } from '@mantine/core'
import { IconCalendar, IconForms, IconLayoutGrid, IconLayoutKanban, IconTable } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { ViewKind } from '../api/views-api.ts'
import { groupFields } from '../record-board/board-columns.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import type { FieldSelectProps } from './field-select.tsx'
import { dateFields, type Look, possibleKinds } from './look.ts'

/** A table, with which most lists begin, has nothing to choose here. */
const FieldSelect = lazy(async () => ({ default: (await import('./field-select.tsx')).FieldSelect }))

export const lookIcons = {
  table: IconTable,
  board: IconLayoutKanban,
  calendar: IconCalendar,
  gallery: IconLayoutGrid,
  form: IconForms,
}

export interface LookPickerProps {
  readonly blueprint: Blueprint
  readonly look: Look
  readonly onSearch: (change: Partial<ListSearch>) => void
}

/** Another look begins as its own: what the one before was grouped by means nothing to it. */
export function lookChange(kind: ViewKind): Partial<ListSearch> {
  return { kind, group: undefined, start: undefined, end: undefined, at: undefined }
}

export function LookPicker({ blueprint, look, onSearch }: LookPickerProps) {
  const { t } = useText()
  return (
    <Group gap="xs">
      {/* On the side that grows: the looks themselves stay under the pointer that has just chosen one. */}
      <LookField blueprint={blueprint} look={look} onSearch={onSearch} />
      <ChoiceStrip<ViewKind>
        label={t('look.label')}
        value={look.kind}
        choices={possibleKinds(blueprint).map((kind) => ({ value: kind, shown: <KindLabel kind={kind} /> }))}
        onChange={(kind) => onSearch(lookChange(kind))}
      />
    </Group>
  )
}

/** By which field, where there are several. */
export function LookField({ blueprint, look, onSearch }: LookPickerProps) {
  const { t } = useText()
  return (
    <>
      {look.kind === 'board' && (
        <FieldOf
          label={t('board.group')}
          fields={groupFields(blueprint.fields)}
          value={look.group}
          onChange={(group) => onSearch({ group })}
        />
      )}
      {look.kind === 'calendar' && (
        <FieldOf
          label={t('look.dates')}
          fields={dateFields(blueprint.fields)}
          value={look.start}
          onChange={(start) => onSearch({ start, end: undefined })}
        />
      )}
    </>
  )
}

/** Has the look a field that can be chosen? Its word, then. */
export function lookFieldLabel({ fields }: Blueprint, { kind }: Look): 'board.group' | 'look.dates' | undefined {
  if (kind === 'board' && groupFields(fields).length > 1) return 'board.group'
  return kind === 'calendar' && dateFields(fields).length > 1 ? 'look.dates' : undefined
}

function KindLabel({ kind }: { readonly kind: ViewKind }) {
  const { t } = useText()
  const Icon = lookIcons[kind]
  return (
    <Group gap={6} wrap="nowrap" justify="center" title={t(`look.${kind}`)}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <span className="look-words">{t(`look.${kind}`)}</span>
    </Group>
  )
}

/** One field leaves nothing to choose. Its room is kept while the choice is on its way. */
function FieldOf(props: FieldSelectProps) {
  if (props.fields.length < 2) return null
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="xs" c="dimmed" aria-hidden>
        {props.label}
      </Text>
      <Suspense fallback={<Skeleton w={160} h={30} />}>
        <FieldSelect {...props} />
      </Suspense>
    </Group>
  )
}
