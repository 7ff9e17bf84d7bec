// By which fields is a list sorted and grouped? Two buttons above it that say so, and change it.
import { Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconCheck, IconLayoutRows, IconX } from '@tabler/icons-react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { canGroupBy } from '../record-table/column-totals.ts'
import { readSort } from '../record-table/list-search.ts'
import { sortableFields } from '../record-table/record-columns.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { LateMenu } from '../ui/late-menu.tsx'
import { LatePopover } from '../ui/late-popover.tsx'
import { SortChoice } from './sort-choice.tsx'

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const

export interface SortToolProps {
  readonly blueprint: Blueprint
  readonly sort: string | undefined
  /** Undefined: newest first. */
  readonly onSort: (sort: string | undefined) => void
}

export function SortTool({ blueprint, sort, onSort }: SortToolProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const keys = readSort(sort)
  const [first] = keys
  const field = sortableFields(blueprint).find(({ key }) => key === first?.key)
  const name = first && nameOf(field ?? { key: first.key, label: undefined })
  const way = t(first?.descending ? 'records.sortDescending' : 'records.sortAscending')
  const Way = first?.descending ? IconArrowDown : IconArrowUp
  return (
    <LatePopover
      position="bottom-end"
      width={320}
      trapFocus
      label={t('phone.sort')}
      button={
        <Button
          variant={name ? 'light' : 'default'}
          size="xs"
          leftSection={name ? <Way {...icon} /> : <IconArrowsSort {...icon} />}
          title={name ? t('tools.sortedBy', { field: name, way }) : t('phone.newest')}
          data-tool={name ? 'set' : ''}
        >
          <span className="look-words">
            {name ? t('tools.sortOf', { field: name }) : t('tools.sort')}
            {keys.length > 1 && ` +${keys.length - 1}`}
          </span>
        </Button>
      }
    >
      <SortChoice blueprint={blueprint} sort={sort} onSort={(next) => onSort(next === '-' ? undefined : next)} />
    </LatePopover>
  )
}

export interface GroupToolProps {
  readonly blueprint: Blueprint
  readonly group: WireField | undefined
  readonly onGroup: (key: string | undefined) => void
}

/** Nothing where no field has values that many records share. */
export function GroupTool({ blueprint, group, onGroup }: GroupToolProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const fields = blueprint.fields.filter(canGroupBy)
  if (fields.length === 0) return null
  return (
    <LateMenu
      position="bottom-end"
      width={240}
      button={
        <Button
          variant={group ? 'light' : 'default'}
          size="xs"
          leftSection={<IconLayoutRows {...icon} />}
          title={group ? t('tools.groupedBy', { field: nameOf(group) }) : t('tools.notGrouped')}
          data-tool={group ? 'set' : ''}
        >
          <span className="look-words">{group ? t('tools.groupOf', { field: nameOf(group) }) : t('tools.group')}</span>
        </Button>
      }
    >
      {fields.map((field) => {
        const isChosen = field.key === group?.key
        return (
          <Menu.Item
            key={field.key}
            aria-current={isChosen || undefined}
            leftSection={<IconLayoutRows {...icon} />}
            rightSection={isChosen && <IconCheck {...icon} />}
            onClick={() => onGroup(field.key)}
          >
            {nameOf(field)}
          </Menu.Item>
        )
      })}
      <Menu.Divider />
      <Menu.Item leftSection={<IconX {...icon} />} disabled={!group} onClick={() => onGroup(undefined)}>
        {t('grid.ungroup')}
      </Menu.Item>
    </LateMenu>
  )
}
