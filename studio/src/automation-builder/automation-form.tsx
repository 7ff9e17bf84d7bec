// When, if, then: the three parts of an automation, its name, and the sentence that they make.
import { Stack, Text, TextInput, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { ActionList } from '../action-input/action-list.tsx'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { useText } from '../text/text.ts'
import { withLanguage } from '../text/with-language.ts'
import classes from './automation-builder.module.css'
import { type AutomationDraft, verbsFor } from './automation-draft.ts'
import { type Problems, problemsAt } from './judge-automation.ts'
import { sayAutomation } from './say-automation.ts'
import { TriggerSettings } from './trigger-settings.tsx'
import type { AutomationDesk } from './use-automation-desk.ts'
import { Wrong } from './wrong.tsx'

export interface AutomationFormProps {
  readonly desk: AutomationDesk
  readonly draft: AutomationDraft
  readonly problems: Problems
  readonly onChange: (change: Partial<AutomationDraft>) => void
  /** After what sets it off. */
  readonly address?: ReactNode
}

export function AutomationForm(props: AutomationFormProps) {
  const { desk, draft, problems, onChange, address } = props
  const { t } = useText()
  const { kind } = draft.trigger
  const explained = kind === 'changed' || kind === 'transition' ? 'before' : kind === 'webhook' ? 'payload' : 'plain'
  return (
    <Stack gap="md">
      <Text className={classes['sentence']} role="status" aria-label={t('automation.reads')}>
        {sayAutomation(draft, desk.words)}
      </Text>
      <TextInput
        label={t('automation.name')}
        placeholder={t('automation.nameExample')}
        {...ownWordsProps({
          label: draft.label === '' ? undefined : draft.label,
          name: t('automation.name'),
          maxLength: 100,
          onTranslate: (label) => onChange({ label: label ?? '' }),
        })}
        onChange={(event) => onChange({ label: withLanguage(draft.label, event.currentTarget.value) })}
        error={problems.get('/label')?.join(' ')}
        maxLength={100}
      />
      <Part title={t('automation.whenTitle')}>
        <TriggerSettings {...props} />
        {address}
      </Part>
      <Part title={t('automation.ifTitle')}>
        <ConditionInput
          tenant={desk.tenant}
          label={t('automation.condition')}
          description={t(`automation.conditionAbout_${explained}`)}
          value={draft.when}
          onChange={(when) => onChange({ when })}
          scope={desk.scope}
          names={desk.names}
          takesOnlyTrue
        />
        <Wrong said={problemsAt(problems, '/when')} />
      </Part>
      <Part title={t('automation.thenTitle')}>
        <ActionList
          tenant={desk.tenant}
          title={t('automation.actions')}
          actions={draft.do}
          onChange={(actions) => onChange({ do: actions ?? [] })}
          fields={desk.fields}
          scope={desk.scope}
          names={desk.names}
          words={desk.words}
          only={verbsFor(draft)}
          problemsOf={(at) => problemsAt(problems, `/do/${at}`)}
        />
        <Wrong said={problems.get('/do') ?? []} />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack component="section" gap="sm" className={classes['part']} aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  )
}
