// A value of every type as it is read, on a page and in a row of a table, and when there is none.
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { FieldValue } from '../field-value/field-value.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { samples, tenant } from './samples.ts'

export function ValueGuide() {
  return (
    <GuidePart title="Values">
      {samples.map(({ field, value }) => (
        <GuideCase key={field.key} name={field.key}>
          <FieldTypeIcon type={field.type} />
          <FieldValue tenant={tenant} field={field} value={value} />
          <FieldValue tenant={tenant} field={field} value={value} dense />
          <FieldValue tenant={tenant} field={field} value={null} />
        </GuideCase>
      ))}
    </GuidePart>
  )
}
