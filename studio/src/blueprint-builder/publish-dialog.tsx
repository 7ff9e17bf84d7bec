// What publishing will do, in sentences and numbers, before it is done.
import { Alert, Button, Group, List, Loader, Modal, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { usePreviewDraft, usePublishDraft } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'

export interface PublishDialogProps {
  readonly tenant: string
  readonly blueprint: string
  readonly version: number
  readonly opened: boolean
  readonly onClose: () => void
  readonly onPublished: () => void
}

export function PublishDialog({ opened, onClose, ...rest }: PublishDialogProps) {
  const { t } = useText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('design.review')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      {opened && <Review onClose={onClose} {...rest} />}
    </Modal>
  )
}

function Review({ tenant, blueprint, version, onClose, onPublished }: Omit<PublishDialogProps, 'opened'>) {
  const { t } = useText()
  const preview = usePreviewDraft(tenant, blueprint)
  const publish = usePublishDraft(tenant, blueprint)
  const { mutate } = preview
  useEffect(() => mutate(), [mutate])
  const report = preview.data?.report
  return (
    <Stack gap="md">
      {preview.isPending && <Loader size="sm" />}
      {preview.error && <ErrorNotice error={preview.error} onRetry={() => mutate()} />}
      {report && (
        <>
          <Text>{t('design.becomes', { version: version + 1 })}</Text>
          <List size="sm" spacing={4}>
            {report.sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          <Alert variant="light" color="ok">
            {t('design.recordsStay', { count: report.records.total })}
          </Alert>
          {report.findings.map((finding) => (
            <Alert key={finding.rule} variant="light" color="bad">
              {t('design.ruleBroken', { count: finding.n })}
            </Alert>
          ))}
        </>
      )}
      {publish.error && <ErrorNotice error={publish.error} onRetry={() => mutate()} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={!preview.data}
          loading={publish.isPending}
          onClick={() => preview.data && publish.mutate(preview.data.token, { onSuccess: onPublished })}
        >
          {t('design.publish')}
        </Button>
      </Group>
    </Stack>
  )
}
