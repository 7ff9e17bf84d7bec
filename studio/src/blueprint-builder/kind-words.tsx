// The words of a kind of record in all languages of its workspace, and those of its flows.
import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { definitionTexts } from '../own-words/definition-texts.ts'
import { isStateOf } from '../own-words/flow-texts.ts'
import { FlowWords } from '../own-words/flow-words.tsx'
import { withWords } from '../own-words/own-text.ts'
import { WordsTable } from '../own-words/words-table.tsx'
import { useText } from '../text/text.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import type { Definition } from './definition.ts'

export interface KindWordsProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  readonly onChange: (edit: (definition: Definition) => Definition) => void
}

export function KindWords({ tenant, published, definition, onChange }: KindWordsProps) {
  const { t } = useText()
  const { flows } = useFlowsOf(tenant, published.name)
  const nameOf = useFlowName(published)
  const texts = useMemo(
    () => definitionTexts(definition, (field, choice) => flows.some((flow) => isStateOf(flow, field, choice))),
    [definition, flows],
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
      {flows.map((flow) => (
        <FlowWords
          key={flow.name}
          tenant={tenant}
          blueprint={published}
          flow={flow}
          title={flows.length > 1 ? t('design.flowCalled', { flow: nameOf(flow) }) : t('design.flow')}
        />
      ))}
    </Stack>
  )
}
