// Somebody who is told: which webhook and what is sent there, or which people and in which words.
import { Autocomplete, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { useWebhooks } from '../api/webhooks-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { withLanguage, withLanguageOrNone } from '../text/with-language.ts'
import type { OutsideVerb, Recipient, WireAction } from './wire-action.ts'

export interface OutsideActionProps {
  readonly tenant: string
  readonly verb: OutsideVerb
  readonly action: WireAction
  readonly fields: readonly WireField[]
  /** Who is told may only be somebody who is known here. */
  readonly scope: ExpressionScope
  readonly onReplace: (action: WireAction) => void
}

export function OutsideAction(props: OutsideActionProps) {
  return props.verb === 'webhook' ? <Call {...props} /> : <Message {...props} verb={props.verb} />
}

function Call({ tenant, action, onReplace }: OutsideActionProps) {
  const { t } = useText()
  const names = useWebhooks(tenant).data?.items.map(({ name }) => name) ?? []
  const write = ({ body, ...more }: WireAction) => onReplace({ ...more, ...(body ? { body } : {}) })
  return (
    <Stack gap="xs">
      <Autocomplete
        label={t('flow.webhook')}
        description={t('flow.webhookAbout')}
        data={names}
        value={action.webhook ?? ''}
        onChange={(webhook) => write({ ...action, webhook })}
        maxLength={64}
      />
      <Textarea
        label={t('flow.body')}
        description={t('flow.bodyAbout')}
        placeholder={t('flow.bodyExample')}
        value={action.body ?? ''}
        onChange={(event) => write({ ...action, body: event.currentTarget.value })}
        maxLength={2000}
        autosize
        minRows={1}
        ff="monospace"
      />
    </Stack>
  )
}

interface MessageProps extends OutsideActionProps {
  readonly verb: 'notify' | 'mail'
}

function Message({ verb, action, fields, scope, onReplace }: MessageProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const to = action[verb] ?? ''
  const offered: readonly (readonly [Recipient, string])[] = [
    ...fields
      .filter(({ type }) => type === 'user')
      .map((field) => [field.key, t('flow.toField', { field: nameOf(field) })] as const),
    ...(scope.allow?.record === false ? [] : [['record.createdBy', t('flow.toCreator')] as const]),
    ...(scope.allow?.actor === false ? [] : [['actor.id', t('flow.toActor')] as const]),
    [{ roles: ['owner'] }, t('flow.toOwners')],
    [{ roles: ['owner', 'member'] }, t('flow.toMembers')],
  ]
  const known = offered.map(([recipient, label]) => ({ value: JSON.stringify(recipient), label }))
  const value = JSON.stringify(to)
  // What somebody wrote through the API stays as it is.
  const data = known.some((one) => one.value === value) ? known : [...known, { value, label: value }]
  const example = fields.find(({ type }) => type === 'text')?.key ?? fields[0]?.key
  return (
    <Stack gap="xs">
      <Select
        label={t('flow.toWhom')}
        data={data}
        value={value}
        allowDeselect={false}
        onChange={(chosen) => chosen !== null && onReplace({ ...action, [verb]: JSON.parse(chosen) as Recipient })}
      />
      {verb === 'mail' && (
        <TextInput
          label={t('flow.subject')}
          description={t('flow.subjectAbout')}
          {...ownWordsProps({
            label: action.subject,
            name: t('flow.subject'),
            maxLength: 200,
            onTranslate: (subject) => onReplace(withSubject(action, subject)),
          })}
          onChange={(event) =>
            onReplace(withSubject(action, withLanguageOrNone(action.subject, event.currentTarget.value)))
          }
          maxLength={200}
        />
      )}
      <Textarea
        label={t('flow.text')}
        {...(example ? { description: t('flow.textAbout', { example: `{${example}}` }) } : {})}
        {...ownWordsProps({
          label: action.template,
          name: t('flow.text'),
          isLong: true,
          maxLength: 2000,
          onTranslate: (template) => template !== undefined && onReplace({ ...action, template }),
        })}
        onChange={(event) =>
          onReplace({ ...action, template: withLanguage(action.template, event.currentTarget.value) })
        }
        maxLength={2000}
        autosize
        minRows={2}
      />
    </Stack>
  )
}

/** Without one, the title of the record is the subject. */
function withSubject({ subject: _, ...rest }: WireAction, subject: Label | undefined): WireAction {
  return subject === undefined ? rest : { ...rest, subject }
}
