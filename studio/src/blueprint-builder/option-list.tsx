// The choices of an enumeration: words, colour, order; a published one is not deleted but no longer offered.
import { ActionIcon, Button, ColorSwatch, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import {
  type Icon,
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconDots,
  IconEyeOff,
  IconGripVertical,
  IconPlus,
  IconX,
} from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { WireField, WireOption } from '../api/blueprints-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { hueNames } from '../style/theme.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { withLanguage } from '../text/with-language.ts'
import { hueOf } from '../ui/hue-of.ts'
import { useIsPhone } from '../ui/use-is-phone.ts'
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
  const { list, option, at, count, onChange, onRename, onMove, onRemove, onNext } = props
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
        {...ownWordsProps({
          label: option.label,
          name: t('design.optionName', { number }),
          ...(option.label === undefined && { fallback: wordsOfKey(option.key) }),
          onTranslate: (label) => onChange({ label }),
        })}
        onChange={(event) => onRename(event.currentTarget.value)}
        onKeyDown={press}
        flex={1}
        miw={60}
      />
      <OptionActs {...props} number={number} isNew={isNew} />
    </Group>
  )
}

interface OptionActsProps extends OptionLineProps {
  /** Counted from one. */
  readonly number: number
  readonly isNew: boolean
}

/** Side by side where there is room for them beside the name; in a menu on a phone. */
function OptionActs({ option, at, count, onChange, onMove, onRemove, onDrop, number, isNew }: OptionActsProps) {
  const { t } = useText()
  const isPhone = useIsPhone()
  const acts: readonly Act[] = [
    { name: t('design.optionUp', { number }), Icon: IconArrowUp, isOff: at === 0, act: () => onMove(at, at - 1) },
    {
      name: t('design.optionDown', { number }),
      Icon: IconArrowDown,
      isOff: number === count,
      act: () => onMove(at, at + 1),
    },
    ...(isNew
      ? [{ name: t('design.removeOption', { number }), Icon: IconX, isOff: count === 1, act: onRemove }]
      : [
          {
            name: t('design.retireOption', { number }),
            Icon: IconEyeOff,
            isPressed: option.retired ?? false,
            act: () => onChange({ retired: !option.retired }),
          },
          ...(onDrop ? [{ name: t('design.removeOption', { number }), Icon: IconX, act: onDrop }] : []),
        ]),
  ]
  if (!isPhone)
    return acts.map(({ name, Icon, isOff, isPressed, act }) => (
      <ActionIcon key={name} size="sm" disabled={isOff} aria-pressed={isPressed} onClick={act} aria-label={name}>
        <Icon size={14} stroke={1.5} />
      </ActionIcon>
    ))
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('design.optionActs', { number })}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ name, Icon, isOff, isPressed, act }) => (
          <Menu.Item
            key={name}
            disabled={isOff}
            leftSection={<Icon size={16} stroke={1.5} />}
            rightSection={isPressed ? <IconCheck size={16} stroke={1.5} /> : undefined}
            onClick={act}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface Act {
  readonly name: string
  readonly Icon: Icon
  readonly isOff?: boolean
  readonly isPressed?: boolean
  readonly act: () => void
}

/** The key of an option that is not published yet follows its words. */
function relabelled(option: WireOption, words: string, options: readonly WireOption[]): Partial<WireOption> {
  const label = withLanguage(option.label, words)
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
