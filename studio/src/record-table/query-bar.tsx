// Above a list: words to search for, and conditions on its fields.
import { ActionIcon, Button, CloseButton, Group, Menu, Text, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { type Condition, operatorsOf } from './condition.ts'
import { ConditionPill } from './condition-pill.tsx'

export interface QueryBarProps {
  readonly tenant: string
  readonly fields: readonly WireField[]
  readonly q: string | undefined
  /** What the open view filters by already, in the expression language. */
  readonly viewFilter?: string | undefined
  readonly where: readonly Condition[]
  readonly onSearch: (q: string | undefined) => void
  readonly onWhere: (where: readonly Condition[]) => void
}

export function QueryBar(props: QueryBarProps) {
  const { t } = useText()
  const { fields, where, onWhere } = props
  const [fresh, setFresh] = useState<number>()
  const change = (place: number, next: Condition | undefined) =>
    onWhere(where.flatMap((one, i) => (i === place ? (next ? [next] : []) : [one])))
  return (
    <Group gap="xs" mb="sm" role="search" aria-label={t('records.conditions')}>
      <SearchInput q={props.q} onSearch={props.onSearch} />
      {props.viewFilter && (
        <Text size="xs" c="dimmed" maw={320} truncate title={props.viewFilter}>
          {t('records.viewFilter', { filter: props.viewFilter })}
        </Text>
      )}
      {where.map((condition, place) => (
        <ConditionPill
          key={`${place} ${condition.field}`}
          tenant={props.tenant}
          fields={fields}
          condition={condition}
          isFresh={fresh === place}
          onChange={(next) => change(place, next)}
        />
      ))}
      <AddCondition
        fields={fields}
        onAdd={(condition) => {
          setFresh(where.length)
          onWhere([...where, condition])
        }}
      />
      {(where.length > 0 || props.q) && (
        <Tooltip label={t('records.clearFilter')}>
          <ActionIcon
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
      aria-label={t('records.search')}
      placeholder={t('records.search')}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        search(event.currentTarget.value.trim() || undefined)
      }}
      w={{ base: '100%', xs: 260 }}
    />
  )
}

function AddCondition({
  fields,
  onAdd,
}: {
  readonly fields: readonly WireField[]
  readonly onAdd: (condition: Condition) => void
}) {
  const { t } = useText()
  const { say } = useFormats()
  const offered = fields.filter((field) => operatorsOf(field).length > 0)
  if (offered.length === 0) return null
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={16} stroke={1.5} aria-hidden />}>
          {t('records.addCondition')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {offered.map((field) => (
          <Menu.Item key={field.key} onClick={() => onAdd({ field: field.key, op: operatorsOf(field)[0] ?? 'filled' })}>
            <Text size="sm">{say(field.label, wordsOfKey(field.key))}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
