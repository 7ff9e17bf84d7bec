// A value of every type as it is read, on a page and in a row of a table, with much in it, and when there is none.
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { ToldClock } from '../api/records-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { FieldValue } from '../field-value/field-value.tsx'
import { RecordLink, RecordName } from '../field-value/record-link.tsx'
import { UserName } from '../field-value/user-name.tsx'
import { CardClocks } from '../record-clock/card-clocks.tsx'
import { ClockWords } from '../record-clock/clock-words.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { ana, gone, longText, partner, records, samples, tenant } from './samples.ts'

const answer = { name: 'answer', label: 'Answer' }
// Told in the future: here they stand as they were told.
const toldAt = Number.MAX_SAFE_INTEGER
const [dueAt, breachedAt] = ['2026-12-01T17:00:00Z', '2026-11-20T12:00:00Z']
const promised: readonly ToldClock[] = [
  { status: 'runs', remaining: 'PT50H', dueAt, toldAt },
  { status: 'runs', remaining: 'PT25M', dueAt, toldAt },
  { status: 'runs', remaining: '-PT3H12M', dueAt: breachedAt, breachedAt, toldAt },
  { status: 'pauses', remaining: 'PT2H', toldAt },
  { status: 'pauses', remaining: '-PT30S', breachedAt, toldAt },
  { status: 'stopped', remaining: 'PT5H', toldAt },
  { status: 'stopped', remaining: '-PT1H', breachedAt, toldAt },
]
const promising = {
  ...(records[0] as (typeof records)[number]),
  clocks: { answer: promised[2] as ToldClock, solve: promised[0] as ToldClock },
}

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
      <GuideCase name="A promised time: well in time, soon used up, late, standing still, kept, not kept">
        {promised.map((told) => (
          <div key={`${told.status} ${told.remaining}`}>
            <ClockWords tenant={tenant} clock={answer} told={told} />
          </div>
        ))}
      </GuideCase>
      <GuideCase name="Promised times on a card">
        <CardClocks tenant={tenant} clocks={[answer, { name: 'solve', label: longText }]} record={promising} />
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
