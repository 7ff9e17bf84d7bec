// One kind of record under construction: its draft is saved while it is edited, reviewed, then published as the next version.
import { ActionIcon, Badge, Button, Loader, Menu, SegmentedControl, Stack } from '@mantine/core'
import { IconDots, IconRestore, IconRoute, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
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
import { useDrafts } from '../api/drafts-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone, showUndo } from '../ui/undo-toast.tsx'
import { BlueprintEditor } from './blueprint-editor.tsx'
import { opsBetween } from './blueprint-ops.ts'
import { draftOf } from './draft-definition.ts'
import { PlannedWorkbench } from './planned-workbench.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { ReviewButton } from './review-button.tsx'
import { useDefinition } from './use-definition.ts'
import { useSaved } from './use-saved.ts'
import { VersionHistory } from './version-history.tsx'

export function BlueprintPage() {
  const { tenant, blueprint: name } = useParams({ from: '/inside/t/$tenant/design/$blueprint' })
  const drafts = useDrafts(tenant)
  const planned = drafts.data?.planned[name]?.document
  if (drafts.isPending) return <Loader />
  if (planned) return <PlannedWorkbench key={name} tenant={tenant} name={name} start={planned} />
  return <PublishedBlueprint tenant={tenant} name={name} />
}

function PublishedBlueprint({ tenant, name }: { readonly tenant: string; readonly name: string }) {
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
  const edited = useDefinition(start, published)
  const [part, setPart] = useState<Part>('fields')
  const [reviewing, setReviewing] = useState(false)
  const ops = useMemo(() => opsBetween(published, edited.definition), [published, edited.definition])
  const save = useSaveDraft(tenant, published.name)
  const saving = useSaved(ops, edited.issues.length === 0, (kept) => save.mutateAsync({ ops: kept }))
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
            <ReviewButton
              disabled={ops.length === 0 || edited.issues.length > 0 || saving.error !== null}
              save={saving.now}
              onReview={() => setReviewing(true)}
            />
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
      {saving.error !== null && <ErrorNotice error={saving.error} />}
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
        <Menu.Item disabled={!onDiscard} leftSection={<IconRestore size={16} stroke={1.5} />} onClick={onDiscard}>
          {t('design.discard')}
        </Menu.Item>
        <Menu.Item color="bad" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={toTrash}>
          {t('design.toTrash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
