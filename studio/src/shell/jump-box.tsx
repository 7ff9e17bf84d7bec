// Ctrl or Cmd + K: jump to a record, a kind of record or a page by typing; before that, to what was opened last.
import { Box, Group, Modal, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconStar, IconStarFilled } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useBlueprints } from '../api/blueprints-api.ts'
import type { Favourite } from '../api/favourites-api.ts'
import { recentRecords } from '../api/recent-records.ts'
import { useSearchEverywhere } from '../api/records-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { type Star, useStar } from '../favourites/use-star.ts'
import { hintsApart, recordHint, repeated } from '../field-value/record-hint.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { closeJumpBox as close, useJumpOpened } from './jump-opened.ts'
import { openKeys } from './open-keys.ts'

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

interface Place {
  readonly id: string
  readonly label: string
  readonly kind: string
  /** Tells it apart from another of the same name. */
  readonly hint?: string
  readonly go: () => void
  /** What the star takes, of a record or list. */
  readonly star?: Favourite
}

/** A record that was found. */
interface Dated {
  readonly hint: string
  readonly createdAt: string
}

function Places({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const words = typed.trim()
  const [asked] = useDebouncedValue(words, 150)
  const pages = usePlaces(tenant).filter((place) => folded(place.label).includes(folded(words)))
  const found = useFoundRecords(tenant, asked)
  const recent = useRecentPlaces(tenant)
  const places = words === '' ? [...recent, ...pages] : [...pages, ...(words.length < 2 ? [] : found.places)]
  const alike = repeated(places.map(({ label }) => label))
  const current = Math.min(chosen, places.length - 1)
  const star = useStar(tenant)
  const starable = places[current]?.star
  const isWaiting = found.isSearching || asked !== words
  const none = words.length < 2 ? t('shell.jumpTooShort') : t('shell.jumpNothing', { words })
  const nothing = isWaiting ? t('common.loading') : none
  const steer = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen(Math.min(current + 1, places.length - 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(current - 1, 0))
    else if (event.key === 'Enter') places[current]?.go()
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
        px="md"
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
        aria-activedescendant={places[current] ? `jump-${places[current].id}` : undefined}
        data-autofocus
      />
      <Box id="jump-places" role="listbox" aria-label={t('shell.jump')} className="jump-list">
        {places.map((place, index) => (
          <UnstyledButton
            key={place.id}
            id={`jump-${place.id}`}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            className="jump-place"
            onClick={place.go}
          >
            <span>
              <Text size="sm">{place.label}</Text>
              {place.hint && alike.has(place.label) && (
                <Text size="xs" c="dimmed">
                  {place.hint}
                </Text>
              )}
            </span>
            <Group gap="xs" wrap="nowrap">
              <Text size="xs" c="dimmed">
                {place.kind}
              </Text>
              {place.star ? <PlaceStar star={star} place={place.star} isCurrent={index === current} /> : <Box w={16} />}
            </Group>
          </UnstyledButton>
        ))}
        {places.length === 0 && (
          <Text size="sm" c="dimmed" p="md" role="status">
            {nothing}
          </Text>
        )}
      </Box>
      {starable && (
        <Text size="xs" c="dimmed" px="md" py={6} className="jump-hint" visibleFrom="sm">
          {t('shell.jumpStar')}
        </Text>
      )}
    </Box>
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

/** Records that have the words, each under its title and with the name of its kind. */
function useFoundRecords(tenant: string, words: string) {
  const { t } = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const blueprints = useBlueprints(tenant)
  const found = useSearchEverywhere(tenant, words)
  const made = (at: string) => t('records.made', { at })
  const places = (words.length < 2 ? [] : (found.data?.items ?? [])).map((record): Place & Dated => {
    const blueprint = blueprints.data?.items.find(({ name }) => name === record.blueprint)
    const kind = formats.say(blueprint?.label, wordsOfKey(record.blueprint))
    const title = (blueprint && recordTitle(blueprint, record.data, formats)) || ''
    return {
      id: `record-${record.id}`,
      label: title || t('records.untitled'),
      kind,
      hint: blueprint ? recordHint(blueprint, record, formats, made) : '',
      createdAt: record.createdAt,
      star: { kind: 'record', blueprint: record.blueprint, id: record.id, title },
      go: () => {
        close()
        navigate({
          to: '/t/$tenant/records/$blueprint/$id',
          params: { tenant, blueprint: record.blueprint, id: record.id },
        })
      },
    }
  })
  const hints = hintsApart(
    places.map(({ label, hint, createdAt }) => ({ title: label, hint, createdAt })),
    formats,
    made,
  )
  return {
    places: places.map((place, at): Place => ({ ...place, hint: hints[at] ?? '' })),
    isSearching: found.isFetching,
  }
}

function useRecentPlaces(tenant: string): readonly Place[] {
  const { t } = useText()
  const navigate = useNavigate()
  // Read once, when the box opens.
  const [recent] = useState(() => recentRecords(tenant))
  return recent.map(({ blueprint, id, title, hint }) => ({
    id: `recent-${id}`,
    label: title || t('records.untitled'),
    kind: t('shell.jumpRecent'),
    ...(hint ? { hint } : {}),
    star: { kind: 'record', blueprint, id, title },
    go: () => {
      close()
      navigate({ to: '/t/$tenant/records/$blueprint/$id', params: { tenant, blueprint, id } })
    },
  }))
}

function usePlaces(tenant: string): readonly Place[] {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate()
  const isOwner = useIsOwner(tenant)
  const blueprints = useBlueprints(tenant)
  const go = (leave: () => unknown) => () => {
    close()
    leave()
  }
  const records = (blueprints.data?.items ?? []).flatMap((blueprint) => {
    const label = say(severalOf(blueprint), wordsOfKey(blueprint.name))
    const one = say(blueprint.label, wordsOfKey(blueprint.name))
    const params = { tenant, blueprint: blueprint.name }
    return [
      {
        id: `list-${blueprint.name}`,
        label,
        kind: t('shell.jumpList'),
        star: { kind: 'list', blueprint: blueprint.name } as const,
        go: go(() => navigate({ to: '/t/$tenant/records/$blueprint', params })),
      },
      {
        id: `new-${blueprint.name}`,
        label: t('records.newOf', { kind: one }),
        kind: t('shell.jumpNew'),
        go: go(() => navigate({ to: '/t/$tenant/records/$blueprint/new', params })),
      },
    ]
  })
  const params = { tenant }
  const pages: Place[] = [
    {
      id: 'design',
      label: t('shell.design'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/design', params })),
    },
    {
      id: 'settings',
      label: t('shell.settings'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/settings', params })),
    },
    {
      id: 'members',
      label: t('members.title'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/settings/members', params })),
    },
    {
      id: 'keys',
      label: t('apiKeys.title'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/settings/api-keys', params })),
    },
    {
      id: 'jobs',
      label: t('jobs.title'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/settings/jobs', params })),
    },
    {
      id: 'trash',
      label: t('trash.title'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/settings/trash', params })),
    },
    {
      id: 'account',
      label: t('account.title'),
      kind: t('shell.jumpPage'),
      go: go(() => navigate({ to: '/t/$tenant/account', params })),
    },
    { id: 'keys-sheet', label: t('keys.title'), kind: t('shell.jumpHelp'), go: go(openKeys) },
  ]
  return [...records, ...pages.filter(({ id }) => isOwner || (id !== 'design' && id !== 'keys'))]
}

const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
