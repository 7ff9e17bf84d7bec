// What went wrong, where it happened, and the way on.
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useText } from '../text/text.ts'

export interface ErrorNoticeProps {
  readonly error: unknown
  /** Where somebody can say it better than the server. */
  readonly text?: string
  readonly onRetry?: () => void
}

export function ErrorNotice({ error, text, onRetry }: ErrorNoticeProps) {
  const { t } = useText()
  const said = useErrorText()(error)
  return (
    <Alert color="bad" variant="light" role="alert" icon={<IconAlertTriangle stroke={1.5} aria-hidden />} my="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{text ?? said}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

/** An error as a sentence; the reasons a server gave follow its own sentence. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useText()
  return (error) => {
    const said = errorMembers(error)
    if (said.code === 'offline') return t('common.offline')
    if (said.code === 'changed-meanwhile') return t('builder.changedMeanwhile')
    if (said.status === 429) return t('common.tooMany')
    const reasons = said.issues.map((issue) => issue.message).filter((message) => message && message !== said.message)
    const sentence = [said.message, ...new Set(reasons)].filter(Boolean).join(' · ')
    return sentence || t('common.unexpected')
  }
}

function errorMembers(error: unknown) {
  const { code, status, message, issues } = (error ?? {}) as {
    code?: string
    status?: number
    message?: string
    issues?: readonly { message: string }[]
  }
  // A bug's own message is no sentence for people.
  const forPeople = status !== undefined
  return { code, status, message: forPeople ? (message ?? '') : '', issues: forPeople ? (issues ?? []) : [] }
}
