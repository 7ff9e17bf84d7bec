// Why what was typed is not saved, each reason once.

import { Alert, Text } from '@mantine/core'
import { type Issue, sayIssue } from '@molde/engine'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'

export function NotSaved({ issues }: { readonly issues: readonly Issue[] }) {
  const { t } = useText()
  const sentences = [...new Set(issues.map((issue) => sayIssue(issue, readerHere())))]
  return (
    <Alert color="bad" variant="light" role="status" title={t('builder.mustMend')}>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Alert>
  )
}
