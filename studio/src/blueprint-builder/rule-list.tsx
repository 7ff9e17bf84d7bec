// Rules that hold for a whole record: a condition and the sentence people read when it does not hold.

import { Anchor, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { WireField, WireRule } from '../api/blueprints-api.ts'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { useText } from '../text/text.ts'
import { withLanguage } from '../text/with-language.ts'
import { AsideLine } from '../ui/aside-line.tsx'
import { nextTemporaryId } from './edit-blueprint.ts'
import { scopeOfDefinition } from './follow-renames.ts'

export interface RuleListProps {
  readonly tenant: string
  /** Name of the published blueprint, which has a flow or may get one; undefined while there is none. */
  readonly published: string | undefined
  readonly rules: readonly WireRule[]
  /** What they may speak of. */
  readonly fields: readonly WireField[]
  readonly onChange: (rules: readonly WireRule[]) => void
}

export function RuleList({ tenant, published, rules, fields, onChange }: RuleListProps) {
  const { t } = useText()
  const names = useConditionNames({ fields, record: false, actor: false })
  const scope = useMemo(() => scopeOfDefinition({ fields }), [fields])
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
      {published !== undefined && (
        <AsideLine says={t('design.rulesOfSteps')}>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/t/$tenant/design/$blueprint/flow" params={{ tenant, blueprint: published }} {...props} />
            )}
          >
            {t('design.openFlow')}
          </Anchor>
        </AsideLine>
      )}
      {rules.map((rule, at) => (
        <Card
          key={rule.id}
          withBorder
          padding="sm"
          role="group"
          aria-label={t('design.ruleNumber', { number: at + 1 })}
        >
          <Stack gap="xs">
            <ConditionInput
              tenant={tenant}
              label={t('design.ruleCheck')}
              value={rule.check}
              onChange={(check) => replace(rule.id, { check })}
              scope={scope}
              names={names}
              placeholder={t('design.ruleExample')}
            />
            <TextInput
              label={t('design.ruleMessage')}
              {...ownWordsProps({
                label: rule.message,
                name: t('design.ruleMessage'),
                isLong: true,
                onTranslate: (message) => message !== undefined && replace(rule.id, { message }),
              })}
              onChange={(event) => replace(rule.id, { message: withLanguage(rule.message, event.currentTarget.value) })}
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
