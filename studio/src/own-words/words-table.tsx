// All texts of one thing in all languages of the tenant, filled in like a spreadsheet: by keys, and by blocks from another one.
import { Badge, Group, Switch, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import {
  type ClipboardEvent,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isBlock, readBlock } from '../record-table/block-text.ts'
import { ownLanguages } from '../text/own-languages.ts'
import { type Label, sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { languageName } from '../text/with-language.ts'
import { showUndo } from '../ui/undo-toast.tsx'
import { isPossible, missingOf, type OwnText, shownIn, textKey, type WordsEdit } from './own-text.ts'
import classes from './words-table.module.css'

export interface WordsTableProps {
  readonly title: string
  readonly texts: readonly OwnText[]
  readonly onChange: (edits: readonly WordsEdit[]) => void
  /** What becomes of it. */
  readonly children?: ReactNode
}

export function WordsTable({ title, texts, onChange, children }: WordsTableProps) {
  const { t } = useText()
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const languages = ownLanguages()
  const [own = ''] = languages
  const missing = useMemo(() => new Map(texts.map((text) => [textKey(text), missingOf(text)])), [texts])
  /** Those that were incomplete when they were asked for: a row that is filled does not run away. */
  const [kept, setKept] = useState<ReadonlySet<string>>()
  const shown = kept ? texts.filter((text) => kept.has(textKey(text))) : texts
  const lacking = texts.filter((text) => (missing.get(textKey(text)) ?? []).length > 0)
  const say = (label: Label | undefined, fallback = '') => sayLabel(label, [currentLanguage()], fallback)
  const whatOf = ({ kind, of }: OwnText) => t(`words.what.${kind}`, { of: say(of) })
  const cellAt = (row: number, column: number) =>
    table.current?.querySelector<HTMLTextAreaElement>(`textarea[data-row="${row}"][data-column="${column}"]`)
  const goTo = (row: number, column: number) => {
    const cell = cellAt(row, column)
    cell?.focus()
    cell?.select()
    return cell != null
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>, row: number, column: number, standing: string) => {
    const { key, shiftKey, currentTarget } = event
    const { selectionStart, selectionEnd, value } = currentTarget
    const isWhole = selectionStart === 0 && selectionEnd === value.length
    const atStart = isWhole || selectionEnd === 0
    const atEnd = isWhole || selectionStart === value.length
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    if (key === 'Escape' && value !== standing) {
      currentTarget.value = standing
      currentTarget.select()
    } else if (key === 'Enter') goTo(row + (shiftKey ? -1 : 1), column) || currentTarget.blur()
    else if (shiftKey) return
    else if (key === 'ArrowDown' && atEnd) goTo(row + 1, column)
    else if (key === 'ArrowUp' && atStart) goTo(row - 1, column)
    else if (key === 'ArrowRight' && atEnd) goTo(row, column + 1)
    else if (key === 'ArrowLeft' && atStart) goTo(row, column - 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const write = (text: OwnText, language: string, cell: HTMLTextAreaElement) => {
    const edit = { text, language, words: cell.value.trim() }
    const standing = shownIn(text, language, own)
    if (!isPossible(edit)) cell.value = standing
    else if (edit.words !== standing) onChange([edit])
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>, row: number, column: number) => {
    const copied = event.clipboardData.getData('text/plain')
    if (!isBlock(copied, false)) return
    event.preventDefault()
    const cells = readBlock(copied).flatMap((line, down) =>
      line.flatMap((words, right) => {
        const [text, language] = [shown[row + down], languages[column + right]]
        return text && language ? [{ text, language, words: words.trim() }] : []
      }),
    )
    const edits = cells.filter(({ text, language, words }) => words !== shownIn(text, language, own))
    if (edits.length === 0) return
    const before = edits.map(({ text, language }) => ({ text, language, words: shownIn(text, language, own) }))
    onChange(edits)
    showUndo({
      text: t('words.pasted', { count: edits.length }),
      undo: t('common.undo'),
      onUndo: () => onChange(before),
    })
  }
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} id={id}>
          {title}
        </Title>
        <Group gap="sm">
          {(lacking.length > 0 || kept) && (
            <Switch
              label={t('words.onlyMissing')}
              checked={kept !== undefined}
              onChange={(event) =>
                setKept(event.currentTarget.checked ? new Set(lacking.map((text) => textKey(text))) : undefined)
              }
            />
          )}
          {children}
        </Group>
      </Group>
      <div className={classes.sheet}>
        <table ref={table} className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('words.whatColumn')}</th>
              {languages.map((language) => (
                <th key={language} scope="col">
                  <Group gap={8} wrap="nowrap">
                    <span lang={language}>{languageName(language)}</span>
                    <Missing count={texts.filter((text) => missing.get(textKey(text))?.includes(language)).length} />
                  </Group>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((text, row) => {
              const read = say(text.label, text.fallback)
              const what = whatOf(text)
              return (
                <tr key={textKey(text)} data-kind={text.kind}>
                  <th scope="row">
                    <Text span inherit c="dimmed">
                      {what}
                    </Text>
                  </th>
                  {languages.map((language, column) => {
                    const words = shownIn(text, language, own)
                    return (
                      <td key={language} data-missing={missing.get(textKey(text))?.includes(language) || undefined}>
                        <span className={classes.language} aria-hidden>
                          {languageName(language)}
                        </span>
                        <Cell
                          words={words}
                          lang={language}
                          placeholder={words === '' ? read : undefined}
                          aria-label={t('words.cell', { what, words: read, language: languageName(language) })}
                          maxLength={text.kind === 'message' ? 2000 : text.kind === 'subject' ? 200 : 500}
                          data-row={row}
                          data-column={column}
                          onKeyDown={(event) => press(event, row, column, words)}
                          onPaste={(event) => paste(event, row, column)}
                          onBlur={(event) => write(text, language, event.currentTarget)}
                        />
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface CellProps extends Omit<ComponentProps<'textarea'>, 'ref' | 'value' | 'defaultValue'> {
  /** As they stand; what is typed becomes words when the cell is left. */
  readonly words: string
}

function Cell({ words, ...props }: CellProps) {
  const cell = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // They may come from elsewhere, by a block or by a step back.
    if (cell.current) cell.current.value = words
  }, [words])
  return <textarea ref={cell} rows={1} defaultValue={words} {...props} />
}

function Missing({ count }: { readonly count: number }) {
  const { t } = useText()
  if (count > 0)
    return (
      <Badge variant="light" color="warn" size="sm">
        {t('words.missingCount', { count })}
      </Badge>
    )
  return <IconCheck size={14} stroke={1.5} aria-label={t('words.complete')} role="img" />
}
