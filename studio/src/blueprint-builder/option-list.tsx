// The choices of an enumeration: words, colour, order; a published one is not deleted but no longer offered.
import { ActionIcon, Button, ColorSwatch, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconEyeOff, IconPlus, IconX } from '@tabler/icons-react'
import type { WireOption } from '../api/blueprints-api.ts'
import { hueNames } from '../style/theme.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { hueOf } from '../ui/hue-of.ts'
import { isTemporary, nextTemporaryId } from './edit-blueprint.ts'

export interface OptionListProps {
  readonly options: readonly WireOption[]
  readonly onChange: (options: readonly WireOption[]) => void
}

export function OptionList({ options, onChange }: OptionListProps) {
  const { t } = useText()
  const replace = (id: string, change: Partial<WireOption>) =>
    onChange(options.map((option) => (option.id === id ? { ...option, ...change } : option)))
  const move = (at: number, by: -1 | 1) => {
    const next = [...options]
    const [option] = next.splice(at, 1)
    if (option) next.splice(at + by, 0, option)
    onChange(next)
  }
  const add = () => {
    const label = t('design.newOption', { number: options.length + 1 })
    const key = freeName(keyOf(label, 'option'), new Set(options.map((option) => option.key)))
    onChange([
      ...options,
      {
        id: nextTemporaryId(
          'o',
          options.map((option) => option.id),
        ),
        key,
        label,
      },
    ])
  }
  return (
    <Stack gap="xs" role="group" aria-label={t('design.options')}>
      <Text size="sm" fw={500}>
        {t('design.options')}
      </Text>
      {options.map((option, at) => (
        <Group key={option.id} gap={4} wrap="nowrap" align="center" opacity={option.retired ? 0.55 : 1}>
          <HueMenu
            hue={hueOf(option.color, at)}
            label={t('design.optionColor', { number: at + 1 })}
            onChoose={(color) => replace(option.id, { color })}
          />
          <TextInput
            aria-label={t('design.optionName', { number: at + 1 })}
            value={sayLabel(option.label, [currentLanguage()], option.key)}
            onChange={(event) => replace(option.id, relabelled(option, event.currentTarget.value, options))}
            flex={1}
          />
          <ActionIcon
            size="sm"
            disabled={at === 0}
            onClick={() => move(at, -1)}
            aria-label={t('design.optionUp', { number: at + 1 })}
          >
            <IconArrowUp size={14} stroke={1.5} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            disabled={at === options.length - 1}
            onClick={() => move(at, 1)}
            aria-label={t('design.optionDown', { number: at + 1 })}
          >
            <IconArrowDown size={14} stroke={1.5} />
          </ActionIcon>
          {isTemporary(option.id) ? (
            <ActionIcon
              size="sm"
              disabled={options.length === 1}
              onClick={() => onChange(options.filter((one) => one.id !== option.id))}
              aria-label={t('design.removeOption', { number: at + 1 })}
            >
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          ) : (
            <ActionIcon
              size="sm"
              aria-pressed={option.retired ?? false}
              onClick={() => replace(option.id, { retired: !option.retired })}
              aria-label={t('design.retireOption', { number: at + 1 })}
            >
              <IconEyeOff size={14} stroke={1.5} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
        {t('design.addOption')}
      </Button>
    </Stack>
  )
}

/** The key of an option that is not published yet follows its words. */
function relabelled(option: WireOption, words: string, options: readonly WireOption[]): Partial<WireOption> {
  const label =
    option.label === undefined || typeof option.label === 'string'
      ? words
      : { ...option.label, [currentLanguage()]: words }
  if (!isTemporary(option.id)) return { label }
  const others = new Set(options.filter((one) => one.id !== option.id).map((one) => one.key))
  return { label, key: freeName(keyOf(words, 'option').toUpperCase(), others) }
}

function HueMenu({
  hue,
  label,
  onChoose,
}: {
  readonly hue: string
  readonly label: string
  readonly onChoose: (hue: string) => void
}) {
  const { t } = useText()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={label}>
          <ColorSwatch size={14} color={`var(--hue-${hue}-line)`} withShadow={false} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {hueNames.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<ColorSwatch size={14} color={`var(--hue-${one}-line)`} withShadow={false} />}
            onClick={() => onChoose(one)}
          >
            {t(`flow.hue.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
