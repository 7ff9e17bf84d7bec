// One kind of record under construction: its draft is saved while it is edited, reviewed, then published as the next version.
import { ActionIcon, Badge, Button, Loader, Menu, SegmentedControl, Stack } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { JsonObject } from '@molde/engine'
import { IconDots, IconRoute, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { blueprintDocument } from '../api/blueprint-document.ts'
import {
  type Blueprint,
  type Draft,
  restoreBlueprint,
  useBlueprint,
  useDiscardDraft,
  useDraft,
  useSaveDraft,
  useTrashBlueprint,
} from '../api/blueprints-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone, showUndo } from '../ui/undo-toast.tsx'
import { BlueprintEditor } from './blueprint-editor.tsx'
import { opsBetween } from './blueprint-ops.ts'
import { draftOf } from './draft-definition.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { useDefinition } from './use-definition.ts'
import { VersionHistory } from './version-history.tsx'

export function BlueprintPage() {
  const { tenant, blueprint: name } = useParams({ from: '/inside/t/$tenant/design/$blueprint' })
  const blueprint = useBlueprint(tenant, name)
  const draft = useDraft(tenant, name)
  if (blueprint.error) return <ErrorNotice error={blueprint.error} />
  if (draft.error) return <ErrorNotice error={draft.error} />
  if (!blueprint.data || draft.isPending) return <Loader />
  return (
    <Workbench
      key={`${name}@${blueprint.data.version}`}
      tenant={tenant}
      published={blueprint.data}
      draft={draft.data}
    />
  )
}

interface WorkbenchProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly draft: Draft | undefined
}

type Part = 'fields' | 'versions'

function Workbench({ tenant, published, draft }: WorkbenchProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const client = useQueryClient()
  // A draft of the version before, seen for a moment after publishing, is what this version already holds.
  const [start] = useState(() => draftOf(published, draft?.base === published.version ? draft.ops : []))
  const edited = useDefinition(start)
  const [part, setPart] = useState<Part>('fields')
  const [reviewing, setReviewing] = useState(false)
  const ops = useMemo(() => opsBetween(published, edited.definition), [published, edited.definition])
  const saving = useSavedDraft(tenant, published.name, ops, edited.issues.length === 0)
  const discard = useDiscardDraft(tenant, published.name)
  const title = nameOf({ key: published.name, label: published.label })
  const published_ = async () => {
    setReviewing(false)
    showDone(t('design.published'))
    await client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
  }
  return (
    <Stack gap="md">
      <PageHeader
        title={title}
        about={t('design.about', { version: published.version })}
        above={
          <Link to="/t/$tenant/design" params={{ tenant }} className="above-link">
            {t('design.title')}
          </Link>
        }
        actions={
          <>
            {ops.length > 0 && <Badge variant="light">{t('design.changes', { count: ops.length })}</Badge>}
            <Button
              variant="default"
              leftSection={<IconRoute size={16} stroke={1.5} />}
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/design/$blueprint/flow"
                  params={{ tenant, blueprint: published.name }}
                  {...props}
                />
              )}
            >
              {t('design.flow')}
            </Button>
            <Button
              disabled={ops.length === 0 || edited.issues.length > 0 || saving.error !== null}
              onClick={() => void saving.now().then(() => setReviewing(true))}
            >
              {t('design.reviewAndPublish')}
            </Button>
            <MoreMenu
              tenant={tenant}
              blueprint={published.name}
              title={title}
              onDiscard={
                ops.length > 0
                  ? () => {
                      discard.mutate()
                      edited.reset(blueprintDocument(published))
                    }
                  : undefined
              }
            />
          </>
        }
      />
      <SegmentedControl
        value={part}
        onChange={(next) => setPart(next as Part)}
        data={[
          { value: 'fields', label: t('design.definition') },
          { value: 'versions', label: t('design.versions') },
        ]}
        aria-label={t('design.part')}
        style={{ alignSelf: 'flex-start' }}
      />
      {saving.error && <ErrorNotice error={saving.error} />}
      {part === 'fields' ? (
        <BlueprintEditor tenant={tenant} edited={edited} />
      ) : (
        <VersionHistory tenant={tenant} blueprint={published.name} />
      )}
      <PublishDialog
        tenant={tenant}
        blueprint={published.name}
        version={published.version}
        opened={reviewing}
        onClose={() => setReviewing(false)}
        onPublished={() => void published_()}
      />
    </Stack>
  )
}

interface MoreMenuProps {
  readonly tenant: string
  readonly blueprint: string
  readonly title: string
  readonly onDiscard: (() => void) | undefined
}

function MoreMenu({ tenant, blueprint, title, onDiscard }: MoreMenuProps) {
  const { t } = useText()
  const trash = useTrashBlueprint(tenant)
  const client = useQueryClient()
  const navigate = useNavigate()
  const toTrash = () =>
    trash.mutate(blueprint, {
      onSuccess: async () => {
        await navigate({ to: '/t/$tenant/design', params: { tenant } })
        showUndo({
          text: t('design.trashed', { name: title }),
          undo: t('common.undo'),
          onUndo: () =>
            void restoreBlueprint(tenant, blueprint).then(() =>
              client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
            ),
        })
      },
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" variant="default" aria-label={t('common.more')}>
          <IconDots size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!onDiscard} onClick={onDiscard}>
          {t('design.discard')}
        </Menu.Item>
        <Menu.Item color="bad" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={toTrash}>
          {t('design.toTrash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Saves the draft a moment after each legal change, and at once when it is reviewed. */
function useSavedDraft(tenant: string, blueprint: string, ops: readonly JsonObject[], legal: boolean) {
  const save = useSaveDraft(tenant, blueprint)
  const [saved, setSaved] = useState(() => JSON.stringify(ops))
  const flight = useRef<{ readonly text: string; readonly landed: Promise<void> }>(undefined)
  /** One save at a time, each on what the one before left: two at once would refuse each other. */
  const now = async () => {
    const text = JSON.stringify(ops)
    if (text === saved) return
    if (flight.current?.text === text) return flight.current.landed
    const before = flight.current?.landed.catch(() => undefined)
    const landed = (async () => {
      await before
      await save.mutateAsync({ ops })
      setSaved(text)
    })()
    flight.current = { text, landed }
    await landed.finally(() => {
      if (flight.current?.landed === landed) flight.current = undefined
    })
  }
  const later = useDebouncedCallback(() => void now().catch(() => undefined), 800)
  useEffect(() => {
    if (legal && JSON.stringify(ops) !== saved) later()
  }, [ops, legal, saved, later])
  return { now, error: save.error }
}
