// The answer to a question of a draft: in the settings of the field, and where it is reviewed.
import { useMemo } from 'react'
import { FailingChoice } from '../field-change/failing-choice.tsx'
import { FillChoice } from '../field-change/fill-choice.tsx'
import { RemapChoice } from '../field-change/remap-choice.tsx'
import type { Definition } from './definition.ts'
import type { Answer, DraftQuestion } from './draft-questions.ts'
import { scopeOfDefinition } from './follow-renames.ts'

export interface QuestionInputProps {
  readonly tenant: string
  readonly definition: Definition
  readonly question: DraftQuestion
  readonly onAnswer: (answer: Answer) => void
}

export function QuestionInput({ tenant, definition, question, onAnswer }: QuestionInputProps) {
  const scope = useMemo(() => scopeOfDefinition(definition), [definition])
  const { field } = question
  if (question.kind === 'fill')
    return <FillChoice field={field} scope={scope} value={question.answer} onChange={onAnswer} />
  if (question.kind === 'failing')
    return <FailingChoice field={field} value={question.answer} ways={question.ways} onChange={onAnswer} />
  const options = field.options ?? []
  const gone = (question.before.options ?? []).filter(({ id }) => options.every((option) => option.id !== id))
  return (
    <RemapChoice
      tenant={tenant}
      blueprint={definition.name}
      field={question.before}
      gone={gone}
      options={options}
      map={question.answer}
      onChange={onAnswer}
    />
  )
}
