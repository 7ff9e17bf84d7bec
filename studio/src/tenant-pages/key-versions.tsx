// On which version of each kind of record a key is kept, and which it used last.
import { Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ApiKey } from '../api/api-keys-api.ts'
import { type BlueprintSummary, useBlueprints } from '../api/blueprints-api.ts'
import { type KeyVersions, type Pin, useKeyVersions, usePinVersion } from '../api/clients-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import classes from './key-versions.module.css'

export interface KeyVersionsDialogProps {
  readonly tenant: string
  readonly apiKey: ApiKey
  readonly opened: boolean
  readonly onClose: () => void
}

export function KeyVersionsDialog({ tenant, apiKey, opened, onClose }: KeyVersionsDialogProps) {
  const { t } = useText()
  const isPhone = useIsPhone()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keyVersions.openOf', { name: apiKey.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
      fullScreen={isPhone}
    >
      {opened && (
        <div tabIndex={-1} data-autofocus className="reads-first">
          <Kinds tenant={tenant} apiKey={apiKey} />
        </div>
      )}
    </Modal>
  )
}

function Kinds({ tenant, apiKey }: Pick<KeyVersionsDialogProps, 'tenant' | 'apiKey'>) {
  const { t } = useText()
  const nameOf = useKindName()
  const known = useKeyVersions(tenant, apiKey.id)
  const blueprints = useBlueprints(tenant)
  const keep = useKeep(tenant, apiKey)
  const [added, setAdded] = useState<readonly string[]>([])
  const error = known.error ?? blueprints.error
  if (error)
    return <ErrorNotice error={error} onRetry={() => void Promise.all([known.refetch(), blueprints.refetch()])} />
  if (!known.data || !blueprints.data) return <Skeleton h={120} />
  const { versions, spoken } = known.data
  const met = new Set([...Object.keys(versions), ...spoken.map(({ blueprint }) => blueprint), ...added])
  const kinds = blueprints.data.items
  const shown = kinds.filter(({ name }) => met.has(name))
  const others = kinds.filter(({ name }) => !met.has(name))
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('keyVersions.about')}
      </Text>
      {spoken.length === 0 && <Text size="sm">{t('keyVersions.empty')}</Text>}
      {shown.length > 0 && (
        <ul className={classes.kinds}>
          {shown.map((kind) => (
            <Kind key={kind.name} kind={kind} known={known.data} onKeep={(version) => keep(kind, versions, version)} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <SearchSelect
          // It is emptied by being another one: what was chosen stands above from now on.
          key={met.size}
          label={t('keyVersions.add')}
          placeholder={t('keyVersions.addPlaceholder')}
          data={others.map((kind) => ({ value: kind.name, label: nameOf(kind) }))}
          onChange={(name) => name !== null && setAdded([...added, name])}
          w={{ base: '100%', sm: 280 }}
        />
      )}
    </Stack>
  )
}

function useKeep(tenant: string, { id, name }: ApiKey) {
  const { t } = useText()
  const say = useErrorText()
  const nameOf = useKindName()
  const pin = usePinVersion(tenant, id)
  const set = (wish: Pin, onSuccess: () => void) =>
    pin.mutate(wish, { onError: (error) => showFailed(say(error)), onSuccess })
  return (kind: BlueprintSummary, versions: KeyVersions['versions'], version: number | null) => {
    const before = versions[kind.name] ?? null
    const told = { name, kind: nameOf(kind) }
    set({ blueprint: kind.name, version }, () =>
      showUndo({
        text: version === null ? t('keyVersions.follows', told) : t('keyVersions.kept', { ...told, version }),
        undo: t('common.undo'),
        onUndo: () => set({ blueprint: kind.name, version: before }, () => undefined),
      }),
    )
  }
}

interface KindProps {
  readonly kind: BlueprintSummary
  readonly known: KeyVersions
  /** Null: it follows the newest. */
  readonly onKeep: (version: number | null) => void
}

const newest = 'newest'

function Kind({ kind, known: { versions, spoken }, onKeep }: KindProps) {
  const { t } = useText()
  const name = useKindName()(kind)
  const older = Array.from({ length: kind.version }, (_, i) => kind.version - i)
  const last = spoken
    .filter(({ blueprint }) => blueprint === kind.name)
    .map(({ version, lastReadAt, lastWriteAt }) => ({
      version,
      at: [lastReadAt ?? '', lastWriteAt ?? ''].sort()[1] ?? '',
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  return (
    <li>
      <div>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {last ? (
            <>
              {t('keyVersions.spoke', { version: last.version })} <RelativeTime at={last.at} />
            </>
          ) : (
            t('keyVersions.never')
          )}
        </Text>
      </div>
      <ChoiceSelect
        aria-label={name}
        value={String(versions[kind.name] ?? newest)}
        data={[
          { value: newest, label: t('keyVersions.newest', { version: kind.version }) },
          ...older.map((version) => ({ value: String(version), label: t('keyVersions.version', { version }) })),
        ]}
        onChange={(value) => onKeep(value === newest ? null : Number(value))}
      />
    </li>
  )
}

function useKindName() {
  const { say } = useFormats()
  return ({ name, label }: BlueprintSummary) => say(label, wordsOfKey(name))
}
