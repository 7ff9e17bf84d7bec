// What a list can be asked about promised times: three names for each, and one way to ask.
import { type ClockPart, sayClockName } from '@molde/engine'
import { useMemo } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import type { ListClock } from '../api/flows-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { askClock, type ClockQuestion, clockQuestions, dueToday, questionOf } from './clock-question.ts'
import type { Condition } from './condition.ts'
import type { ConditionName, OwnQuestions } from './condition-names.ts'
import { sayUnit } from './say-condition.ts'
import { spanOf } from './span-ahead.ts'

export interface ClockWording {
  readonly t: ReturnType<typeof useText>['t']
  readonly language: string
}

/** Keep the clocks the same between renders. */
export function useClockNames(clocks: readonly ListClock[] | undefined): readonly ConditionName[] {
  const { t } = useText()
  const { say } = useFormats()
  const language = currentLanguage()
  return useMemo(
    () =>
      (clocks ?? []).flatMap((clock) =>
        namesOfClock(clock.name, say(clock.label, wordsOfKey(clock.name)), { t, language }),
      ),
    [clocks, say, t, language],
  )
}

const states = ['runs', 'pauses', 'stopped'] as const
const parts: readonly ClockPart[] = ['lateAt', 'dueAt', 'status']

export function namesOfClock(clock: string, label: string, wording: ClockWording): readonly ConditionName[] {
  const { t } = wording
  const options = states.map((key) => ({ id: key, key, label: t(`clocks.state_${key}`) }))
  const fields: Record<ClockPart, Pick<WireField, 'type' | 'options'>> = {
    lateAt: { type: 'datetime' },
    dueAt: { type: 'datetime' },
    status: { type: 'enum', options },
  }
  return parts.map((part) => {
    const name = sayClockName(clock, part)
    return {
      name,
      label: t(`clocks.part_${part}`, { clock: label }),
      field: { key: name, ...fields[part] },
      group: 'clock',
      own: questionsOf({ clock, label, part }, wording),
    }
  })
}

interface OfClock {
  readonly clock: string
  readonly label: string
  readonly part: ClockPart
}

function questionsOf({ clock, label, part }: OfClock, wording: ClockWording): OwnQuestions {
  const { t } = wording
  return {
    label,
    name: sayClockName(clock, 'lateAt'),
    questions: clockQuestions.map((key) => ({ key, label: t(`clocks.ask_${key}`) })),
    questionOf: (condition) => questionOf(condition, part),
    ask: (question, before) => askClock(clock, question as ClockQuestion, before),
    needs: { late: 'nothing', within: 'span', begun: 'nothing', notBegun: 'nothing' },
    usual: [
      { label: t('clocks.usual_late'), conditions: [askClock(clock, 'late')] },
      { label: t('clocks.usual_today'), conditions: dueToday(clock) },
    ],
    say: (condition) => sayQuestion(condition, part, wording),
  }
}

function sayQuestion(condition: Condition, part: ClockPart, { t, language }: ClockWording): string | undefined {
  const question = questionOf(condition, part)
  switch (question) {
    case 'late':
    case 'begun':
    case 'notBegun':
      return t(`clocks.ask_${question}`)
    case 'within': {
      const { amount, unit } = spanOf(condition.value) ?? { amount: 0, unit: 'hours' }
      return t('clocks.say_within', { span: sayUnit(amount, unit === 'days' ? 'day' : 'hour', language) })
    }
    case 'is':
    case 'isNot': {
      const chosen = states.filter((state) => [condition.value].flat().includes(state))
      const said = chosen.map((state) => t(`clocks.state_${state}`))
      const list = said.length === 0 ? '…' : new Intl.ListFormat(language, { type: 'disjunction' }).format(said)
      return question === 'is' ? list : t('clocks.say_isNot', { state: list })
    }
    case 'before':
    case 'after':
    case undefined:
      return undefined
  }
}
