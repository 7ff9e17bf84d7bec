// Other records: which kind is made, or which linked ones are changed or told, and with which values.
import { ActionIcon, Group, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { type Blueprint, useBlueprints, type WireField } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { eventsIn, flowOfEvent } from '../api/flows-of-kind.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { plainText, quoted, startValues, usualValue } from './related-values.ts'
import type { ActionWords } from './say-action.ts'
import type { GivenValues, RelatedVerb, WireAction } from './wire-action.ts'

export interface RelatedActionProps {
  readonly tenant: string
  readonly verb: RelatedVerb
  readonly action: WireAction
  /** Of the record itself. */
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
  readonly words: ActionWords
  readonly onReplace: (action: WireAction) => void
}

export function startOfRelated(verb: RelatedVerb, fields: readonly WireField[]): WireAction {
  if (verb === 'create') return { create: '', values: {} }
  const via = fields.find(({ type }) => type === 'relation')?.key
  if (verb === 'updateRelated') return { updateRelated: via ?? '', values: {} }
  return { send: '', ...(via !== undefined && { toRelated: via }) }
}

export function RelatedAction(props: RelatedActionProps) {
  if (props.verb === 'create') return <Create {...props} />
  return props.verb === 'send' ? <Send {...props} /> : <Update {...props} />
}

function Create({ tenant, action, scope, words, onReplace }: RelatedActionProps) {
  const { t } = useText()
  const kinds = useBlueprints(tenant).data?.items ?? []
  const kind = kinds.find(({ name }) => name === action.create)
  const choose = (name: string) => {
    const chosen = kinds.find((one) => one.name === name)
    onReplace({ ...action, create: name, values: chosen ? startValues(chosen, words.here) : {} })
  }
  return (
    <Stack gap="xs">
      <Select
        label={t('flow.createKind')}
        data={kinds.map((one) => ({
          value: one.name,
          label: sayLabel(one.label, [currentLanguage()], wordsOfKey(one.name)),
        }))}
        value={action.create || null}
        allowDeselect={false}
        searchable
        onChange={(name) => name !== null && choose(name)}
      />
      {kind && <Values kind={kind} action={action} scope={scope} onReplace={onReplace} />}
    </Stack>
  )
}

function Update({ tenant, action, fields, scope, onReplace }: RelatedActionProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const links = fields.filter(({ type }) => type === 'relation')
  const via = links.find(({ key }) => key === action.updateRelated)
  const kind = useBlueprints(tenant).data?.items.find(({ name }) => name === via?.blueprint)
  return (
    <Stack gap="xs">
      <Select
        label={t('flow.relatedVia')}
        data={links.map((one) => ({ value: one.key, label: nameOf(one) }))}
        value={action.updateRelated || null}
        allowDeselect={false}
        onChange={(key) => {
          if (key === null) return
          const isSame = links.find((one) => one.key === key)?.blueprint === via?.blueprint
          onReplace({ ...action, updateRelated: key, values: isSame ? (action.values ?? {}) : {} })
        }}
      />
      {kind && <Values kind={kind} action={action} scope={scope} onReplace={onReplace} />}
    </Stack>
  )
}

const itself = ''
const noFields: readonly WireField[] = []

function Send({ tenant, action, fields, onReplace }: RelatedActionProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const links = fields.filter(({ type }) => type === 'relation')
  const via = links.find(({ key }) => key === action.toRelated)
  const { flows } = useFlowsOf(tenant, via?.blueprint ?? '')
  const target = useBlueprints(tenant).data?.items.find(({ name }) => name === via?.blueprint)
  const flowName = useFlowName({ fields: target?.fields ?? noFields })
  const labelOf = (event: string) => {
    const step = flowOfEvent(flows, event)?.transitions.find((one) => one.event === event)
    return sayLabel(step?.label, [currentLanguage()], wordsOfKey(event))
  }
  const known = flows.map((flow) => ({
    group: flowName(flow),
    items: eventsIn(flow).map((event) => ({ value: event, label: labelOf(event) })),
  }))
  const lost = action.send && !flowOfEvent(flows, action.send) ? [{ value: action.send, label: action.send }] : []
  // Of one flow nobody need be told which it is.
  const data = [...(known.length > 1 ? known : known.flatMap(({ items }) => items)), ...lost]
  const sendTo = (key: string) => {
    const { toRelated: _, ...rest } = action
    onReplace(key === itself ? { ...rest, send: '' } : { ...rest, send: '', toRelated: key })
  }
  return (
    <Stack gap="xs">
      <Select
        label={t('flow.sendTo')}
        data={[
          ...links.map((one) => ({ value: one.key, label: nameOf(one) })),
          { value: itself, label: t('flowMap.thisRecord') },
        ]}
        value={action.toRelated ?? itself}
        allowDeselect={false}
        onChange={(key) => key !== null && sendTo(key)}
      />
      {via ? (
        <Select
          label={t('flow.sendEvent')}
          {...(flows.length === 0 ? { description: t('flow.sendNoFlow') } : {})}
          data={data}
          value={action.send || null}
          allowDeselect={false}
          searchable
          onChange={(event) => event !== null && onReplace({ ...action, send: event })}
        />
      ) : (
        <TextInput
          label={t('flow.sendEvent')}
          value={action.send ?? ''}
          onChange={(event) => onReplace({ ...action, send: event.currentTarget.value })}
          maxLength={64}
        />
      )}
    </Stack>
  )
}

interface ValuesProps extends Pick<RelatedActionProps, 'action' | 'scope' | 'onReplace'> {
  readonly kind: Blueprint
}

function Values({ kind, action, scope, onReplace }: ValuesProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const values = action.values ?? {}
  const put = (next: GivenValues) => onReplace({ ...action, values: next })
  const free = kind.fields.filter(({ key, computed, fields }) => values[key] === undefined && !computed && !fields)
  return (
    <Stack gap="xs" role="group" aria-label={t('flow.givenValues')}>
      {Object.entries(values).map(([key, text]) => {
        const field = kind.fields.find((one) => one.key === key)
        const label = field ? nameOf(field) : key
        return (
          <Group key={key} gap={4} wrap="nowrap" align="flex-start">
            <div style={{ flex: 1, minWidth: 0 }}>
              <GivenValue
                label={label}
                field={field}
                text={text}
                scope={scope}
                onChange={(now) => put({ ...values, [key]: now })}
              />
            </div>
            <Tooltip label={t('flow.leaveOut', { field: label })}>
              <ActionIcon
                mt={24}
                size="lg"
                aria-label={t('flow.leaveOut', { field: label })}
                onClick={() => put(Object.fromEntries(Object.entries(values).filter(([one]) => one !== key)))}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </Group>
        )
      })}
      {free.length > 0 && (
        <Select
          aria-label={t('flow.giveField')}
          placeholder={t('flow.giveField')}
          data={free.map((one) => ({ value: one.key, label: nameOf(one) }))}
          value={null}
          searchable
          onChange={(key) => key !== null && put({ ...values, [key]: usualValue(free.find((one) => one.key === key)) })}
        />
      )}
    </Stack>
  )
}

interface GivenValueProps {
  readonly label: string
  readonly field: WireField | undefined
  readonly text: string
  readonly scope: ExpressionScope
  readonly onChange: (text: string) => void
}

/** A choice is chosen, a text is written as it is; everything else, and what is worked out, is a formula. */
function GivenValue({ label, field, text, scope, onChange }: GivenValueProps) {
  const { t } = useText()
  const [asFormula, setAsFormula] = useState(false)
  const options = field?.many ? undefined : field?.options
  const chosen = options?.find(({ key }) => plainText(text) === key)
  if (options && (chosen || text === ''))
    return (
      <Select
        label={label}
        data={options.map((one) => ({
          value: one.key,
          label: sayLabel(one.label, [currentLanguage()], wordsOfKey(one.key)),
        }))}
        value={chosen?.key ?? null}
        allowDeselect={false}
        onChange={(key) => key !== null && onChange(quoted(key))}
      />
    )
  const isText = field?.type === 'text' || field?.type === 'longText'
  const words = isText && !asFormula ? plainText(text) : undefined
  return (
    <Stack gap={4}>
      {isText && (
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600}>
            {label}
          </Text>
          <ChoiceStrip
            label={t('flowMap.valueWay')}
            value={words === undefined ? 'text' : 'value'}
            onChange={(way) => {
              setAsFormula(way === 'text')
              // What is worked out is no text: that begins anew.
              if (way === 'value' && plainText(text) === undefined) onChange(quoted(''))
            }}
            choices={[
              { value: 'value', shown: t('flowMap.asValue') },
              { value: 'text', shown: t('flowMap.asFormula') },
            ]}
          />
        </Group>
      )}
      {words !== undefined ? (
        <TextInput aria-label={label} value={words} onChange={(event) => onChange(quoted(event.currentTarget.value))} />
      ) : (
        <ExpressionInput label={label} value={text} onChange={onChange} scope={scope} />
      )}
    </Stack>
  )
}
