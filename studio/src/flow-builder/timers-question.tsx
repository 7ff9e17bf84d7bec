// What becomes of timers that run when the flow is published: asked where they would be due at another moment, with how many.
import { Radio, Stack, Text } from '@mantine/core'
import type { FlowPreview, TimerPolicy } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

export interface TimersQuestionProps {
  readonly timers: NonNullable<FlowPreview['report']['timers']>
  readonly value: TimerPolicy
  readonly onChange: (value: TimerPolicy) => void
}

const policies = ['recompute', 'keep-deadline', 'restart'] as const

export function TimersQuestion({ timers, value, onChange }: TimersQuestionProps) {
  const { t } = useText()
  const { number } = useFormats()
  const { running, moved, overdue, overdueNew, exact } = timers
  const most = (count: number) => (exact ? number(count) : t('timer.atLeast', { number: number(count) }))
  const atOnce = { recompute: overdue, 'keep-deadline': overdueNew, restart: 0 }
  if (moved === 0 && overdueNew === 0) return null
  return (
    <Radio.Group
      label={t('timer.ask', { count: running, shown: most(running) })}
      description={t('timer.askAbout', { count: moved, shown: most(moved) })}
      value={value}
      onChange={(next) => onChange(policies.find((one) => one === next) ?? 'recompute')}
    >
      <Stack gap="xs" mt="xs">
        {policies.map((one) => (
          <Radio
            key={one}
            value={one}
            label={t(`timer.policy.${one}`)}
            description={
              <Text component="span" size="xs" c={atOnce[one] > 0 ? 'warn' : 'dimmed'}>
                {t(`timer.policyAbout.${one}`)}{' '}
                {atOnce[one] > 0
                  ? t('timer.atOnceThen', { count: atOnce[one], shown: most(atOnce[one]) })
                  : t('timer.noneAtOnce')}
              </Text>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
