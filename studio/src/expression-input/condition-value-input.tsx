// The value of a condition: always the same, another field's, whoever acts, or a moment that moves with the clock.
import { ActionIcon, Box, Group, Menu, Tooltip } from '@mantine/core'
import { IconSwitchHorizontal } from '@tabler/icons-react'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { type ConditionValue, isReading, isValues, takesList } from './condition.ts'
import { type ConditionName, comparableNames, isMoment } from './condition-names.ts'
import { FixedValueInput } from './fixed-value-input.tsx'
import { MomentValueInput } from './moment-value-input.tsx'
import { labelled, type ValueInputProps } from './value-input.ts'

type Source = 'fixed' | 'name' | 'today' | 'now'

export function ConditionValueInput(props: ValueInputProps) {
  const { t } = useText()
  const { condition, onChange } = props
  const others = comparableNames(props.named, props.names)
  const sources = sourcesOf(props, others)
  const start = (source: Source) => {
    if (source === 'fixed') onChange('')
    else onChange(source === 'name' ? { name: others[0]?.name ?? '' } : { from: source })
  }
  return (
    <Group gap={4} wrap="nowrap" align="flex-end" miw={0}>
      <Box flex={1} miw={0}>
        <OfSource {...props} others={others} />
      </Box>
      {sources.length > 1 && (
        <Menu position="bottom-end" withinPortal={props.comboboxProps.withinPortal ?? true}>
          <Menu.Target>
            <Tooltip label={t('condition.compareWith')}>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('condition.compareWith')}>
                <IconSwitchHorizontal size={16} stroke={1.5} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {sources.map((source) => (
              <Menu.Item key={source} disabled={sourceOf(condition.value) === source} onClick={() => start(source)}>
                {t(`condition.source_${source}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

function OfSource(props: ValueInputProps & { readonly others: readonly ConditionName[] }) {
  const { value } = props.condition
  if (!isReading(value)) return <FixedValueInput {...props} />
  if (!('name' in value)) return <MomentValueInput {...props} moment={value} />
  return (
    <ChoiceSelect
      {...labelled(props)}
      isFloating={props.comboboxProps.withinPortal === false}
      value={value.name}
      data={props.others.map((one) => ({ value: one.name, label: one.label }))}
      onChange={(name) => props.onChange({ name })}
    />
  )
}

function sourceOf(value: ConditionValue | undefined): Source {
  if (value === undefined || isValues(value) || !isReading(value)) return 'fixed'
  return 'name' in value ? 'name' : value.from
}

const searches: readonly string[] = ['like', 'contains', 'startsWith', 'endsWith']

/** Text is looked for as it is typed, and a list is a list of fixed values. */
function sourcesOf({ named, condition }: ValueInputProps, others: readonly ConditionName[]): readonly Source[] {
  const { operator } = condition
  const isSearch = searches.some((one) => operator.toLowerCase().endsWith(one.toLowerCase()))
  if (isSearch || takesList(operator)) return ['fixed']
  return [
    'fixed',
    ...(isMoment(named.field) ? (['today', 'now'] as const) : []),
    ...(others.length > 0 ? (['name'] as const) : []),
  ]
}
