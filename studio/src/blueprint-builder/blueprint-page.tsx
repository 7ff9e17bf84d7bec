// One kind of record under construction: its draft is saved while it is edited, reviewed, then published as the next version.

import { Anchor, Badge, Button, Loader, Stack } from '@mantine/core'
import { type JsonObject, MoldeError, sayIssue } from '@molde/engine'
import { IconRoute } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { blueprintDocument } from '../api/blueprint-document.ts'
import {
  type Blueprint,
  type BlueprintVersion,
  type Draft,
  putDraft,
  useBlueprint,
  useBlueprintVersions,
  useDraft,
  useSaveDraft,
} from '../api/blueprints-api.ts'
import { useDrafts } from '../api/drafts-api.ts'
import { useFlowChangesWait, useFlowsOf } from '../api/flows-api.ts'
import { useDefinitions } from '../api/model-api.ts'
import { keys } from '../api/query-client.ts'
import { WhereRecordsRest } from '../migration/where-records-rest.tsx'
import { ownLanguages } from '../text/own-languages.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { AsideLine } from '../ui/aside-line.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { PartTabs } from '../ui/part-tabs.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { useSaved } from '../ui/use-saved.ts'
import { useStable } from '../ui/use-stable.ts'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { RevertNote } from '../version-history/revert-note.tsx'
import { VersionList } from '../version-history/version-list.tsx'
import { AfterCreating } from './after-creating.tsx'
import { BlueprintEditor } from './blueprint-editor.tsx'
import { BlueprintMenu } from './blueprint-menu.tsx'
import { revertedTo, withoutValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import type { DefinitionPart } from './definition-parts.tsx'
import { draftOf } from './draft-definition.ts'
import { draftOps } from './draft-ops.ts'
import { areBlueprintsKnown, needsBlueprints, rememberBlueprints } from './known-blueprints.ts'
import { rememberVersions } from './known-history.ts'
import { PlannedWorkbench } from './planned-workbench.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { ReviewButton } from './review-button.tsx'
import { useDefinition } from './use-definition.ts'
import { useKnownHistory } from './use-known-history.ts'
import { useShowPublished } from './use-show-published.ts'
import { needsHistory } from './value-ops.ts'

export function BlueprintPage() {
  const { tenant, blueprint: name } = useParams({ from: '/inside/t/$tenant/design/$blueprint' })
  const drafts = useDrafts(tenant)
  const planned = drafts.data?.planned[name]?.document
  if (drafts.isPending) return <Loader />
  if (planned) return <PlannedWorkbench key={name} tenant={tenant} name={name} start={planned} />
  return <PublishedBlueprint tenant={tenant} name={name} />
}

const nothing: readonly Blueprint[] = []
const noOps: readonly JsonObject[] = []
const PassageDialog = lazy(async () => ({ default: (await import('../passages/passage-dialog.tsx')).PassageDialog }))
const KindWords = lazy(async () => ({ default: (await import('./kind-words.tsx')).KindWords }))
const MoveRecords = lazy(async () => ({ default: (await import('../migration/move-records.tsx')).MoveRecords }))

interface Moving {
  /** The newest version. */
  readonly to: number
  readonly begin?: 'move' | 'undo' | 'attention'
}

function PublishedBlueprint({ tenant, name }: { readonly tenant: string; readonly name: string }) {
  const client = useQueryClient()
  const blueprint = useBlueprint(tenant, name)
  const draft = useDraft(tenant, name)
  const [moving, setMoving] = useState<Moving>()
  const [passing, setPassing] = useState<'join' | 'part'>()
  const [returning, setReturning] = useState<number>()
  const shown = useRef<string>(undefined)
  const lastField = useRef<string>(undefined)
  const bringsBack = draft.data && needsHistory(draft.data.ops)
  const isKnown = useKnownHistory(tenant, blueprint.data && bringsBack ? [blueprint.data] : nothing)
  const ops = draft.data?.ops ?? noOps
  const others = useDefinitions(tenant, needsBlueprints(ops))
  if (blueprint.error) return <ErrorNotice error={blueprint.error} />
  if (draft.error) return <ErrorNotice error={draft.error} />
  if (!blueprint.data || draft.isPending) return <Loader />
  if (others.data) rememberBlueprints(others.data)
  // Only the draft that was there at first is read with them. Whoever edits has seen what they edit with, and a page that went away
  // while its draft is saved would forget what was just pressed.
  const here = `${name}@${blueprint.data.version}`
  if (shown.current !== here) {
    if (!isKnown) return <Loader />
    if (!areBlueprintsKnown(blueprint.data, ops))
      return others.error ? <ErrorNotice error={others.error} onRetry={() => void others.refetch()} /> : <Loader />
    shown.current = here
  }
  const goBack = () => {
    setMoving(undefined)
    setReturning((moving?.to ?? 2) - 1)
  }
  return (
    <>
      <Workbench
        key={here}
        tenant={tenant}
        published={blueprint.data}
        draft={draft.data}
        lastField={lastField}
        returning={returning}
        onReturned={() => setReturning(undefined)}
        onMove={setMoving}
        onPass={setPassing}
      />
      {passing !== undefined && (
        <Suspense fallback={null}>
          <PassageDialog
            tenant={tenant}
            published={blueprint.data}
            kind={passing}
            onClose={(hasPublished) => {
              setPassing(undefined)
              if (hasPublished) void client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
            }}
          />
        </Suspense>
      )}
      {moving !== undefined && (
        <Suspense fallback={null}>
          <MoveRecords
            tenant={tenant}
            blueprint={name}
            {...moving}
            onBack={ops.length === 0 && moving.to > 1 ? goBack : undefined}
            onClose={() => setMoving(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}

interface WorkbenchProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly draft: Draft | undefined
  /** Key of the field that was worked on: it stays chosen in the next version. */
  readonly lastField: RefObject<string | undefined>
  /** The version that everything shall go back to, now that its records are there again. */
  readonly returning: number | undefined
  readonly onReturned: () => void
  /** Asks whether the records shall move to a version, or back. */
  readonly onMove: (moving: Moving) => void
  /** Asks which records shall come, or leave. */
  readonly onPass: (kind: 'join' | 'part') => void
}

function Workbench(props: WorkbenchProps) {
  const { tenant, published, draft, lastField, returning, onReturned, onMove, onPass } = props
  const { t } = useText()
  const sayError = useErrorText()
  const nameOf = useFieldName()
  const { flows } = useFlowsOf(tenant, published.name)
  const showPublished = useShowPublished(tenant)
  const client = useQueryClient()
  // A draft of the version before, seen for a moment after publishing, is what this version already holds.
  const [start] = useState(() => draftOf(published, draft?.base === published.version ? draft.ops : []))
  const edited = useDefinition(start, published)
  const { part = 'fields' } = useSearch({ from: '/inside/t/$tenant/design/$blueprint' })
  const navigate = useNavigate({ from: '/t/$tenant/design/$blueprint' })
  const isPhone = useIsPhone()
  const [only, setOnly] = useState<DefinitionPart>('fields')
  const [reviewing, setReviewing] = useState(false)
  const ops = useMemo(() => draftOps(published, edited.definition), [published, edited.definition])
  const save = useSaveDraft(tenant, published.name)
  const saving = useSaved(ops, edited.issues.length === 0, (kept) => save.mutateAsync({ ops: kept }))
  const guard = useUnsavedGuard(
    edited.undo !== undefined && edited.issues.length > 0,
    undefined,
    ({ pathname }) => pathname === `/t/${tenant}/design/${published.name}`,
  )
  const title = nameOf({ key: published.name, label: published.label })
  const back = edited.definition.valueOps?.find(({ op }) => op === 'revert')
  /** What stood here before somebody asked to see what going back does. */
  const beforeReturn = useRef<Definition>(undefined)
  const goBack = (version: number, versions: readonly BlueprintVersion[]) => {
    rememberVersions(published, versions)
    try {
      const reverted = revertedTo(published, version)
      beforeReturn.current = edited.definition
      edited.change(reverted)
      setReviewing(true)
    } catch (refused) {
      if (!(refused instanceof MoldeError)) throw refused
      showFailed(refused.issues.map((one) => sayIssue(one, readerHere())).join(' '))
    }
  }
  const closeReview = () => {
    setReviewing(false)
    const before = beforeReturn.current
    beforeReturn.current = undefined
    if (before) edited.change(before)
  }
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const discard = () => {
    const before = edited.definition
    edited.change(blueprintDocument(published))
    showUndo({
      text: t('builder.discarded', { name: title }),
      undo: t('common.undo'),
      // Who has left meanwhile finds it in the draft.
      onUndo: () =>
        isHere.current
          ? edited.takeBack(before)
          : void putDraft(client, tenant, published.name, { ops }).catch((failed: unknown) =>
              showFailed(sayError(failed)),
            ),
    })
  }
  const versions = useBlueprintVersions(tenant, published.name, returning !== undefined)
  const followUp = useStable(() => {
    if (returning === undefined || !versions.data) return
    onReturned()
    goBack(returning, versions.data.items)
  })
  useEffect(() => followUp(), [followUp, returning, versions.data])
  const published_ = async (changed: number) => {
    beforeReturn.current = undefined
    setReviewing(false)
    showPublished([{ name: published.name, title }])
    // The page is another one for the next version: who moves records is asked by what stands around it.
    if (changed > 0) onMove({ to: published.version + 1 })
    await client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
  }
  return (
    <>
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
              {t(flows.length > 1 ? 'design.flows' : 'design.flow')}
            </Button>
            <ReviewButton
              disabled={ops.length === 0 || edited.issues.length > 0 || saving.error !== null}
              save={saving.now}
              onReview={() => setReviewing(true)}
            />
            <BlueprintMenu
              tenant={tenant}
              blueprint={published.name}
              title={title}
              onPass={ops.length === 0 ? onPass : undefined}
              onDiscard={ops.length > 0 ? discard : undefined}
            />
          </>
        }
      />
      {guard}
      <Stack gap="md">
        {saving.error !== null && <ErrorNotice error={saving.error} />}
        <FlowWaits tenant={tenant} blueprint={published} />
        {back && (
          <RevertNote
            version={Number(back['to'])}
            onStay={() => edited.change(withoutValueOp(published, edited.definition, 0))}
          />
        )}
        {part === 'fields' && <AfterCreating tenant={tenant} blueprint={published} />}
        <PartTabs
          label={t('design.part')}
          open={isPhone && part === 'fields' ? only : part}
          onOpen={(next) => {
            if (next !== 'versions' && next !== 'words') setOnly(next)
            void navigate({ search: next === 'versions' || next === 'words' ? { part: next } : {}, replace: true })
          }}
          parts={[
            // Two rows of tabs, one below the other, are one too many for a phone.
            ...(isPhone ? (['fields', 'rules'] as const) : [undefined]).map((one) => ({
              key: one ?? ('fields' as const),
              name:
                one === undefined ? t('design.definition') : one === 'rules' ? t('design.rules') : t('design.fields'),
              body: <BlueprintEditor tenant={tenant} edited={edited} lastField={lastField} only={one} />,
            })),
            ...(ownLanguages().length > 1
              ? [
                  {
                    key: 'words' as const,
                    name: t('words.title'),
                    body: (
                      <Suspense fallback={<Loader />}>
                        <KindWords
                          tenant={tenant}
                          published={published}
                          definition={edited.definition}
                          onChange={(edit) => edited.change(edit(edited.definition))}
                        />
                      </Suspense>
                    ),
                  },
                ]
              : []),
            {
              key: 'versions',
              name: t('design.versions'),
              body: (
                <Stack gap="md">
                  {published.version > 1 && (
                    <WhereRecordsRest
                      tenant={tenant}
                      blueprint={published.name}
                      version={published.version}
                      onMove={(begin) => onMove({ to: published.version, begin })}
                    />
                  )}
                  <VersionList tenant={tenant} published={published} onGoBack={goBack} />
                </Stack>
              ),
            },
          ]}
        />
      </Stack>
      <PublishDialog
        tenant={tenant}
        published={published}
        definition={edited.definition}
        issues={edited.issues}
        opened={reviewing}
        onChange={edited.change}
        save={saving.now}
        onClose={closeReview}
        onPublished={(changed) => void published_(changed)}
      />
    </>
  )
}

/** Fields and flows of one kind are drafts of their own: whoever has changed both may look for one button that publishes them. */
function FlowWaits({ tenant, blueprint }: { readonly tenant: string; readonly blueprint: Blueprint }) {
  const { t } = useText()
  const nameOf = useFlowName(blueprint)
  const isOneFlow = useFlowsOf(tenant, blueprint.name).flows.length < 2
  const params = { tenant, blueprint: blueprint.name }
  return useFlowChangesWait(tenant, blueprint.name).map((flow) => (
    <AsideLine
      key={flow.name}
      says={isOneFlow ? t('design.flowWaits') : t('design.flowWaitsCalled', { flow: nameOf(flow) })}
    >
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link to="/t/$tenant/design/$blueprint/flow" params={params} search={{ flow: flow.name }} {...props} />
        )}
      >
        {t('design.openFlow')}
      </Anchor>
    </AsideLine>
  ))
}
