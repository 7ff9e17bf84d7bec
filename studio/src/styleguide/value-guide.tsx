// A value of every type as it is read, on a page and in a row of a table, with much in it, and when there is none.
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { FieldValue } from '../field-value/field-value.tsx'
import { RecordLink, RecordName } from '../field-value/record-link.tsx'
import { UserName } from '../field-value/user-name.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { ana, gone, partner, samples, tenant } from './samples.ts'

export function ValueGuide() {
  return (
    <GuidePart title="Values">
      {samples.map(({ field, value, full }) => (
        <GuideCase key={field.key} name={field.key}>
          <FieldTypeIcon type={field.type} />
          <Read field={field} value={value} />
          {full && <Read field={full.field} value={full.value} />}
          <FieldValue tenant={tenant} field={field} value={null} />
        </GuideCase>
      ))}
      <GuideCase name="Another record: a link, a name, in the trash, gone">
        <RecordLink tenant={tenant} blueprint="partner" id={partner} />
        <div>
          <RecordName tenant={tenant} blueprint="partner" id={partner} />
        </div>
        <RecordLink tenant={tenant} blueprint="partner" id={gone} quiet />
        <div>
          <RecordLink tenant={tenant} blueprint="partner" id="nowhere" />
        </div>
      </GuideCase>
      <GuideCase name="Somebody, and somebody who has left">
        <UserName tenant={tenant} id={ana} />
        <div>
          <UserName tenant={tenant} id="somebody-else" />
        </div>
      </GuideCase>
    </GuidePart>
  )
}

/** On a page, and in one line of a table. */
function Read({ field, value }: { readonly field: WireField; readonly value: Json }) {
  return (
    <>
      <FieldValue tenant={tenant} field={field} value={value} />
      <div className="guide-cell">
        <FieldValue tenant={tenant} field={field} value={value} dense />
      </div>
    </>
  )
}
