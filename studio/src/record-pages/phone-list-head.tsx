// The head of a list on a phone: one line with the title, the search, the filter and everything else behind three dots. A new
// record is begun at the other end of the screen, where the thumb is.
import { ActionIcon, Button, Drawer, Group, Indicator, Menu, TextInput, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import {
  IconAdjustments,
  IconArrowsSort,
  IconCheck,
  IconCheckbox,
  IconDots,
  IconFilter,
  IconList,
  IconPlus,
  IconSearch,
  IconX,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { useText } from '../text/text.ts'
import { OwnerItems, TrashItem } from './list-menu.tsx'
import { type Look, possibleKinds } from './look.ts'
import { LookField, type LookPickerProps, lookChange, lookFieldLabel, lookIcons } from './look-picker.tsx'
import { SortChoice } from './sort-choice.tsx'

export interface PhoneListHeadProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly title: string
  readonly look: Look
  readonly q: string | undefined
  readonly sort: string | undefined
  /** Conditions in force. */
  readonly filters: number
  readonly isPicking: boolean
  readonly onPicking: (isPicking: boolean) => void
  readonly onSearch: (change: Partial<ListSearch>) => void
  /** The conditions, as they stand above a wide list. */
  readonly conditions: ReactNode
}

export function PhoneListHead(props: PhoneListHeadProps) {
  const { t } = useText()
  const isOwner = useIsOwner(props.tenant)
  const { tenant, blueprint, look, onSearch } = props
  const [open, setOpen] = useState<'filter' | 'sort' | 'look'>()
  const [isSearching, setSearching] = useState(Boolean(props.q))
  // A form that is being designed has nothing to find and nothing to order.
  const showsRecords = look.kind !== 'form'
  const sheet = { position: 'bottom', size: '56%', closeButtonProps: { 'aria-label': t('common.close') } } as const
  const icon = { variant: 'subtle', color: 'gray', size: 44 } as const
  return (
    <header>
      <Group gap={0} wrap="nowrap" mb={4}>
        <Title order={1} flex={1} lineClamp={1} miw={0}>
          {props.title}
        </Title>
        {showsRecords && (
          <>
            <ActionIcon
              {...icon}
              aria-label={t('records.search')}
              aria-expanded={isSearching}
              onClick={() => setSearching(!isSearching)}
            >
              <IconSearch size={20} stroke={1.5} aria-hidden />
            </ActionIcon>
            <Indicator
              disabled={props.filters === 0}
              label={props.filters}
              size={16}
              offset={8}
              styles={{ indicator: { color: 'var(--molde-onAccent)' } }}
            >
              <ActionIcon
                {...icon}
                aria-label={
                  props.filters > 0 ? t('phone.filters', { count: props.filters }) : t('records.addCondition')
                }
                onClick={() => setOpen('filter')}
              >
                <IconFilter size={20} stroke={1.5} aria-hidden />
              </ActionIcon>
            </Indicator>
          </>
        )}
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon {...icon} aria-label={t('common.more')}>
              <IconDots size={20} stroke={1.5} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {showsRecords && (
              <Menu.Item
                mih={44}
                leftSection={<IconArrowsSort size={16} stroke={1.5} aria-hidden />}
                onClick={() => setOpen('sort')}
              >
                {t('phone.sort')}
              </Menu.Item>
            )}
            {look.kind === 'table' && (
              <Menu.Item
                mih={44}
                leftSection={<IconCheckbox size={16} stroke={1.5} aria-hidden />}
                onClick={() => props.onPicking(!props.isPicking)}
              >
                {t(props.isPicking ? 'phone.selectEnd' : 'phone.select')}
              </Menu.Item>
            )}
            {isOwner && <OwnerItems tenant={tenant} blueprint={blueprint} />}
            <TrashItem tenant={tenant} />
            <Menu.Divider />
            <LookItems blueprint={blueprint} look={look} onSearch={onSearch} onField={() => setOpen('look')} />
          </Menu.Dropdown>
        </Menu>
      </Group>
      {showsRecords && !props.isPicking && (
        <Button
          className="new-button"
          size="md"
          leftSection={<IconPlus size={20} stroke={1.5} aria-hidden />}
          renderRoot={(root) => (
            <Link to="/t/$tenant/records/$blueprint/new" params={{ tenant, blueprint: blueprint.name }} {...root} />
          )}
        >
          {t('records.new')}
        </Button>
      )}
      {isSearching && showsRecords && (
        <PhoneSearch
          q={props.q}
          onSearch={(q) => onSearch({ q })}
          onClose={() => {
            setSearching(false)
            onSearch({ q: undefined })
          }}
        />
      )}
      <Drawer {...sheet} opened={open === 'filter'} onClose={() => setOpen(undefined)} title={t('filter.title')}>
        {props.conditions}
      </Drawer>
      <Drawer {...sheet} opened={open === 'sort'} onClose={() => setOpen(undefined)} title={t('phone.sort')}>
        <SortChoice blueprint={blueprint} sort={props.sort} onSort={(sort) => onSearch({ sort })} />
      </Drawer>
      <Drawer {...sheet} opened={open === 'look'} onClose={() => setOpen(undefined)} title={t('look.label')}>
        <LookField blueprint={blueprint} look={look} onSearch={onSearch} />
      </Drawer>
    </header>
  )
}

/** One tap, and the list looks so. A table is a list of cards here, and is called one. */
function LookItems({ blueprint, look, onSearch, onField }: LookPickerProps & { readonly onField: () => void }) {
  const { t } = useText()
  const field = lookFieldLabel(blueprint, look)
  return (
    <>
      <Menu.Label>{t('look.label')}</Menu.Label>
      {possibleKinds(blueprint).map((kind) => {
        const Icon = kind === 'table' ? IconList : lookIcons[kind]
        const isChosen = kind === look.kind
        return (
          <Menu.Item
            key={kind}
            mih={44}
            aria-current={isChosen || undefined}
            leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
            rightSection={isChosen && <IconCheck size={16} stroke={1.5} aria-hidden />}
            onClick={() => !isChosen && onSearch(lookChange(kind))}
          >
            {kind === 'table' ? t('look.list') : t(`look.${kind}`)}
          </Menu.Item>
        )
      })}
      {field && (
        <Menu.Item mih={44} leftSection={<IconAdjustments size={16} stroke={1.5} aria-hidden />} onClick={onField}>
          {t(field)}
        </Menu.Item>
      )}
    </>
  )
}

interface PhoneSearchProps {
  readonly q: string | undefined
  readonly onSearch: (q: string | undefined) => void
  readonly onClose: () => void
}

function PhoneSearch({ q, onSearch, onClose }: PhoneSearchProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(q ?? '')
  const search = useDebouncedCallback(onSearch, 250)
  return (
    <Group gap={4} wrap="nowrap" mb={8} role="search" aria-label={t('records.search')}>
      <TextInput
        flex={1}
        type="search"
        size="md"
        aria-label={t('records.search')}
        placeholder={t('records.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          search(event.currentTarget.value.trim() || undefined)
        }}
        autoFocus={q === undefined}
      />
      <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('phone.searchEnd')} onClick={onClose}>
        <IconX size={20} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
