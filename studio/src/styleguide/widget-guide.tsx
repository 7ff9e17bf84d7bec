// The widget of every type: at rest, under the pointer, with the focus, filled, with much in it, and with something to be mended.
import type { Json } from '@molde/engine'
import { useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { isComputed, widgetOf } from '../record-form/form-registry.ts'
import { type FormScope, FormScopeContext } from '../record-form/form-scope.ts'
import { GuideCase, type GuideCaseProps, GuidePart } from './guide-case.tsx'
import { type Sample, samples, tenant } from './samples.ts'

const scope: FormScope = {
  tenant,
  stateFields: [],
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
      {samples
        // What nobody writes has no widget: it stands among the values.
        .filter(({ field }) => !isComputed(field))
        .map((sample) => (
          <GuidePart key={sample.field.key} title={`Widget: ${sample.field.key}`}>
            <States {...sample} />
          </GuidePart>
        ))}
    </FormScopeContext>
  )
}

function States({ field, value, full }: Sample) {
  return (
    <>
      <Case field={field} state="empty" start={undefined} />
      <Case field={field} state="hover" as="hovered" start={undefined} />
      <Case field={field} state="focus" as="focused" start={value} />
      <Case field={field} state="filled" start={value} />
      {full && <Case field={full.field} state="much" start={full.value} />}
      <Case field={field} state="wrong" start={value} error="This does not fit here." />
    </>
  )
}

interface CaseProps extends Pick<GuideCaseProps, 'as'> {
  readonly field: WireField
  readonly state: string
  readonly start: Json | undefined
  readonly error?: string
}

function Case({ field, state, start, error, ...look }: CaseProps) {
  const [value, setValue] = useState(start)
  const Own = widgetOf(field)
  return (
    <GuideCase name={`${field.key}: ${state}`} {...look}>
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
    </GuideCase>
  )
}
