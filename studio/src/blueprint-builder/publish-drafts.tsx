// Publishes everything that waits on the data model: one review of all of it, one button.
import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import type { Issue } from '@molde/engine'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Blueprint, publishDraft } from '../api/blueprints-api.ts'
import { createBlueprint } from '../api/model-api.ts'
import { isRepeatRefused, type Preview, previewDraft } from '../api/preview-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { ConfirmDestroy, type DestroyWords, useConfirmed } from '../publish-panel/confirm-destroy.tsx'
import { type Accepted, acceptedIn, Decisions } from '../publish-panel/decisions.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { sendableDefinition } from './blueprint-ops.ts'
import { draftOps } from './draft-ops.ts'
import { aboutOf, answered } from './draft-questions.ts'
import { DraftReport } from './draft-report.tsx'
import type { Definition } from './edit-blueprint.ts'
import { NewBlueprintReview } from './new-blueprint-review.tsx'
import { useModelSamples } from './use-model-samples.ts'
import { useShowPublished } from './use-show-published.ts'
import { StillAsked, StillRepeated, WhyNotYet } from './why-not-yet.tsx'

export interface PublishDraftsProps {
  readonly tenant: string
  readonly blueprints: readonly DrawnBlueprint[]
  readonly definitionOf: (blueprint: string) => Definition | undefined
  /** Undefined of what was never published. */
  readonly publishedOf: (blueprint: string) => Blueprint | undefined
  /** Why what was answered last is not saved. */
  readonly issuesOf: (blueprint: string) => readonly Issue[]
  readonly onChange: (blueprint: string, edited: (definition: Definition) => Definition, about: string) => void
  /** Everything typed is saved afterwards. */
  readonly onReview: () => Promise<unknown>
  readonly onPublished: (blueprint: string, isNew: boolean) => Promise<unknown>
}

