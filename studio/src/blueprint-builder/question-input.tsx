// The answer to a question of a draft: in the settings of the field, and where it is reviewed.
import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { FailingChoice } from '../field-change/failing-choice.tsx'
import { FillChoice, isFillAsked } from '../field-change/fill-choice.tsx'
import { RemapChoice } from '../field-change/remap-choice.tsx'
import { useFieldName } from '../text/use-field-name.ts'
import type { Definition } from './definition.ts'
import type { Answer, DraftQuestion } from './draft-questions.ts'
import { scopeOfDefinition } from './follow-renames.ts'

export interface QuestionInputProps {
  readonly tenant: string
  readonly definition: Definition
  readonly question: DraftQuestion
  readonly onAnswer: (answer: Answer) => void
}

export function QuestionInput(props: QuestionInputProps) {
  const nameOf = useFieldName()
  const { kind, field, columns } = props.question
  if (kind === 'fill' && !isFillAsked(field)) return null
  if (!columns) return <OneQuestion {...props} />
  // One sentence stands for all that its rows become: which column is asked about is said here.
  return (
    <Stack gap={4} role="group" aria-label={nameOf(field)}>
      <Text size="sm" fw={600} aria-hidden>
        {nameOf(field)}
      </Text>
      <OneQuestion {...props} />
    </Stack>
  )
}

function OneQuestion({ tenant, definition, question, onAnswer }: QuestionInputProps) {
  const { field, columns } = question
  const fields = columns ?? definition.fields
  const scope = useMemo(() => scopeOfDefinition({ fields }), [fields])
  if (question.kind === 'fill')
    return <FillChoice field={field} scope={scope} value={question.answer} onChange={onAnswer} />
  if (question.kind === 'failing')
    return <FailingChoice field={field} value={question.answer} ways={question.ways} onChange={onAnswer} />
  const options = field.options ?? []
  const gone = (question.before.options ?? []).filter(({ id }) => options.every((option) => option.id !== id))
  return (
    <RemapChoice
      tenant={tenant}
      // How many records have a choice in a column of theirs, no list can be asked.
      blueprint={columns ? undefined : definition.name}
      field={question.before}
      gone={gone}
      options={options}
      map={question.answer}
      onChange={onAnswer}
    />
  )
}
