// Ctrl or Cmd + K: jump to a record, a list, a view or a page, or do something, by typing; before that, to what was used last.
import { Box, Group, Modal, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconStar, IconStarFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Favourite } from '../api/favourites-api.ts'
import { noteUsed, usedPlaces } from '../api/used-places.ts'
import { type Star, useStar } from '../favourites/use-star.ts'
import { repeated } from '../field-value/record-hint.ts'
import { useText } from '../text/text.ts'
import { closeJumpBox as close, useJumpOpened } from './jump-opened.ts'
import { allPlaces, findPlaces, type GroupOfPlaces, type JumpPlace } from './jump-place.ts'
import { useJumpActs } from './use-jump-acts.ts'
import { useJumpLists, useJumpPages, useJumpViews } from './use-jump-pages.ts'
import { fewestLetters, useFoundRecords, useRecentRecords } from './use-jump-records.ts'

export function JumpBox({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const opened = useJumpOpened()
  // Closed when it first stands: only a change to open makes the dialog remember where the focus goes back to.
  const [stands, setStands] = useState(false)
  useEffect(() => setStands(true), [])
  return (
    <Modal.Root
      opened={opened && stands}
      onClose={close}
      yOffset="12vh"
      transitionProps={{ duration: 120, transition: 'fade' }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('shell.jump')}>{opened && <Places tenant={tenant} />}</Modal.Content>
    </Modal.Root>
  )
}

function Places({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const words = typed.trim()
  const { groups, isWaiting } = useGroups(tenant, words)
  const places = groups.flatMap((group) => group.places)
  const alike = repeated(places.map(({ label }) => label))
  const last = places.length - 1
  const current = places[Math.min(chosen, last)]
  const star = useStar(tenant)
  const starable = current?.star
  const none = words.length < fewestLetters ? t('jump.tooShort') : t('jump.nothing', { words })
  const go = (place: JumpPlace) => {
    // Records are noted where they are opened.
    if (place.star?.kind !== 'record') noteUsed(tenant, place.id)
    close()
    place.go()
  }
  const steer = (event: KeyboardEvent) => {
    const at = Math.min(chosen, last)
    if (event.key === 'ArrowDown') setChosen(at >= last ? 0 : at + 1)
    else if (event.key === 'ArrowUp') setChosen(at <= 0 ? Math.max(last, 0) : at - 1)
    else if (event.key === 'Enter' && current) go(current)
    // By the place of the key: with Alt some keyboards write another letter.
    else if (event.altKey && event.code === 'KeyS' && starable) star.toggle(starable)
    else return
    event.preventDefault()
  }
  return (
    <Box onKeyDown={steer}>
      <TextInput
        variant="unstyled"
        size="md"
        pl={4}
        pr="md"
        placeholder={t('shell.jump')}
        aria-label={t('shell.jump')}
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setChosen(0)
        }}
        role="combobox"
        aria-expanded
        aria-controls="jump-places"
        aria-activedescendant={current ? optionId(current) : undefined}
        data-autofocus
      />
      <Box id="jump-places" role="listbox" aria-label={t('shell.jump')} className="jump-list">
        {groups.map((group) => (
          <OneGroup key={group.group} {...group} alike={alike} current={current} star={star} onGo={go} />
        ))}
      </Box>
      {places.length === 0 && (
        <Text size="sm" c="dimmed" p="md" role="status">
          {isWaiting ? t('common.loading') : none}
        </Text>
      )}
      {starable && (
        <Text size="xs" c="dimmed" px="md" py={6} className="jump-hint" visibleFrom="sm">
          {t('jump.star')}
        </Text>
      )}
    </Box>
  )
}

/** What is known is there at once; records come below it, so that nothing moves under the finger. */
function useGroups(tenant: string, words: string) {
  const [asked] = useDebouncedValue(words, 150)
  const recent = useRecentRecords(tenant)
  const lists = useJumpLists(tenant)
  const views = useJumpViews(tenant)
  const acts = useJumpActs(tenant)
  const pages = useJumpPages(tenant)
  const found = useFoundRecords(tenant, asked)
  const [used] = useState(() => usedPlaces(tenant))
  const places = [...recent, ...lists, ...views, ...acts, ...pages]
  if (words === '') return { groups: allPlaces(places, used), isWaiting: false }
  const groups = findPlaces(words, places, used)
  const shown = new Set(groups.flatMap((group) => group.places.map(({ id }) => id)))
  const others = words.length < fewestLetters ? [] : found.places.filter(({ id }) => !shown.has(id))
  const records: readonly GroupOfPlaces[] = others.length > 0 ? [{ group: 'records', places: others }] : []
  return { groups: [...groups, ...records], isWaiting: found.isSearching || asked !== words }
}

interface OneGroupProps extends GroupOfPlaces {
  /** Names that several places have. */
  readonly alike: ReadonlySet<string>
  readonly current: JumpPlace | undefined
  readonly star: Star
  readonly onGo: (place: JumpPlace) => void
}

function OneGroup({ group, places, alike, current, star, onGo }: OneGroupProps) {
  const { t } = useText()
  const title = useId()
  return (
    <div role="group" aria-labelledby={title}>
      <Text id={title} size="xs" c="dimmed" px={12} pt={8} pb={4}>
        {t(`jump.groups.${group}`)}
      </Text>
      {places.map((place) => (
        <Option
          key={place.id}
          place={place}
          isCurrent={place === current}
          isAlike={alike.has(place.label)}
          star={star}
          onGo={() => onGo(place)}
        />
      ))}
    </div>
  )
}

const optionId = ({ id }: JumpPlace) => `jump-${id}`

interface OptionProps {
  readonly place: JumpPlace
  readonly isCurrent: boolean
  readonly isAlike: boolean
  readonly star: Star
  readonly onGo: () => void
}

function Option({ place, isCurrent, isAlike, star, onGo }: OptionProps) {
  const element = useRef<HTMLButtonElement>(null)
  // The focus stays in the input, so no browser brings it into sight.
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <UnstyledButton
      ref={element}
      id={optionId(place)}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      className="jump-place"
      onClick={onGo}
    >
      <span>
        <Text size="sm">{place.label}</Text>
        {place.hint && isAlike && (
          <Text size="xs" c="dimmed">
            {place.hint}
          </Text>
        )}
      </span>
      <Group gap="xs" wrap="nowrap">
        {place.kind && (
          <Text size="xs" c="dimmed" ta="right">
            {place.kind}
          </Text>
        )}
        {place.star && <PlaceStar star={star} place={place.star} isCurrent={isCurrent} />}
      </Group>
    </UnstyledButton>
  )
}

interface PlaceStarProps {
  readonly star: Star
  readonly place: Favourite
  readonly isCurrent: boolean
}

/** For the mouse and the thumb; an option holds nothing that takes the focus, so the keyboard has Alt + S. */
function PlaceStar({ star, place, isCurrent }: PlaceStarProps) {
  const { t } = useText()
  const isStarred = star.isStarred(place)
  const Icon = isStarred ? IconStarFilled : IconStar
  return (
    <>
      {isStarred && <span className="for-readers">{t('favourites.title')}</span>}
      <span
        className="jump-star"
        data-starred={isStarred || undefined}
        data-current={isCurrent || undefined}
        title={t(isStarred ? 'favourites.isIn' : 'favourites.put')}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          star.toggle(place)
        }}
      >
        <Icon size={16} stroke={1.5} />
      </span>
    </>
  )
}
