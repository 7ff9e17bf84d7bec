// What publishing will do, in sentences and numbers, before it is done; what is left to be decided is decided right there.
import { Button, Group, Loader, Modal, Stack } from '@mantine/core'
import type { Issue } from '@molde/engine'
import { useEffect, useRef, useState } from 'react'
import { type Blueprint, type PublishWish, usePublishDraft } from '../api/blueprints-api.ts'
import { isRepeatRefused, type Preview, previewDraft } from '../api/preview-api.ts'
import { ConfirmDestroy, type DestroyWords, useConfirmed } from '../publish-panel/confirm-destroy.tsx'
import { type Accepted, acceptedIn, Decisions } from '../publish-panel/decisions.tsx'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { backTo } from './change-values.ts'
import type { Definition } from './definition.ts'
import { answered } from './draft-questions.ts'
import { DraftReport } from './draft-report.tsx'
import { StillAsked, StillRepeated, WhyNotYet } from './why-not-yet.tsx'

export interface PublishDialogProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  /** Why it cannot be published as it stands. */
  readonly issues: readonly Issue[]
  readonly opened: boolean
  readonly onChange: (definition: Definition) => void
  /** Saves what was answered. */
  readonly save: () => Promise<void>
  readonly onClose: () => void
  /** With how many records get other values, as far as that is known. */
  readonly onPublished: (changed: number) => void
}

export function PublishDialog({ opened, onClose, ...rest }: PublishDialogProps) {
  const { t } = useText()
  const isPhone = useIsPhone()
  const version = backTo(rest.definition)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={version === undefined ? t('design.review') : t('versions.goBack', { version })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="xl"
      fullScreen={isPhone}
    >
      {opened && <Review onClose={onClose} {...rest} />}
    </Modal>
  )
}

function Review(props: Omit<PublishDialogProps, 'opened'>) {
  const { tenant, published, definition, issues, onChange, save, onClose, onPublished } = props
  const isLegal = issues.length === 0
  const { t } = useText()
  const publish = usePublishDraft(tenant, published.name)
  const { report, token, error, again } = useReport(tenant, published.name, definition, isLegal, save)
  const [words, setWords] = useState<DestroyWords>({})
  const [accepted, setAccepted] = useState<Accepted>([])
  // Other pages hear of the new version before this one has its answer, and may have taken this dialog's place by then: what follows
  // hangs on the answer, not on the dialog.
  const confirm = useConfirmed()(report?.destroys, words)
  const accept = acceptedIn(report, accepted)
  const isRefused = isRepeatRefused(report)
  const publishNow = (reviewed: PublishWish) => {
    const changed = report?.records.changed ?? 0
    publish.mutateAsync(reviewed).then(
      () => onPublished(changed),
      () => undefined,
    )
  }
  return (
    // The keyboard begins at the text, so that one Enter too many closes nothing.
    <Stack gap="md" tabIndex={-1} data-autofocus className="reads-first">
      {!report && !error && <Loader size="sm" aria-label={t('common.loading')} />}
      {error !== undefined && <ErrorNotice error={error} onRetry={again} />}
      {report && (
        <DraftReport
          tenant={tenant}
          published={published}
          definition={definition}
          report={report}
          onAnswer={(question, answer) => onChange(answered(definition, question, answer))}
        />
      )}
      <Decisions report={report} accepted={accepted} onChange={setAccepted} />
      {report?.destroys && <ConfirmDestroy destroys={report.destroys} words={words} onChange={setWords} />}
      {publish.error && <ErrorNotice error={publish.error} onRetry={again} />}
      <Group justify="flex-end" className="last-acts dialog-acts">
        <WhyNotYet published={published} definition={definition} issues={issues} />
        {report && issues.length === 0 && (confirm === undefined || accept === undefined) && <StillAsked />}
        {isRefused && isLegal && <StillRepeated />}
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={token === undefined || confirm === undefined || accept === undefined || !isLegal || isRefused}
          loading={publish.isPending}
          onClick={() => {
            if (token !== undefined && confirm && accept) publishNow({ token, confirm, accept })
          }}
        >
          {t('design.publish')}
        </Button>
      </Group>
    </Stack>
  )
}

/** As long as somebody types an answer without a pause, nothing is asked. */
const pause = 400

/** The newest report, and the token while it is about the definition as it stands. What was answered is saved first. */
function useReport(
  tenant: string,
  blueprint: string,
  definition: Definition,
  isLegal: boolean,
  save: () => Promise<void>,
) {
  const [shown, setShown] = useState<{ readonly preview: Preview; readonly of: Definition }>()
  const [error, setError] = useState<unknown>()
  const [round, setRound] = useState(0)
  const latest = useRef(save)
  latest.current = save
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isLegal) return
    let isOver = false
    const ask = async () => {
      try {
        await latest.current()
        const preview = await previewDraft(tenant, blueprint)
        if (isOver) return
        setShown({ preview, of: definition })
        setError(undefined)
      } catch (failed) {
        if (!isOver) setError(failed)
      }
    }
    // A round that was asked for is gone at once.
    const timer = setTimeout(() => void ask(), isFirst.current || round > 0 ? 0 : pause)
    isFirst.current = false
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [tenant, blueprint, definition, isLegal, round])
  return {
    report: shown?.preview.report,
    token: shown?.of === definition && error === undefined ? shown.preview.token : undefined,
    error,
    again: () => setRound((before) => before + 1),
  }
}
