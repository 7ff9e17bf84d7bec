// The form of an event: what it asks before the record moves, with the refusals at their fields.
import { useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'
import { changedData } from '../record-form/form-check.ts'
import { FormFooter } from '../record-form/form-footer.tsx'
import { RecordForm } from '../record-form/record-form.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useRefusalText } from './use-refusal-text.ts'

export interface EventFormProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly transition: AvailableTransition
  readonly label: string
  readonly pending: boolean
  readonly error: unknown
  readonly onSend: (input: WireData) => void
  readonly onCancel: () => void
}

const formId = 'event-form'

/** A dialog asks in it what the event wants to know; nothing is sent before it is complete. */
export function EventForm({
  tenant,
  blueprint,
  record,
  transition,
  label,
  pending,
  error,
  onSend,
  onCancel,
}: EventFormProps) {
  const form = eventBlueprint(blueprint, transition)
  const before = Object.fromEntries(
    form.fields.flatMap(({ key }) => (record.data[key] === undefined ? [] : [[key, record.data[key]]])),
  ) as WireData
  const [value, setValue] = useState(before)
  const refused = error instanceof ApiError ? error.issues : []
  const { whyFailed } = useRefusalText(tenant, blueprint)
  const submit = (data: WireData) => {
    const required = Object.fromEntries(
      form.fields.filter((field) => field.required).map(({ key }) => [key, data[key] ?? null]),
    )
    onSend({ ...changedData(before, data), ...required } as WireData)
  }
  return (
    <>
      {error !== null && error !== undefined && refused.every((issue) => issue.pointer === '') && (
        <ErrorNotice error={error} text={whyFailed(error, transition)} />
      )}
      <RecordForm
        tenant={tenant}
        blueprint={form}
        value={value}
        onChange={setValue}
        onSubmit={submit}
        issues={refused.filter((issue) => issue.pointer !== '')}
        formId={formId}
      />
      <FormFooter formId={formId} action={label} pending={pending} onCancel={onCancel} />
    </>
  )
}

/** The event's form as a small blueprint of its own. */
function eventBlueprint(blueprint: Blueprint, { form }: AvailableTransition): Blueprint {
  const fields = form.flatMap(({ field: key, required }) => {
    const field = blueprint.fields.find((one) => one.key === key)
    if (!field) return []
    const { default: _, readOnly: __, showWhen: ___, ...rest } = field
    return [{ ...rest, required }]
  })
  const { titleField: _, ...rest } = blueprint
  return { ...rest, fields, rules: [], uniques: [] }
}
