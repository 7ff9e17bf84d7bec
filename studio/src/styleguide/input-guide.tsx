// Inputs that are more than a field's widget: days and times, files on their way, conditions made by hand, expressions.

import { useMemo, useState } from 'react'
import { DateInput } from '../date-input/date-input.tsx'
import { useClockNames } from '../expression-input/clock-names.ts'
import type { Condition, ConditionGroup, ConditionValue } from '../expression-input/condition.ts'
import { ConditionBuilder } from '../expression-input/condition-builder.tsx'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { ConditionPill } from '../expression-input/condition-pill.tsx'
import { ConditionValueInput } from '../expression-input/condition-value-input.tsx'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { scopeOfFields } from '../expression-input/read-condition.ts'
import { DropArea } from '../file-upload/drop-area.tsx'
import { FileIcon } from '../file-upload/file-icon.tsx'
import { UploadList } from '../file-upload/upload-list.tsx'
import { RichTextView } from '../rich-text/rich-text-view.tsx'
import { GuideCase, type GuideCaseProps, GuidePart } from './guide-case.tsx'
import { delivery, everything, longText, tenant } from './samples.ts'

const nothing = () => undefined
const looks = [
  ['rest', {}],
  ['hover', { as: 'hovered' }],
  ['focus', { as: 'focused' }],
] as const satisfies readonly (readonly [string, Pick<GuideCaseProps, 'as'>])[]

export function InputGuide() {
  return (
    <>
      <GuidePart title="Days and times">
        {(['date', 'time', 'datetime'] as const).flatMap((kind) => [
          ...looks.map(([name, look]) => (
            <GuideCase key={`${kind} ${name}`} name={`${kind}: ${name}`} {...look}>
              <Moment kind={kind} label={`${kind} (${name})`} start="" />
            </GuideCase>
          )),
          <GuideCase key={`${kind} filled`} name={`${kind}: filled`}>
            <Moment kind={kind} label={`${kind} (filled)`} start={moments[kind]} />
          </GuideCase>,
          <GuideCase key={`${kind} wrong`} name={`${kind}: wrong`}>
            <Moment kind={kind} label={`${kind} (wrong)`} start="31.02" error="There is no such day." />
          </GuideCase>,
          <GuideCase key={`${kind} disabled`} name={`${kind}: disabled`}>
            <Moment kind={kind} label={`${kind} (disabled)`} start={moments[kind]} disabled />
          </GuideCase>,
        ])}
      </GuidePart>
      <GuidePart title="Files">
        {looks.map(([name, look]) => (
          <GuideCase key={name} name={name} {...look}>
            <DropArea many pictures label={`Choose files (${name})`} hint="At most 20 MB each" onFiles={nothing} />
          </GuideCase>
        ))}
        <GuideCase name="Something is there already">
          <DropArea many={false} compact pictures={false} label="Replace" of="Waybill" onFiles={nothing} />
        </GuideCase>
        <GuideCase name="On their way: begun, half, done, refused, with a long name">
          <UploadList
            stop={nothing}
            running={[
              { key: 1, name: 'tiles.png', part: 0 },
              { key: 2, name: `${longText}.pdf`, part: 0.5 },
              { key: 3, name: 'waybill.pdf', part: 1 },
              { key: 4, name: 'film.mov', part: 0.2, error: 'It is larger than 20 MB.' },
            ]}
          />
        </GuideCase>
        <GuideCase name="By what they are">
          {[
            'application/pdf',
            'image/png',
            'text/csv',
            'audio/mpeg',
            'video/mp4',
            'application/zip',
            'text/plain',
            'a/b',
          ].map((type) => (
            <FileIcon key={type} type={type} />
          ))}
        </GuideCase>
      </GuidePart>
      <ConditionGuide />
      <GuidePart title="Formatted text">
        <GuideCase name="To be read" isWide>
          <RichTextView
            text={`## ${longText}\n\nSome **bold**, *slanted*, ~~crossed out~~ and \`code\` words, [a link](https://example.com).\n\n- one\n- two\n\n1. first\n2. second\n\n> quoted\n`}
          />
        </GuideCase>
      </GuidePart>
    </>
  )
}

const moments = { date: '2026-12-01', time: '14:30', datetime: '2026-12-01T14:30' }

interface MomentProps {
  readonly kind: 'date' | 'time' | 'datetime'
  readonly label: string
  readonly start: string
  readonly error?: string
  readonly disabled?: boolean
}

function Moment({ start, ...input }: MomentProps) {
  const [value, setValue] = useState(start)
  return <DateInput {...input} value={value} onChange={setValue} />
}

