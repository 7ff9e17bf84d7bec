// What publishing a draft will do, with the questions that are still open put where they arise.
import { Alert, Loader, Stack } from '@mantine/core'
import { lazy, Suspense, useMemo } from 'react'
import { type Blueprint, useDraft } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import type { Preview } from '../api/preview-api.ts'
import { changesOnlyWords } from '../publish-panel/only-words.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { backTo } from './change-values.ts'
import { choicesNotInFlow } from './choices-not-in-flow.ts'
import type { Definition } from './definition.ts'
import { type Answer, aboutOf, type DraftQuestion } from './draft-questions.ts'
import { safeQuestions } from './field-questions.tsx'
import { QuestionInput } from './question-input.tsx'
import { questionId } from './why-not-yet.tsx'

const ReportPanel = lazy(async () => ({ default: (await import('../publish-panel/report-panel.tsx')).ReportPanel }))

/** Ids of fields whose rows become records. */
function turnedIn({ valueOps = [] }: Definition): string[] {
  const turned = valueOps.filter(({ op, direction }) => op === 'subtable' && direction !== 'to-group')
  return turned.map(({ field }) => String(field))
}

interface DraftReportProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  readonly report: Preview['report']
  readonly onAnswer: (question: DraftQuestion, answer: Answer) => void
}

export function DraftReport({ tenant, published, definition, report, onAnswer }: DraftReportProps) {
  const { t } = useText()
  const kept = useDraft(tenant, published.name).data?.ops
  const questions = useMemo(() => safeQuestions(published, definition, kept), [published, definition, kept])
  return (
    <Suspense fallback={<Loader size="sm" aria-label={t('common.loading')} />}>
      <Stack gap="lg">
        <ReportPanel
          tenant={tenant}
          version={published.version}
          fields={published.fields}
          titleField={published.titleField}
          backTo={backTo(definition)}
          report={report}
          isOnlyWords={report.after !== undefined && changesOnlyWords(published, report.after)}
          destroyed={Object.keys(definition.decisions?.purged ?? {})}
          turned={turnedIn(definition)}
          questionsOf={(op) =>
            questions
              .filter((question) => question.op === op)
              .map((question) => (
                <div key={aboutOf(question)} id={questionId(published.name, aboutOf(question))}>
                  <QuestionInput
                    tenant={tenant}
                    definition={definition}
                    question={question}
                    onAnswer={(answer) => onAnswer(question, answer)}
                  />
                </div>
              ))
          }
        />
        <NotInFlow tenant={tenant} published={published} definition={definition} />
      </Stack>
    </Suspense>
  )
}

function NotInFlow({ tenant, published, definition }: Omit<DraftReportProps, 'report' | 'onAnswer'>) {
  const { t } = useText()
  const { say } = useFormats()
  const nameOf = useFieldName()
  const { flows } = useFlowsOf(tenant, published.name)
  return flows.map((flow) => {
    const field = published.fields.find(({ key }) => key === flow.stateField)
    if (!field) return null
    return choicesNotInFlow(published, definition, flow).map(({ id, key, label }) => (
      <Alert key={`${field.id} ${id}`} variant="light" color="warn">
        {t('design.choiceNotInFlow', { choice: say(label, wordsOfKey(key)), field: nameOf(field) })}
      </Alert>
    ))
  })
}
