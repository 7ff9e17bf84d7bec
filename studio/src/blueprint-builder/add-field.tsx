// New fields: what they are called, and what kind of value they hold: what the names suggest, or one of all that there are.
import { Button, Group, Menu, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { FieldKind } from '../field-value/kind-of-field.ts'
import { useText } from '../text/text.ts'
import { AddedAlong } from './added-along.tsx'
import { AskTarget } from './ask-target.tsx'
import { type FieldStart, hasChoices } from './edit-blueprint.ts'
import { guessField } from './guess-type.ts'
import { type LinkTarget, likelyTarget } from './kind-meant.ts'
import { readChoices } from './read-choices.ts'
import { pastedNames, readNames } from './read-names.ts'
import { opensGallery, TypeGallery } from './type-gallery.tsx'

export interface NewField {
  readonly type: FieldKind
  readonly label: string
  readonly start: FieldStart
}

export interface AddFieldProps {
  /** In their order. `goesOn`: the types were only what the names suggest, and the next name is typed right after. */
  readonly onAdd: (fields: readonly NewField[], goesOn: boolean) => void
  readonly targets: readonly LinkTarget[]
  /** The name of the kind that gets the field. */
  readonly own: string
  /** Where a link leads is asked elsewhere: it may come without a target. */
  readonly takesAnyLink?: boolean
  /** Fields that are typed and not added yet; none while something must be asked about one of them. Always the same function. */
  readonly onTyped?: ((fields: readonly NewField[]) => void) | undefined
  /** It is a column of rows that is added. */
  readonly isColumn?: boolean
  /** Which types there are to choose from: all, unless told. */
  readonly offers?: ((type: FieldKind) => boolean) | undefined
}

/** A field that something must be asked about, with those before and after it. */
interface Asked {
  readonly before: readonly NewField[]
  readonly field: NewField
  readonly after: readonly NewField[]
}

export function AddField(props: AddFieldProps) {
  const { onAdd, targets, own, takesAnyLink = false, onTyped, isColumn = false, offers } = props
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  const input = useRef<HTMLInputElement>(null)
  const goesOn = useRef(false)
  const focus = () => setTimeout(() => input.current?.focus(), 0)
  const mustAsk = ({ type, start }: NewField) =>
    hasChoices(type) ? !start.choices : type === 'relation' && start.target === undefined && !takesAnyLink
  const nameOf = (type: FieldKind) => t(`fieldType.${type as 'text'}.name`)
  const named = ({ label, type, start }: NewField): NewField => {
    const led = targets.find(({ name }) => name === start.target)
    return {
      type,
      start: type === 'rows' ? { ...start, column: t('rowColumns.first') } : start,
      label: label || (led?.label ?? nameOf(type)),
    }
  }
  /** What needs nothing more is added at once, all together; whatever does is asked about in its turn. */
  const add = (fields: readonly NewField[], from = 0) => {
    const at = fields.findIndex((field, index) => index >= from && mustAsk(field))
    const field = fields[at]
    if (field) return setAsked({ before: fields.slice(0, at), field, after: fields.slice(at + 1) })
    onAdd(fields.map(named), goesOn.current)
    setTyped('')
    setAsked(undefined)
    if (goesOn.current) focus()
  }
  const choose = (type: FieldKind, said?: string) => {
    goesOn.current = false
    setOpened(false)
    const words = typed.trim()
    const target = type === 'relation' ? (said ?? likelyTarget(words, targets, own)) : undefined
    add([{ type, label: words, start: target === undefined ? {} : { target } }])
  }
  const guesses = readNames(typed).map((label) => ({ label, guess: guessField(label, targets, own) }))
  const guessed = guesses.map(
    ({ label, guess: { type, target } }): NewField => ({ type, label, start: target ? { target: target.name } : {} }),
  )
  useEffect(() => {
    onTyped?.(guessed.some(mustAsk) ? [] : guessed)
  }, [typed, targets, onTyped])
  const answer = (start: FieldStart) => {
    if (!asked) return
    const { before, field, after } = asked
    add([...before, { ...field, start }, ...after], before.length + 1)
  }
  // Whatever was named beside it is meant all the same.
  const cancel = () => {
    if (!asked) return
    const { before, after } = asked
    if (before.length + after.length > 0) return add([...before, ...after], before.length)
    setAsked(undefined)
    focus()
  }
  const along = asked ? [...asked.before, ...asked.after].map((field) => named(field).label) : []
  if (asked?.field.type === 'relation')
    return (
      <AskTarget
        along={along}
        label={asked.field.label}
        targets={targets}
        own={own}
        onDone={(target) => answer({ target })}
        onCancel={cancel}
      />
    )
  if (asked)
    return (
      <AskChoices
        key={asked.field.label}
        along={along}
        type={asked.field.type}
        label={asked.field.label}
        doneWord={
          along.length > 0 && !asked.after.some(mustAsk)
            ? t('severalFields.add', { count: along.length + 1 })
            : t('design.addField')
        }
        onDone={(choices) => answer({ choices })}
        onCancel={cancel}
      />
    )
  const said = guesses.map(({ label, guess }) => ({
    label,
    type: guess.target ? t('kinds.linkTo', { name: guess.target.label }) : nameOf(guess.type),
  }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (guesses.length === 0) return setOpened(true)
        goesOn.current = true
        add(
          guesses.map(({ label, guess: { type, target } }) => ({
            type,
            label,
            start: target ? { target: target.name } : {},
          })),
        )
      }}
    >
      {/* The button below: several names need the whole width. */}
      <Stack gap="xs">
        <div>
          <TextInput
            ref={input}
            label={t(isColumn ? 'rowColumns.new' : 'design.newField')}
            placeholder={t(isColumn ? 'rowColumns.newExample' : 'design.newFieldExample')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onPaste={(event) => {
              const names = pastedNames(event.clipboardData.getData('text'))
              if (names === undefined) return
              event.preventDefault()
              setTyped((before) => (before.trim() ? `${before}, ${names}` : names))
            }}
          />
          <Text aria-live="polite" size="xs" c="dimmed" mt={4}>
            {said.length === 0 && t('severalFields.about')}
            {said.length === 1 && t('design.enterAdds', { type: said[0]?.type })}
            {said.length > 1 &&
              t('severalFields.enterAdds', {
                count: said.length,
                fields: said.map(({ label, type }) => `${label} (${type})`).join(', '),
              })}
          </Text>
        </div>
        {said.length > 1 ? (
          <Button {...addButton} type="submit">
            {t('severalFields.add', { count: said.length })}
          </Button>
        ) : (
          <Menu opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus>
            <Menu.Target {...opensGallery}>
              {/* Not a submit button: Enter in the name takes what it suggests. */}
              <Button
                {...addButton}
                type="button"
                onKeyDown={(event) => {
                  // The keyboard comes back here when a type was taken: an Enter that is held a moment too long opens nothing.
                  if (event.repeat) event.preventDefault()
                }}
              >
                {t(isColumn ? 'rowColumns.add' : 'design.addField')}
              </Button>
            </Menu.Target>
            <TypeGallery kinds={targets} onChoose={choose} offers={offers} />
          </Menu>
        )}
      </Stack>
    </form>
  )
}

const addButton = {
  variant: 'default',
  size: 'xs',
  fullWidth: true,
  leftSection: <IconPlus size={14} stroke={1.5} />,
} as const

export interface AskChoicesProps {
  /** Names of the fields that are added with it. */
  readonly along?: readonly string[]
  readonly type: FieldKind
  readonly label: string
  /** On the button. */
  readonly doneWord: string
  readonly onDone: (choices: readonly string[]) => void
  readonly onCancel: () => void
}

/** One per line: nobody gets choices that they have not named. */
export function AskChoices({ along = [], type, label, doneWord, onDone, onCancel }: AskChoicesProps) {
  const { t } = useText()
  const [text, setText] = useState('')
  const choices = readChoices(text)
  const form = useRef<HTMLFormElement>(null)
  // What answers it may lie below what is seen.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const done = (event: FormEvent) => {
    event.preventDefault()
    if (choices.length > 0) onDone(choices)
  }
  return (
    <form ref={form} onSubmit={done}>
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
        <AddedAlong fields={along} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={choices.length === 0}>
            {doneWord}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
