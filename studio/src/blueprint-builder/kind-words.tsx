// The words of a kind of record in all languages of its workspace, and those of its flow.
import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useFlowOf } from '../api/flows-api.ts'
import { definitionTexts } from '../own-words/definition-texts.ts'
import { isStateOf } from '../own-words/flow-texts.ts'
import { FlowWords } from '../own-words/flow-words.tsx'
import { withWords } from '../own-words/own-text.ts'
import { WordsTable } from '../own-words/words-table.tsx'
import { useText } from '../text/text.ts'
import type { Definition } from './definition.ts'

export interface KindWordsProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  readonly onChange: (edit: (definition: Definition) => Definition) => void
}

export function KindWords({ tenant, published, definition, onChange }: KindWordsProps) {
  const { t } = useText()
  const { flow } = useFlowOf(tenant, published.name)
  const texts = useMemo(
    () => definitionTexts(definition, (field, choice) => isStateOf(flow, field, choice)),
    [definition, flow],
  )
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        {t('words.about')}
      </Text>
      <WordsTable
        title={t('words.kindTitle')}
        texts={texts}
        onChange={(edits) => onChange((now) => withWords(now, edits))}
      />
      {flow && <FlowWords tenant={tenant} blueprint={published} flow={flow} />}
    </Stack>
  )
}