export function PublishDrafts(props: PublishDraftsProps) {
  const { onReview } = props
  const { t } = useText()
  const isPhone = useIsPhone()
  const [reviewing, setReviewing] = useState(false)
  const waiting = props.blueprints.filter((blueprint) => blueprint.changes > 0)
  return (
    <>
      <Button disabled={waiting.length === 0} onClick={() => void onReview().then(() => setReviewing(true))}>
        {t('design.reviewAndPublish')}
        {waiting.length > 0 && ` (${waiting.length})`}
      </Button>
      <Modal
        opened={reviewing}
        onClose={() => setReviewing(false)}
        title={t('design.review')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        size="xl"
        fullScreen={isPhone}
      >
        {reviewing && <Review {...props} waiting={inOrder(waiting)} onClose={() => setReviewing(false)} />}
      </Modal>
    </>
  )
}

/** What is new first: the changes of others may lead to it. */
function inOrder(waiting: readonly DrawnBlueprint[]): readonly DrawnBlueprint[] {
  return [...waiting.filter(({ version }) => version === 0), ...waiting.filter(({ version }) => version > 0)]
}

interface ReviewProps extends PublishDraftsProps {
  readonly waiting: readonly DrawnBlueprint[]
  readonly onClose: () => void
}

function Review(props: ReviewProps) {
  const { tenant, blueprints, waiting, definitionOf, publishedOf, issuesOf, onReview, onChange, onPublished, onClose } =
    props
  const { t } = useText()
  const nameOf = useFieldName()
  const client = useQueryClient()
  const samples = useModelSamples(tenant)
  const showPublished = useShowPublished(tenant, samples.make)
  const opsOf = (name: string) => {
    const [published, definition] = [publishedOf(name), definitionOf(name)]
    return published && definition ? draftOps(published, definition) : []
  }
  const drafted = waiting.filter(({ version }) => version > 0)
  const previews = useQueries({
    queries: drafted.map(({ name, version }) => ({
      queryKey: ['tenant', tenant, 'draft-preview', name, version, opsOf(name)],
      // What was answered is saved first: the report is about what the server has.
      queryFn: () => onReview().then(() => previewDraft(tenant, name)),
      // The last report stays while an answer is on its way; its token is not good any more.
      placeholderData: (before: Preview | undefined) => before,
      staleTime: 0,
      gcTime: 0,
      retry: false,
      refetchOnWindowFocus: false,
    })),
  })
  const confirmed = useConfirmed()
  const [words, setWords] = useState<{ readonly [blueprint: string]: DestroyWords }>({})
  const confirmOf = (name: string) => confirmed(previewOf(name)?.data?.report.destroys, words[name])
  const [accepted, setAccepted] = useState<{ readonly [blueprint: string]: Accepted }>({})
  const acceptOf = (name: string) => acceptedIn(previewOf(name)?.data?.report, accepted[name] ?? [])
  const previewOf = (name: string) => previews[drafted.findIndex((one) => one.name === name)]
  const isRefused = waiting.some(({ name }) => isRepeatRefused(previewOf(name)?.data?.report))
  const isReady =
    waiting.length > 0 &&
    !isRefused &&
    waiting.every(({ name }) => confirmOf(name) !== undefined && acceptOf(name) !== undefined) &&
    waiting.every(({ name }) => issuesOf(name).length === 0) &&
    previews.every(({ data, isPlaceholderData }) => data && !isPlaceholderData)
  const isStillAsked =
    waiting.every(({ name }) => issuesOf(name).length === 0) &&
    waiting.some(({ name }) => confirmOf(name) === undefined || acceptOf(name) === undefined)
  const [publishing, setPublishing] = useState(false)
  const [failed, setFailed] = useState<{ readonly blueprint: string; readonly error: unknown }>()
  const publish = async () => {
    setPublishing(true)
    setFailed(undefined)
    for (const { name, version } of waiting) {
      try {
        if (version === 0) {
          const definition = definitionOf(name)
          if (definition) await createBlueprint(client, tenant, sendableDefinition(definition))
        } else {
          const [token, confirm, accept] = [previewOf(name)?.data?.token, confirmOf(name), acceptOf(name)]
          if (token !== undefined && confirm && accept)
            await publishDraft(client, tenant, name, { token, confirm, accept })
        }
        await onPublished(name, version === 0)
      } catch (error) {
        // What was published before it stays so; the rest still waits.
        setFailed({ blueprint: name, error })
        setPublishing(false)
        return
      }
    }
    setPublishing(false)
    showPublished(waiting.map((one) => ({ name: one.name, title: label(one) })))
    onClose()
  }
  const label = (blueprint: DrawnBlueprint) => nameOf({ key: blueprint.name, label: blueprint.label })
  return (
    <Stack gap="lg">
      {waiting.map((blueprint) => (
        <Stack key={blueprint.name} gap="xs" component="section" aria-label={label(blueprint)}>
          <Text fw={600} component="h3" m={0}>
            {label(blueprint)}
          </Text>
          {blueprint.version === 0 ? (
            <NewBlueprintReview definition={definitionOf(blueprint.name)} blueprints={blueprints} />
          ) : (
            <DraftReview
              tenant={tenant}
              published={publishedOf(blueprint.name)}
              definition={definitionOf(blueprint.name)}
              preview={previews[drafted.indexOf(blueprint)]}
              onRetry={() => void previews[drafted.indexOf(blueprint)]?.refetch()}
              onChange={onChange}
            />
          )}
          <Decisions
            report={previewOf(blueprint.name)?.data?.report}
            accepted={accepted[blueprint.name] ?? []}
            onChange={(said) => setAccepted((before) => ({ ...before, [blueprint.name]: said }))}
          />
          <ConfirmDestroy
            destroys={previewOf(blueprint.name)?.data?.report.destroys ?? []}
            words={words[blueprint.name] ?? {}}
            onChange={(said) => setWords((before) => ({ ...before, [blueprint.name]: said }))}
          />
          {failed?.blueprint === blueprint.name && <ErrorNotice error={failed.error} />}
        </Stack>
      ))}
      <Group justify="flex-end" className="last-acts dialog-acts">
        {waiting.map((blueprint) => (
          <WhyNotYet
            key={blueprint.name}
            published={publishedOf(blueprint.name)}
            definition={definitionOf(blueprint.name)}
            issues={issuesOf(blueprint.name)}
            of={waiting.length > 1 ? label(blueprint) : undefined}
          />
        ))}
        {isStillAsked && <StillAsked />}
        {isRefused && <StillRepeated />}
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={!isReady} loading={publishing} onClick={() => void publish()}>
          {waiting.length > 1 ? t('builder.publishAll') : t('design.publish')}
        </Button>
      </Group>
    </Stack>
  )
}

interface DraftReviewProps {
  readonly tenant: string
  /** Both are there while the draft is. */
  readonly published: Blueprint | undefined
  readonly definition: Definition | undefined
  readonly preview:
    | { readonly data?: Awaited<ReturnType<typeof previewDraft>> | undefined; readonly error: unknown }
    | undefined
  readonly onRetry: () => void
  readonly onChange: PublishDraftsProps['onChange']
}

function DraftReview({ tenant, published, definition, preview, onRetry, onChange }: DraftReviewProps) {
  const { t } = useText()
  if (preview?.error) return <ErrorNotice error={preview.error} onRetry={onRetry} />
  const report = preview?.data?.report
  if (!report || !published || !definition) return <Loader size="sm" aria-label={t('common.loading')} />
  return (
    <DraftReport
      tenant={tenant}
      published={published}
      definition={definition}
      report={report}
      onAnswer={(question, answer) =>
        onChange(published.name, (now) => answered(now, question, answer), aboutOf(question))
      }
    />
  )
}