/** What a condition is compared with, by what is asked about. */
const values: readonly (readonly [name: string, operator: Condition['operator'], value?: ConditionValue])[] = [
  ['text', '==', ''],
  ['integer', '>', 12],
  ['duration', '>', 'PT90M'],
  ['enum', '==', 'PENDING'],
  ['enum', 'in', ['PENDING', 'WAITING']],
  ['text', 'in', ['tiles', longText]],
  ['date', '<', '2026-12-01'],
  ['date', '<', { from: 'today' }],
  ['datetime', '>', { from: 'now' }],
  ['integer', '>', { name: 'number' }],
  ['boolean', '==', true],
  ['relation', '==', ''],
  ['user', '==', ''],
]

function ConditionGuide() {
  const names = useConditionNames(everything)
  const scope = useMemo(() => scopeOfFields(delivery.fields), [])
  return (
    <GuidePart title="Conditions">
      {values.map(([name, operator, value]) => (
        <GuideCase key={`${name} ${operator} ${JSON.stringify(value)}`} name={`${name} ${operator}`}>
          <Value name={name} operator={operator} {...(value === undefined ? {} : { value })} />
        </GuideCase>
      ))}
      <GuideCase name="As pills: complete, begun, with long words">
        {[
          { field: 'text', operator: 'like', value: 'tiles' } as const,
          { field: 'text', operator: 'like', value: '' } as const,
          { field: 'text', operator: 'like', value: longText } as const,
        ].map((condition) => (
          <ConditionPill
            key={condition.value}
            tenant={tenant}
            names={names}
            condition={condition}
            isFresh={false}
            onOpened={nothing}
            onChange={nothing}
          />
        ))}
      </GuideCase>
      <GuideCase name="Several, in groups" isWide>
        <Builder />
      </GuideCase>
      <GuideCase name="Either way: rows and their sentence" isWide>
        <Either label="Only when" start="cargo == 'tiles' && price.amount > 100.0" />
      </GuideCase>
      <GuideCase name="Wrong" isWide>
        <Either label="Only when (wrong)" start="cargo == " />
      </GuideCase>
      <GuideCase name="An expression: empty">
        <Expression label="Worked out (empty)" start="" scope={scope} />
      </GuideCase>
      <GuideCase name="An expression: filled">
        <Expression label="Worked out (filled)" start="cargo + ' for ' + status" scope={scope} />
      </GuideCase>
      <GuideCase name="An expression: wrong">
        <Expression label="Worked out (wrong)" start="carg0 + 1" scope={scope} />
      </GuideCase>
    </GuidePart>
  )
}

function Value({ name, ...rest }: Omit<Condition, 'field'> & { readonly name: string }) {
  const names = useConditionNames(everything)
  const [condition, setCondition] = useState<Condition>({ field: name, ...rest })
  const named = names.find((one) => one.name === name)
  if (!named) throw new Error(`no field ${name}`)
  return (
    <ConditionValueInput
      tenant={tenant}
      named={named}
      names={names}
      condition={condition}
      label={`${named.label} ${condition.operator}`}
      comboboxProps={{}}
      onChange={(value) => setCondition({ ...condition, value })}
    />
  )
}

const promised = [{ name: 'answer', label: 'Answer' }]

function Builder() {
  const names = useConditionNames({ ...everything, others: useClockNames(promised) })
  const [group, setGroup] = useState<ConditionGroup>({
    combinator: 'and',
    rules: [
      { field: 'text', operator: 'like', value: 'tiles' },
      { field: 'record.clocks.answer.dueAt', operator: '<=', value: { from: 'now', hours: 2 } },
      {
        combinator: 'or',
        rules: [
          { field: 'integer', operator: '>', value: 12 },
          { field: 'enum', operator: 'in', value: ['PENDING', 'WAITING'] },
          { field: 'date', operator: '<', value: { from: 'today' } },
        ],
      },
    ],
  })
  return <ConditionBuilder tenant={tenant} names={names} group={group} onChange={setGroup} label="Conditions" />
}

function Either({ label, start }: { readonly label: string; readonly start: string }) {
  const names = useConditionNames(delivery)
  const scope = useMemo(() => scopeOfFields(delivery.fields), [])
  const [text, setText] = useState(start)
  return (
    <ConditionInput
      tenant={tenant}
      label={label}
      description="What has to hold"
      value={text}
      onChange={setText}
      scope={scope}
      names={names}
    />
  )
}

interface ExpressionProps {
  readonly label: string
  readonly start: string
  readonly scope: ReturnType<typeof scopeOfFields>
}

function Expression({ label, start, scope }: ExpressionProps) {
  const [text, setText] = useState(start)
  return <ExpressionInput label={label} description="A text" value={text} onChange={setText} scope={scope} />
}
