// Rules that hold for a whole record: a condition and the sentence people read when it does not hold.

import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { IconPlus } from '@tabler/icons-react'
import type { WireRule } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { nextTemporaryId } from './edit-blueprint.ts'

export interface RuleListProps {
  readonly rules: readonly WireRule[]
  readonly scope: ExpressionScope
  readonly onChange: (rules: readonly WireRule[]) => void
}

const condition = { kind: 'boolean' } as const

export function RuleList({ rules, scope, onChange }: RuleListProps) {
  const { t } = useText()
  const replace = (id: string, change: Partial<WireRule>) =>
    onChange(rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)))
  const add = () =>
    onChange([
      ...rules,
      {
        id: nextTemporaryId(
          'r',
          rules.map((rule) => rule.id),
        ),
        check: '',
        message: '',
      },
    ])
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('design.rulesAbout')}
      </Text>
      {rules.map((rule, at) => (
        <Card
          key={rule.id}
          withBorder
          padding="sm"
          role="group"
          aria-label={t('design.ruleNumber', { number: at + 1 })}
        >
          <Stack gap="xs">
            <ExpressionInput
              label={t('design.ruleCheck')}
              value={rule.check}
              onChange={(check) => replace(rule.id, { check })}
              scope={scope}
              want={condition}
              placeholder={t('design.ruleExample')}
            />
            <TextInput
              label={t('design.ruleMessage')}
              value={sayLabel(rule.message, [currentLanguage()], '')}
              onChange={(event) => replace(rule.id, { message: event.currentTarget.value })}
            />
            <Group justify="flex-end">
              <Button
                variant="subtle"
                color="bad"
                size="xs"
                onClick={() => onChange(rules.filter((one) => one.id !== rule.id))}
              >
                {t('common.remove')}
              </Button>
            </Group>
          </Stack>
        </Card>
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={add}>
        {t('design.addRule')}
      </Button>
    </Stack>
  )
}
