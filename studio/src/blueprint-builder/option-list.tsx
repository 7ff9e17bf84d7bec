// The choices of an enumeration: words, colour, order; a published one is not deleted but no longer offered.
import { ActionIcon, Button, ColorSwatch, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconEyeOff, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import { hueNames } from '../style/theme.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { hueOf } from '../ui/hue-of.ts'
import classes from './blueprint-builder.module.css'
import { isTemporary, movedTo, optionKey, withOption } from './edit-blueprint.ts'
import { useSortable } from './use-sortable.ts'

const RemapDialog = lazy(async () => ({ default: (await import('../field-change/remap-dialog.tsx')).RemapDialog }))

export interface OptionListProps {
  readonly options: readonly WireOption[]
  readonly onChange: (options: readonly WireOption[]) => void
  /** How a published choice is taken away; absent where there are no records. */
  readonly dropping?:
    | {
        readonly tenant: string
        readonly blueprint: string
        readonly field: WireField
        readonly onDrop: (option: string, target: string | null) => void
      }
    | undefined
}

export function OptionList({ options, onChange, dropping }: OptionListProps) {
  const { t } = useText()
  const [going, setGoing] = useState<WireOption>()
  const list = useId()
  const box = useRef<HTMLDivElement>(null)
  /** Which line the keyboard is wanted in, once it is there. */
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    const input = box.current?.querySelector<HTMLInputElement>(`input[data-option="${CSS.escape(wanted.current)}"]`)
    if (!input) return
    wanted.current = undefined
    input.focus()
    input.select()
  })
  const replace = (id: string, change: Partial<WireOption>) =>
    onChange(options.map((option) => (option.id === id ? { ...option, ...change } : option)))
  const move = (from: number, to: number) => onChange(movedTo(options, from, to))
  const add = (after = options.length - 1) => {
    const longer = withOption(options, t('design.newOption', { number: options.length + 1 }))
    wanted.current = longer.at(-1)?.id
    onChange(movedTo(longer, longer.length - 1, after + 1))
  }
  const remove = (at: number) => {
    wanted.current = options[at === 0 ? 1 : at - 1]?.id
    onChange(options.filter((_, place) => place !== at))
  }
  return (
    <Stack gap="xs" role="group" aria-label={t('design.options')} ref={box}>
      <Text size="sm" fw={600}>
        {t('design.options')}
      </Text>
      {options.map((option, at) => (
        <OptionLine
          key={option.id}
          list={list}
          option={option}
          at={at}
          count={options.length}
          onChange={(change) => replace(option.id, change)}
          onRename={(words) => replace(option.id, relabelled(option, words, options))}
          onMove={move}
          onRemove={() => remove(at)}
          onDrop={dropping && options.length > 1 ? () => setGoing(option) : undefined}
          onNext={() => add(at)}
        />
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => add()}>
        {t('design.addOption')}
      </Button>
      {going && dropping && (
        <Suspense fallback={null}>
          <RemapDialog
            {...dropping}
            option={going}
            options={options}
            onClose={() => setGoing(undefined)}
            onDone={(target) => {
              setGoing(undefined)
              dropping.onDrop(going.id, target)
            }}
          />
        </Suspense>
      )}
    </Stack>
  )
}

interface OptionLineProps {
  readonly list: string
  readonly option: WireOption
  readonly at: number
  readonly count: number
  readonly onChange: (change: Partial<WireOption>) => void
  readonly onRename: (words: string) => void
  readonly onMove: (from: number, to: number) => void
  readonly onRemove: () => void
  /** Of a published one: its records get another. */
  readonly onDrop: (() => void) | undefined
  /** A further line below this one. */
  readonly onNext: () => void
}

function OptionLine(props: OptionLineProps) {
  const { list, option, at, count, onChange, onRename, onMove, onRemove, onDrop, onNext } = props
  const { t } = useText()
  const { row, grip, edge, isDragged } = useSortable<HTMLDivElement>(list, at, onMove)
  const number = at + 1
  const isNew = isTemporary(option.id)
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') onNext()
    else if (event.key === 'Backspace' && event.currentTarget.value === '' && isNew && count > 1) onRemove()
    else return
    event.preventDefault()
  }
  return (
    <Group
      ref={row}
      gap={4}
      wrap="nowrap"
      align="center"
      className={classes.sortable}
      data-edge={edge}
      data-dragged={isDragged}
      opacity={option.retired ? 0.55 : 1}
    >
      <span ref={grip} className={classes.grip} aria-hidden title={t('builder.drag')}>
        <IconGripVertical size={14} stroke={1.5} />
      </span>
      <HueMenu
        hue={hueOf(option.color, at)}
        label={t('design.optionColor', { number })}
        onChoose={(color) => onChange({ color })}
      />
      <TextInput
        aria-label={t('design.optionName', { number })}
        data-option={option.id}
        value={sayLabel(option.label, [currentLanguage()], option.label === undefined ? wordsOfKey(option.key) : '')}
        onChange={(event) => onRename(event.currentTarget.value)}
        onKeyDown={press}
        flex={1}
        miw={60}
      />
      <ActionIcon
        size="sm"
        disabled={at === 0}
        onClick={() => onMove(at, at - 1)}
        aria-label={t('design.optionUp', { number })}
      >
        <IconArrowUp size={14} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        size="sm"
        disabled={number === count}
        onClick={() => onMove(at, at + 1)}
        aria-label={t('design.optionDown', { number })}
      >
        <IconArrowDown size={14} stroke={1.5} />
      </ActionIcon>
      {isNew ? (
        <ActionIcon
          size="sm"
          disabled={count === 1}
          onClick={onRemove}
          aria-label={t('design.removeOption', { number })}
        >
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      ) : (
        <ActionIcon
          size="sm"
          aria-pressed={option.retired ?? false}
          onClick={() => onChange({ retired: !option.retired })}
          aria-label={t('design.retireOption', { number })}
        >
          <IconEyeOff size={14} stroke={1.5} />
        </ActionIcon>
      )}
      {!isNew && onDrop && (
        <ActionIcon size="sm" onClick={onDrop} aria-label={t('design.removeOption', { number })}>
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      )}
    </Group>
  )
}

/** The key of an option that is not published yet follows its words. */
function relabelled(option: WireOption, words: string, options: readonly WireOption[]): Partial<WireOption> {
  const label =
    option.label === undefined || typeof option.label === 'string'
      ? words
      : { ...option.label, [currentLanguage()]: words }
  if (!isTemporary(option.id)) return { label }
  return {
    label,
    key: optionKey(
      words,
      options.filter((one) => one.id !== option.id),
    ),
  }
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
