// In which order is a list shown? For screens without headers to click.
import { Radio, Stack } from '@mantine/core'
import type { Blueprint } from '../api/blueprints-api.ts'
import { readSort } from '../record-table/list-search.ts'
import { sortableFields } from '../record-table/record-columns.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChoiceStrip } from '../ui/choice-strip.tsx'

export interface SortChoiceProps {
  readonly blueprint: Blueprint
  readonly sort: string | undefined
  /** `-` alone: newest first, also where a view has an order of its own. */
  readonly onSort: (sort: string) => void
}

/** On a phone its words are as high as a thumb needs them. */
const line = { size: 'sm', py: { base: 0, sm: 4 } } as const

export function SortChoice({ blueprint, sort, onSort }: SortChoiceProps) {
  const { t } = useText()
  const { say } = useFormats()
  const [first] = readSort(sort)
  return (
    <Stack gap="md" pb="md">
      <ChoiceStrip
        isWide
        size="md"
        label={t('phone.direction')}
        isOff={!first}
        value={first?.descending ? 'down' : 'up'}
        onChange={(way) => first && onSort(way === 'down' ? `-${first.key}` : first.key)}
        choices={[
          { value: 'up', shown: t('records.sortAscending') },
          { value: 'down', shown: t('records.sortDescending') },
        ]}
      />
      <Radio.Group
        aria-label={t('phone.sort')}
        value={first?.key ?? ''}
        onChange={(key) => onSort(key === '' ? '-' : first?.descending ? `-${key}` : key)}
      >
        <Stack gap={0} mah="50vh" style={{ overflowY: 'auto' }}>
          <Radio value="" label={t('phone.newest')} {...line} />
          {sortableFields(blueprint).map((field) => (
            <Radio key={field.key} value={field.key} label={say(field.label, wordsOfKey(field.key))} {...line} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  )
}
