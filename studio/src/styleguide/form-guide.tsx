// A whole form: new, filled, refused, with the fields side by side and a group of rows; and the same only to be read.
import { useState } from 'react'
import type { WireData } from '../api/records-api.ts'
import { FormFooter } from '../record-form/form-footer.tsx'
import { RecordForm, type RecordFormProps } from '../record-form/record-form.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { everything, filled, tenant } from './samples.ts'

const nothing = () => undefined
/** What the fields of `samples` have that nothing else shows. */
const few = ['text', 'money', 'enum', 'relation', 'boolean', 'longText', 'parcels', 'formula']
const issues = [
  { path: '/text', pointer: '/text', code: 'unique', message: 'Another record has this already.' },
  { path: '', pointer: '', code: 'rule', message: 'A delivery of tiles needs a truck.' },
] as never

export function FormGuide() {
  return (
    <GuidePart title="Forms">
      <GuideCase name="New" isWide>
        <Form name="new" start={{}} asked={few} />
        <FormFooter formId="new" action="Create" pending={false} onCancel={nothing} />
      </GuideCase>
      <GuideCase name="Refused" isWide>
        <Form name="refused" start={filled} asked={few} issues={issues} before={filled} />
        <FormFooter formId="refused" action="Save" pending={true} onCancel={nothing} />
      </GuideCase>
      <GuideCase name="Only to be read" isWide>
        <Form name="read" start={filled} before={filled} readOnly />
      </GuideCase>
    </GuidePart>
  )
}

interface FormProps extends Pick<RecordFormProps, 'asked' | 'before' | 'issues' | 'readOnly'> {
  readonly name: string
  readonly start: WireData
}

function Form({ name, start, ...form }: FormProps) {
  const [value, setValue] = useState(start)
  return (
    <RecordForm
      tenant={tenant}
      blueprint={everything}
      value={value}
      onChange={setValue}
      onSubmit={nothing}
      formId={name}
      {...form}
    />
  )
}
