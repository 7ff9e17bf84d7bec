// Which fields are columns of a table, and in which order.
import { ActionIcon, Button, Checkbox, Divider, Group, ScrollArea, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { RowHeight } from '../record-table/arrangement.ts'
import { movedColumn, offeredColumns, toggledColumn } from '../record-table/record-columns.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { LatePopover } from '../ui/late-popover.tsx'

export interface ColumnPickerProps {
  readonly blueprint: Blueprint
  /** Keys, in their order. */
  readonly columns: readonly string[]
  /** Undefined: as the kind of record or the view has them. */
  readonly onChange: (columns: readonly string[] | undefined) => void
  readonly rows: RowHeight
  readonly onRows: (rows: RowHeight) => void
}

export function ColumnPicker({ blueprint, columns, onChange, rows, onRows }: ColumnPickerProps) {
  const { t } = useText()
  const { say } = useFormats()
  const offered = offeredColumns(blueprint, columns)
  const hidden = offered.length - columns.length
  const said = hidden > 0 ? t('columns.hidden', { count: hidden }) : ''
  const name = [t('columns.title'), said].filter(Boolean).join(', ')
  return (
    <LatePopover
      position="bottom-end"
      width={320}
      trapFocus
      label={t('columns.title')}
      button={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconColumns3 size={16} stroke={1.5} aria-hidden />}
          title={name}
          data-tool=""
        >
          <span className="look-words">{t('columns.button')}</span>
          {said && <span className="hidden-columns">{said}</span>}
        </Button>
      }
    >
      <ScrollArea.Autosize mah={360} type="auto" offsetScrollbars="present">
        <Stack component="ul" className="bare-list" gap={4}>
          {offered.map((field) => {
            const name = say(field.label, wordsOfKey(field.key))
            const place = columns.indexOf(field.key)
            return (
              <Group key={field.key} component="li" justify="space-between" wrap="nowrap" gap="xs" mih={28}>
                <Checkbox
                  size="sm"
                  label={name}
                  checked={place >= 0}
                  // A table without columns would show nothing to bring them back by.
                  disabled={place >= 0 && columns.length === 1}
                  onChange={() => onChange(toggledColumn(columns, field.key))}
                />
                {place >= 0 && (
                  <Group gap={0} wrap="nowrap">
                    <ActionIcon
                      variant="subtle"
                      size={24}
                      disabled={place === 0}
                      aria-label={t('columns.left', { name })}
                      onClick={() => onChange(movedColumn(columns, field.key, -1))}
                    >
                      <IconArrowUp size={14} stroke={1.5} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      size={24}
                      disabled={place === columns.length - 1}
                      aria-label={t('columns.right', { name })}
                      onClick={() => onChange(movedColumn(columns, field.key, 1))}
                    >
                      <IconArrowDown size={14} stroke={1.5} aria-hidden />
                    </ActionIcon>
                  </Group>
                )}
              </Group>
            )
          })}
        </Stack>
      </ScrollArea.Autosize>
      <Button mt="xs" variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
        {t('columns.reset')}
      </Button>
      <Divider my="xs" />
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" aria-hidden>
          {t('columns.rows')}
        </Text>
        <ChoiceStrip<RowHeight>
          label={t('columns.rows')}
          value={rows}
          choices={[
            { value: 'normal', shown: t('columns.normalRows') },
            { value: 'compact', shown: t('columns.compactRows') },
          ]}
          onChange={onRows}
        />
      </Group>
    </LatePopover>
  )
}
