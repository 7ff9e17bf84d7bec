// Above a list: words to search for, and conditions on its fields.
import {
  ActionIcon,
  Button,
  CloseButton,
  Group,
  Menu,
  Modal,
  Skeleton,
  Text,
  TextInput,
  Tooltip,
  UnstyledButton,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter, IconLibraryPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import type { ListClock } from '../api/flows-api.ts'
import { useClockNames } from '../expression-input/clock-names.ts'
import {
  type Condition,
  type ConditionGroup,
  type ConditionText,
  type FilterPart,
  isConditionText,
  isGroup,
  operatorsOf,
} from '../expression-input/condition.ts'
import {
  type ConditionName,
  choosableName,
  isChoosable,
  useConditionNames,
} from '../expression-input/condition-names.ts'
import { ConditionPill } from '../expression-input/condition-pill.tsx'
import { newCondition, noConditions } from '../expression-input/condition-tree.ts'
import { sayCondition } from '../expression-input/say-condition.ts'
import { useConditionWords } from '../expression-input/use-condition-words.ts'
import { useText } from '../text/text.ts'
import { LateMenu } from '../ui/late-menu.tsx'
import { useLate } from '../ui/use-late.ts'

export interface QueryBarProps {
  readonly tenant: string
  readonly fields: readonly WireField[]
  readonly clocks?: readonly ListClock[] | undefined
  readonly q: string | undefined
  /** The words are asked for elsewhere. */
  readonly withoutSearch?: boolean
  /** What the open view filters by, in the expression language; the conditions of the address stand for it. */
  readonly viewFilter?: string | undefined
  readonly where: readonly FilterPart[] | undefined
  readonly onSearch: (q: string | undefined) => void
  readonly onWhere: (where: readonly FilterPart[]) => void
}

const FilterDialog = lazy(async () => ({ default: (await import('./filter-dialog.tsx')).FilterDialog }))

export function QueryBar(props: QueryBarProps) {
  const { t } = useText()
  const { tenant, fields, clocks, onWhere } = props
  const others = useClockNames(clocks)
  const names = useConditionNames({ fields, others, actor: 'me' })
  const saved = useSavedParts(props.where ? undefined : props.viewFilter, { fields, clocks }, names)
  const where = props.where ?? saved ?? []
  const [fresh, setFresh] = useState<number>()
  const noteOpened = useCallback(() => setFresh(undefined), [])
  const [isOpen, setOpen] = useState(false)
  const dialog = useLate(isOpen)
  const change = (place: number, ...next: readonly FilterPart[]) =>
    onWhere(where.flatMap((one, i) => (i === place ? next : [one])))
  return (
    <Group gap="xs" mb="sm" py={2} mih={36} role="search" aria-label={t('records.conditions')}>
      {!props.withoutSearch && <SearchInput q={props.q} onSearch={props.onSearch} />}
      <AddCondition
        names={names}
        // A panel that was opened to filter asks by what at once.
        isOpen={props.withoutSearch === true && where.length === 0 && !props.viewFilter}
        onAdd={(condition) => {
          setFresh(where.length)
          onWhere([...where, condition])
        }}
        onAdvanced={() => setOpen(true)}
      />
      {!props.where && props.viewFilter && !saved && <Skeleton h={30} w={140} />}
      {where.map((part, place) =>
        isGroup(part) || isConditionText(part) ? (
          <GroupPill
            key={`${place} group`}
            tenant={tenant}
            names={names}
            part={part}
            onOpen={() => setOpen(true)}
            onRemove={() => change(place)}
          />
        ) : (
          <ConditionPill
            // The same while it is asked something else about the same thing: its form stays open.
            key={`${place} ${choosableName(names, part.field)}`}
            tenant={tenant}
            names={names}
            condition={part}
            isFresh={fresh === place}
            onOpened={noteOpened}
            onChange={(...next) => change(place, ...next)}
          />
        ),
      )}
      {/* A single condition has a cross of its own; words have none in every browser. */}
      {(where.length > 1 || (props.q && !props.withoutSearch)) && (
        <Tooltip label={t('records.clearFilter')}>
          <ActionIcon
            size={30}
            aria-label={t('records.clearFilter')}
            onClick={() => {
              onWhere([])
              props.onSearch(undefined)
            }}
          >
            <CloseButton component="span" size="sm" aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {dialog.isNeeded && (
        <Modal
          opened={dialog.isOpened}
          onClose={() => setOpen(false)}
          title={t('filter.title')}
          size="xl"
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <Suspense fallback={<Skeleton h={160} />}>
            <FilterDialog
              tenant={tenant}
              fields={fields}
              clocks={clocks}
              names={names}
              where={where}
              onDone={(next) => {
                setOpen(false)
                if (next) onWhere(next)
              }}
            />
          </Suspense>
        </Modal>
      )}
    </Group>
  )
}

/** What a view filters by, as conditions that can be changed; reading them takes the engine, which is loaded for it. */
function useSavedParts(
  filter: string | undefined,
  { fields, clocks }: Pick<QueryBarProps, 'fields' | 'clocks'>,
  names: readonly ConditionName[],
): readonly FilterPart[] | undefined {
  const read = useQuery({
    queryKey: ['filter of a view', filter, fields, clocks],
    queryFn: async () =>
      (await import('../expression-input/read-condition.ts')).readFilter(filter ?? '', fields, names, clocks),
    enabled: filter !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return filter === undefined ? undefined : (read.data ?? (read.isError ? [{ cel: filter }] : undefined))
}

interface GroupPillProps {
  readonly tenant: string
  readonly names: readonly ConditionName[]
  readonly part: ConditionGroup | ConditionText
  readonly onOpen: () => void
  readonly onRemove: () => void
}

/** Several conditions in one pill: what they say, and the way to change them. */
function GroupPill({ tenant, names, part, onOpen, onRemove }: GroupPillProps) {
  const { t } = useText()
  const words = useConditionWords(tenant, names, isGroup(part) ? part : noConditions)
  const said = isGroup(part) ? sayCondition(part, words) : part.cel
  return (
    <Group gap={0} wrap="nowrap" className="condition-pill" data-complete maw="100%">
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        fw={400}
        maw={360}
        onClick={onOpen}
        aria-label={t('filter.change', { filter: said })}
        {...(isGroup(part) ? {} : { ff: 'monospace' })}
      >
        <Text span inherit truncate title={said}>
          {said}
        </Text>
      </Button>
      <CloseButton size={24} aria-label={t('filter.remove', { filter: said })} onClick={onRemove} />
    </Group>
  )
}

function SearchInput({
  q,
  onSearch,
}: {
  readonly q: string | undefined
  readonly onSearch: (q: string | undefined) => void
}) {
  const { t } = useText()
  const [typed, setTyped] = useState(q ?? '')
  const search = useDebouncedCallback(onSearch, 250)
  useEffect(() => setTyped(q ?? ''), [q])
  return (
    <TextInput
      type="search"
      size="xs"
      styles={{ input: { fontSize: 13 } }}
      aria-label={t('records.search')}
      placeholder={t('records.search')}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        search(event.currentTarget.value.trim() || undefined)
      }}
      w={{ base: '100%', xs: 240 }}
    />
  )
}

interface AddConditionProps {
  readonly names: readonly ConditionName[]
  /** The fields stand there without a menu. */
  readonly isOpen: boolean
  readonly onAdd: (condition: Condition) => void
  readonly onAdvanced: () => void
}

const longDropdown = { mah: 360, style: { overflowY: 'auto' } } as const

function AddCondition({ names, isOpen, onAdd, onAdvanced }: AddConditionProps) {
  const { t } = useText()
  const offered = names.filter((one) => one.group !== 'actor' && isChoosable(one) && operatorsOf(one.field).length > 0)
  const advanced = <IconLibraryPlus size={16} stroke={1.5} aria-hidden />
  if (offered.length === 0) return null
  if (isOpen)
    return (
      <ul className="bare-list filter-fields" aria-label={t('bulk.field')}>
        {offered.map((one) => (
          <li key={one.name}>
            <UnstyledButton onClick={() => onAdd(newCondition(names, one.name))}>
              {one.own?.label ?? one.label}
            </UnstyledButton>
          </li>
        ))}
        <li>
          <UnstyledButton onClick={onAdvanced}>
            {advanced}
            {t('filter.advanced')}
          </UnstyledButton>
        </li>
      </ul>
    )
  return (
    <LateMenu
      position="bottom-start"
      width={280}
      button={
        <Button variant="default" size="xs" leftSection={<IconFilter size={16} stroke={1.5} aria-hidden />}>
          {t('records.addCondition')}
        </Button>
      }
      dropdown={longDropdown}
    >
      {offered.map((one) => (
        <Menu.Item key={one.name} onClick={() => onAdd(newCondition(names, one.name))}>
          <Text size="sm">{one.own?.label ?? one.label}</Text>
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={advanced} onClick={onAdvanced}>
        {t('filter.advanced')}
      </Menu.Item>
    </LateMenu>
  )
}
