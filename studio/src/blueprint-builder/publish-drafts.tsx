// Publishes everything that waits on the data model: one review of all of it, one button.
import { Alert, Button, Group, List, Loader, Modal, Stack, Text } from '@mantine/core'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { previewDraft, publishDraft } from '../api/blueprints-api.ts'
import { createBlueprint } from '../api/model-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { sendableDefinition } from './blueprint-ops.ts'
import type { Definition } from './edit-blueprint.ts'
import { NewBlueprintReview } from './new-blueprint-review.tsx'

export interface PublishDraftsProps {
  readonly tenant: string
  readonly blueprints: readonly DrawnBlueprint[]
  readonly definitionOf: (blueprint: string) => Definition | undefined
  /** Everything typed is saved afterwards. */
  readonly onReview: () => Promise<unknown>
  readonly onPublished: (blueprint: string, isNew: boolean) => Promise<unknown>
}

export function PublishDrafts({ onReview, ...props }: PublishDraftsProps) {
  const { t } = useText()
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
        size="lg"
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

interface ReviewProps extends Omit<PublishDraftsProps, 'onReview'> {
  readonly waiting: readonly DrawnBlueprint[]
  readonly onClose: () => void
}

function Review({ tenant, blueprints, waiting, definitionOf, onPublished, onClose }: ReviewProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const client = useQueryClient()
  const drafted = waiting.filter(({ version }) => version > 0)
  const previews = useQueries({
    queries: drafted.map(({ name, version, changes }) => ({
      queryKey: ['tenant', tenant, 'draft-preview', name, version, changes],
      queryFn: () => previewDraft(tenant, name),
      staleTime: 0,
      gcTime: 0,
      retry: false,
      refetchOnWindowFocus: false,
    })),
  })
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
          const token = previews[drafted.findIndex((one) => one.name === name)]?.data?.token
          if (token !== undefined) await publishDraft(client, tenant, name, token)
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
    showDone(t('design.published'))
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
              version={blueprint.version}
              preview={previews[drafted.indexOf(blueprint)]}
              onRetry={() => void previews[drafted.indexOf(blueprint)]?.refetch()}
            />
          )}
          {failed?.blueprint === blueprint.name && <ErrorNotice error={failed.error} />}
        </Stack>
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={waiting.length === 0 || previews.some(({ data }) => !data)}
          loading={publishing}
          onClick={() => void publish()}
        >
          {waiting.length > 1 ? t('builder.publishAll') : t('design.publish')}
        </Button>
      </Group>
    </Stack>
  )
}

interface DraftReviewProps {
  readonly version: number
  readonly preview:
    | { readonly data?: Awaited<ReturnType<typeof previewDraft>> | undefined; readonly error: unknown }
    | undefined
  readonly onRetry: () => void
}

function DraftReview({ version, preview, onRetry }: DraftReviewProps) {
  const { t } = useText()
  if (preview?.error) return <ErrorNotice error={preview.error} onRetry={onRetry} />
  const report = preview?.data?.report
  if (!report) return <Loader size="sm" aria-label={t('common.loading')} />
  return (
    <>
      <Text size="sm">{t('design.becomes', { version: version + 1 })}</Text>
      <List size="sm" spacing={4}>
        {report.sentences.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {t('design.recordsStay', { count: report.records.total })}
      </Text>
      {report.findings.map((finding) => (
        <Alert key={finding.rule} variant="light" color="bad">
          {t('design.ruleBroken', { count: finding.n })}
        </Alert>
      ))}
    </>
  )
}
