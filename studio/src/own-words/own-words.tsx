// A text of the tenant where it is edited: in the reader's language in the input itself, in the others behind a small button.
// A tenant of one language sees none of this.
import { Group, Stack, Text, Textarea, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { ownLanguages } from '../text/own-languages.ts'
import { type Label, sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { languageName, missingLanguages, withWordsIn, wordsIn, writtenLanguage } from '../text/with-language.ts'
import { LatePopover } from '../ui/late-popover.tsx'
import classes from './own-words.module.css'

export interface OwnWords {
  readonly label: Label | undefined
  /** What the input is called. */
  readonly name: string
  /** What is read where the label says nothing; without it nothing is missing while there is no label at all. */
  readonly fallback?: string
  readonly isLong?: boolean
  readonly maxLength?: number
  /** Words of other languages than the input's. */
  readonly onTranslate: (label: Label | undefined) => void
}

export interface OwnWordsProps {
  readonly value: string
  readonly placeholder?: string
  readonly rightSection?: ReactNode
  readonly rightSectionWidth?: number
}

/** What the input of the words is given beside its name. What is typed into it is written by `withLanguage`. */
export function ownWordsProps(words: OwnWords): OwnWordsProps {
  const { label, fallback = '' } = words
  if (ownLanguages().length < 2) return { value: sayLabel(label, [currentLanguage()], fallback) }
  const said = label === undefined ? fallback : wordsIn(label, writtenLanguage())
  const others = sayLabel(label, [currentLanguage()], fallback)
  return {
    value: said ?? '',
    // In another language: what stands there until somebody says it in this one.
    ...(said === undefined && { placeholder: others }),
    ...(others !== '' && translating(words, others)),
  }
}

function translating(words: OwnWords, read: string): Pick<OwnWordsProps, 'rightSection' | 'rightSectionWidth'> {
  const missing = missingHere(words)
  return {
    rightSection: <Translations {...words} read={read} />,
    rightSectionWidth: 34 + missing.length * 22,
  }
}

/** Of the languages that the input does not show itself. */
function missingHere({ label, fallback }: Pick<OwnWords, 'label' | 'fallback'>): readonly string[] {
  return missingLanguages(label, fallback !== undefined).filter((language) => language !== writtenLanguage())
}

interface TranslationsProps extends OwnWords {
  /** What is read today. */
  readonly read: string
}

function Translations(props: TranslationsProps) {
  const { label, name, read, isLong, maxLength = 500, onTranslate } = props
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const missing = missingHere(props)
  const called = t('words.of', { name })
  const lacking = new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(missing.map(languageName))
  const state = missing.length > 0 ? t('words.missing', { languages: lacking }) : t('words.complete')
  const others = ownLanguages().filter((language) => language !== writtenLanguage())
  const Input = isLong ? Textarea : TextInput
  /** On to the next language. */
  const press = (event: KeyboardEvent<HTMLElement>, at: number) => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    const inputs = box.current?.querySelectorAll<HTMLElement>('[data-own-words]')
    inputs?.[(at + 1) % inputs.length]?.focus()
  }
  return (
    <LatePopover
      label={called}
      position="bottom-end"
      width={300}
      trapFocus
      button={
        <UnstyledButton className={classes.button} aria-label={`${called}. ${state}`}>
          <Tooltip label={state}>
            <Group gap={4} wrap="nowrap">
              <IconLanguage size={16} stroke={1.5} aria-hidden />
              {missing.map((language) => (
                <span key={language} className={classes.code} data-code={language.slice(0, 2)} aria-hidden />
              ))}
            </Group>
          </Tooltip>
        </UnstyledButton>
      }
    >
      <Stack gap="xs" ref={box}>
        <Text size="sm" fw={600}>
          {called}
        </Text>
        {others.map((language, at) => (
          <Input
            key={language}
            label={languageName(language)}
            lang={language}
            placeholder={read}
            value={wordsIn(label, language) ?? ''}
            maxLength={maxLength}
            data-own-words
            // Escape closes this panel, and leaves a dialog around it open.
            data-mantine-stop-propagation="true"
            data-autofocus={language === (missing[0] ?? others[0]) || undefined}
            onChange={(event) => onTranslate(withWordsIn(label, language, event.currentTarget.value))}
            onKeyDown={(event: KeyboardEvent<HTMLElement>) => press(event, at)}
            {...(isLong && { autosize: true, minRows: 2 })}
          />
        ))}
      </Stack>
    </LatePopover>
  )
}
