// A new field: what it is called, and what kind of value it holds: what its name suggests, or one of all that there are.
import { Button, Group, Menu, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import type { FieldType } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { hasChoices } from './edit-blueprint.ts'
import { guessType } from './guess-type.ts'
import { readChoices } from './read-choices.ts'
import { TypeGallery } from './type-gallery.tsx'

export interface AddFieldProps {
  /** `goesOn`: its type was only what its name suggests, and the next name is typed right after. */
  readonly onAdd: (type: FieldType, label: string, choices?: readonly string[], goesOn?: boolean) => void
  /** The button below the name, where there is little room. */
  readonly stacked?: boolean
}

export function AddField({ onAdd, stacked = false }: AddFieldProps) {
  const { t } = useText()
  const [label, setLabel] = useState('')
  const [opened, setOpened] = useState(false)
  const [asking, setAsking] = useState<FieldType>()
  const input = useRef<HTMLInputElement>(null)
  const goesOn = useRef(false)
  const focus = () => setTimeout(() => input.current?.focus(), 0)
  const add = (type: FieldType, choices?: readonly string[]) => {
    onAdd(type, label.trim() || t(`fieldType.${type as 'text'}.name`), choices, goesOn.current)
    setLabel('')
    setAsking(undefined)
    if (goesOn.current) focus()
  }
  const choose = (type: FieldType, isGuessed: boolean) => {
    goesOn.current = isGuessed
    setOpened(false)
    if (hasChoices(type)) setAsking(type)
    else add(type)
  }
  const guess = guessType(label)
  if (asking)
    return (
      <AskChoices
        type={asking}
        label={label.trim()}
        onDone={(choices) => add(asking, choices)}
        onCancel={() => {
          setAsking(undefined)
          focus()
        }}
      />
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (label.trim()) choose(guess, true)
        else setOpened(true)
      }}
    >
      <Group gap="xs" align="flex-end" wrap={stacked ? 'wrap' : 'nowrap'}>
        <TextInput
          ref={input}
          label={t('design.newField')}
          placeholder={t('design.newFieldExample')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          flex={stacked ? '1 1 100%' : 1}
        />
        <Menu
          opened={opened}
          onChange={setOpened}
          position="bottom-end"
          width={320}
          trapFocus
          withInitialFocusPlaceholder={false}
        >
          <Menu.Target>
            {/* Not a submit button: Enter in the name takes what it suggests. */}
            <Button type="button" variant="default" leftSection={<IconPlus size={14} stroke={1.5} />}>
              {t('design.addField')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <TypeGallery onChoose={(type) => choose(type, false)} />
          </Menu.Dropdown>
        </Menu>
      </Group>
      {label.trim() && (
        <Text aria-live="polite" size="xs" c="dimmed" mt={4}>
          {t('design.enterAdds', { type: t(`fieldType.${guess as 'text'}.name`) })}
        </Text>
      )}
    </form>
  )
}

export interface AskChoicesProps {
  readonly type: FieldType
  readonly label: string
  /** On the button; "Add field" unless told. */
  readonly doneWord?: string
  readonly onDone: (choices: readonly string[]) => void
  readonly onCancel: () => void
}

/** One per line: nobody gets choices that they have not named. */
export function AskChoices({ type, label, doneWord, onDone, onCancel }: AskChoicesProps) {
  const { t } = useText()
  const [text, setText] = useState('')
  const choices = readChoices(text)
  const done = (event: FormEvent) => {
    event.preventDefault()
    if (choices.length > 0) onDone(choices)
  }
  return (
    <form onSubmit={done}>
      <Stack gap="xs">
        <Textarea
          label={t('builder.choicesOf', { name: label || t(`fieldType.${type as 'text'}.name`) })}
          description={t('builder.choicesAbout')}
          placeholder={t('builder.choicesExample')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done(event)
            if (event.key !== 'Escape') return
            // It ends the question, not what the question stands in.
            event.stopPropagation()
            onCancel()
          }}
          autosize
          minRows={3}
          maxRows={10}
          data-autofocus
          autoFocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={choices.length === 0}>
            {doneWord ?? t('design.addField')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
