// Where a comment is written: a text in which @ finds people. Ctrl or Cmd + Enter sends it.
import { Box, Button, Group, Text, Textarea, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId, useRef } from 'react'
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { type Mentionable, mentionables, toStored } from './mention-typing.ts'
import classes from './record-comments.module.css'
import { useMentionTyping } from './use-mention-typing.ts'

const longest = 5_000

export interface CommentComposerProps {
  readonly tenant: string
  readonly label: string
  /** As it is typed: people by name. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly sendLabel: string
  readonly isSending: boolean
  /** Gets the text as it is stored. */
  readonly onSend: (text: string) => void
  readonly onCancel?: () => void
  readonly autoFocus?: boolean
  readonly inputRef?: React.RefObject<HTMLTextAreaElement | null>
}

/** Everybody who can be mentioned; whoever types is not among them. */
export function useMentionables(tenant: string): readonly Mentionable[] {
  const me = useMe().data
  const members = useMembers(tenant).data?.items ?? []
  return mentionables(members.filter((one) => one.status !== 'invited')).filter(({ id }) => id !== me?.id)
}

export function CommentComposer(props: CommentComposerProps) {
  const { tenant, label, text, onText, sendLabel, isSending, onSend, onCancel, autoFocus = false } = props
  const { t } = useText()
  const own = useRef<HTMLTextAreaElement>(null)
  const input = props.inputRef ?? own
  const list = useId()
  const people = useMentionables(tenant)
  const typing = useMentionTyping(input, text, people, onText)
  // While the members are still read, nobody knows who is there.
  const isAlone = useMembers(tenant).isSuccess && typing.isAlone
  const isOpen = typing.suggestions.length > 0
  const stored = toStored(text, people).trim()
  const isTooLong = stored.length > longest
  const canSend = stored !== '' && !isTooLong && !isSending
  const optionId = (person: Mentionable) => `${list}-${person.id}`
  const chosen = typing.suggestions[typing.chosen]
  const press = (event: React.KeyboardEvent) => {
    if (typing.steer(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      if (canSend) onSend(stored)
    } else if (event.key === 'Escape' && onCancel) {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <Box>
      <Box pos="relative">
        <Textarea
          ref={input}
          aria-label={label}
          placeholder={t('comments.placeholder')}
          autosize
          minRows={2}
          maxRows={12}
          value={text}
          error={isTooLong && t('comments.tooLong', { limit: longest })}
          autoFocus={autoFocus}
          onChange={(event) => {
            onText(event.currentTarget.value)
            typing.follow()
          }}
          onSelect={typing.follow}
          onKeyDown={press}
          // A box with a list only while there is one: else it is read out as the text of many lines that it is.
          {...(isOpen && {
            role: 'combobox',
            'aria-expanded': true,
            'aria-haspopup': 'listbox',
            'aria-autocomplete': 'list',
            'aria-controls': list,
            'aria-activedescendant': chosen && optionId(chosen),
          })}
        />
        {isOpen && (
          <Box id={list} role="listbox" aria-label={t('comments.people')} className={classes.suggestions}>
            {typing.suggestions.map((person, at) => (
              <UnstyledButton
                key={person.id}
                id={optionId(person)}
                role="option"
                aria-selected={at === typing.chosen}
                tabIndex={-1}
                className={classes.suggestion}
                // Before the text loses the focus, and with it the place of the caret.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => typing.take(person)}
              >
                <Text size="sm" truncate>
                  {person.name}
                </Text>
                {person.email !== person.name && (
                  <Text size="xs" c="dimmed" truncate>
                    {person.email}
                  </Text>
                )}
              </UnstyledButton>
            ))}
          </Box>
        )}
        {isAlone && <NobodyElse tenant={tenant} />}
        <span className="for-readers" role="status">
          {isAlone && t('comments.nobody')}
          {isOpen ? t('comments.found', { count: typing.suggestions.length, shown: typing.suggestions.length }) : ''}
        </span>
      </Box>
      <Group justify="space-between" mt={6} gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" visibleFrom="sm">
          {text.trim() !== '' && t('comments.keys')}
        </Text>
        <Group gap="xs" wrap="nowrap" ml="auto">
          {onCancel && (
            <Button size="xs" variant="default" className={classes.act} onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          )}
          <Button
            size="xs"
            className={classes.act}
            disabled={!canSend}
            loading={isSending}
            onClick={() => onSend(stored)}
          >
            {sendLabel}
          </Button>
        </Group>
      </Group>
    </Box>
  )
}

/** Instead of a list without names: why there are none, and the way to have some. */
function NobodyElse({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  return (
    <Box className={`${classes.suggestions} ${classes.nobody}`}>
      <Text size="sm" aria-hidden>
        {t('comments.nobody')}
      </Text>
      {isOwner && (
        <Link to="/t/$tenant/settings/members" params={{ tenant }} className={classes.invite}>
          {t('comments.invite')}
        </Link>
      )}
    </Box>
  )
}
