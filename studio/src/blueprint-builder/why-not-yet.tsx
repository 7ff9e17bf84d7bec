// Why a review cannot be published as it stands, beside the button that would, with the way to what is to be answered.

import { Button, Text } from '@mantine/core'
import { type Issue, sayIssue } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import type { Definition } from './definition.ts'
import { aboutOf } from './draft-questions.ts'
import { safeQuestions } from './field-questions.tsx'

export interface WhyNotYetProps {
  readonly published: Blueprint | undefined
  readonly definition: Definition | undefined
  readonly issues: readonly Issue[]
  /** Whose issues they are, where several are reviewed. */
  readonly of?: string | undefined
}

export function WhyNotYet({ published, definition, issues, of }: WhyNotYetProps) {
  const { t } = useText()
  if (issues.length === 0) return null
  const sentences = [...new Set(issues.map((issue) => sayIssue(issue, readerHere())))]
  const question = published && definition && questionOf(published, definition, issues)
  return (
    <div role="status" style={{ flex: '1 1 260px', minWidth: 0 }}>
      <Text size="sm" fw={600} c="var(--molde-bad)">
        {of === undefined ? t('design.mustMend') : `${t('design.mustMend')}: ${of}`}
      </Text>
      <Text size="sm" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
        {sentences.join(' ')}
      </Text>
      {question !== undefined && (
        <Button variant="subtle" size="compact-sm" ml={-8} onClick={() => showQuestion(question)}>
          {t('publish.toQuestion')}
        </Button>
      )}
    </div>
  )
}

/** Nothing is wrong, but what is destroyed or stays has not been confirmed. */
export function StillAsked() {
  const { t } = useText()
  return (
    <div role="status" style={{ flex: '1 1 260px', minWidth: 0 }}>
      <Text size="sm">{t('publish.stillAsked')}</Text>
      <Button variant="subtle" size="compact-sm" ml={-8} onClick={showAsked}>
        {t('publish.toQuestion')}
      </Button>
    </div>
  )
}

/** Records repeat one another in what becomes unique. */
export function StillRepeated() {
  const { t } = useText()
  return (
    <Text size="sm" role="status" style={{ flex: '1 1 260px', minWidth: 0 }}>
      {t('unique.laterFirstAbout')}
    </Text>
  )
}

function showAsked(): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('[data-asked] input')]
  const open = inputs.find((one) => (one.type === 'checkbox' ? !one.checked : one.value.trim() === '')) ?? inputs[0]
  open?.scrollIntoView({ block: 'center' })
  open?.focus({ preventScroll: true })
}

/** The id of the element around a question in a review. */
export const questionId = (blueprint: string, about: string) => `question ${blueprint} ${about}`.replaceAll(' ', '-')

function questionOf(published: Blueprint, definition: Definition, issues: readonly Issue[]): string | undefined {
  const ops = issues.map(({ path }) => path[1])
  const found = safeQuestions(published, definition).find(({ op }) => ops.includes(op))
  return found && questionId(published.name, aboutOf(found))
}

/** What is typed is wrong rather than what is chosen. */
function showQuestion(id: string): void {
  const question = document.getElementById(id)
  question?.scrollIntoView({ block: 'center' })
  const typed = question?.querySelector<HTMLElement>('input:not([type="radio"]), textarea, [contenteditable="true"]')
  const asked = typed ?? question?.querySelector<HTMLElement>('input:checked')
  asked?.focus({ preventScroll: true })
}
