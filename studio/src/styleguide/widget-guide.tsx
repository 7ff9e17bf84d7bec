// The widget of every type: empty, filled, and with something to be mended.
import type { Json } from '@molde/engine'
import { useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { widgetOf } from '../record-form/form-registry.ts'
import { type FormScope, FormScopeContext } from '../record-form/form-scope.ts'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { samples, tenant } from './samples.ts'

const scope: FormScope = {
  tenant,
  stateField: undefined,
  readOnly: false,
  isNew: true,
  hidden: new Set(),
  messageAt: () => undefined,
  leave: () => undefined,
  await: () => undefined,
  createOther: () => undefined,
}

export function WidgetGuide() {
  return (
    <FormScopeContext value={scope}>
      <GuidePart title="Widgets of a form">
        {samples.flatMap(({ field, value }) => [
          <GuideCase key={`${field.key} empty`} name={`${field.key}: empty`}>
            <Widget field={field} state="empty" start={undefined} />
          </GuideCase>,
          <GuideCase key={`${field.key} filled`} name={`${field.key}: filled`}>
            <Widget field={field} state="filled" start={value} />
          </GuideCase>,
          <GuideCase key={`${field.key} wrong`} name={`${field.key}: wrong`}>
            <Widget field={field} state="wrong" start={value} error="This does not fit here." />
          </GuideCase>,
        ])}
      </GuidePart>
    </FormScopeContext>
  )
}

interface StartedProps {
  readonly field: WireField
  readonly state: string
  readonly start: Json | undefined
  readonly error?: string
}

function Widget({ field, state, start, error }: StartedProps) {
  const [value, setValue] = useState(start)
  const Own = widgetOf(field)
  return (
    <Own
      id={`${field.key}-${state}`}
      field={field}
      label={`${field.key} (${state})`}
      required={field.required === true}
      help={typeof field.help === 'string' ? field.help : undefined}
      {...(error ? { error } : {})}
      value={value}
      onChange={setValue}
      onBlur={() => undefined}
    />
  )
}
