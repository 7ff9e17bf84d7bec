// What can a condition speak of: the fields of a record, the record itself, the form of an event, whoever acts?
import { sayFieldName, sayInputName } from '@molde/engine'
import { useMemo } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { Condition } from './condition.ts'

/** What the values of a name are like. */
export type NamedField = Pick<WireField, 'key' | 'type'> & Partial<WireField>

export interface ConditionName {
  /** As an expression writes it: `cargo`, `record.createdAt`, `input.driver`. */
  readonly name: string
  readonly label: string
  readonly field: NamedField
  readonly group: 'record' | 'clock' | 'system' | 'input' | 'before' | 'actor'
  readonly own?: OwnQuestions
}

/** Of what is asked about in questions of its own, where others are compared: several names may belong to one of these. */
export interface OwnQuestions {
  /** What it is called, and which of its names stands for all of them where one is chosen. */
  readonly label: string
  readonly name: string
  /** The first is what a new condition asks. */
  readonly questions: readonly { readonly key: string; readonly label: string }[]
  /** Undefined: the condition was written as text, and is none of these. */
  questionOf(condition: Condition): string | undefined
  /** What it was compared with stays where it can. */
  ask(question: string, before?: Condition): Condition
  /** What there is to fill in beside the question: so many hours or days from now, or a value as usual. */
  readonly needs: { readonly [question: string]: 'nothing' | 'span' | undefined }
  /** What is asked most often, each in one touch. */
  readonly usual: readonly { readonly label: string; readonly conditions: readonly Condition[] }[]
  /** What is said after its label; undefined: as any other condition. */
  say(condition: Condition): string | undefined
}

/** What can be chosen to be asked about. */
export const isChoosable = ({ name, own }: ConditionName): boolean => own === undefined || own.name === name

/** The name that is chosen where a condition speaks of this one. */
export function choosableName(names: readonly ConditionName[], name: string): string {
  return names.find((one) => one.name === name)?.own?.name ?? name
}

/** Of fields whose definition is being changed: what conditions cannot say before that is published. */
export interface DraftedNames {
  /** What is said where a field is chosen, by its name: it is looked for under what it was just called. */
  readonly called: ReadonlyMap<string, string>
  /** New fields, shown among the others and not to be chosen. */
  readonly later: readonly string[]
}

/** New fields below those that can be chosen: nobody looks in vain for what waits to be published. */
export function laterFields(drafted: DraftedNames | undefined, t: ReturnType<typeof useText>['t']) {
  return {
    group: t('condition.group_later'),
    items: (drafted?.later ?? []).map((label, at) => ({ value: `later ${at}`, label, disabled: true })),
  }
}

export interface ConditionOffer {
  readonly fields: readonly WireField[]
  /** The fields of the event's form, where there is one. */
  readonly input?: readonly WireField[]
  /** The fields as they were before a change, where one is looked at. */
  readonly before?: readonly WireField[]
  /** Whoever acts: absent means yes. Whoever looks at a list is the reader, who knows their own roles: `me`. */
  readonly actor?: boolean | 'me'
  /** When the record was made and by whom: absent means yes. */
  readonly record?: boolean
  /** Names with questions of their own. */
  readonly others?: readonly ConditionName[]
  /** The field whose choices are the states, where `record.state` may be asked. */
  readonly stateField?: WireField | undefined
}

/** Keep the offer's lists the same between renders: the names are worked out when they change. */
export function useConditionNames(offer: ConditionOffer): readonly ConditionName[] {
  const { t } = useText()
  const { say } = useFormats()
  const { fields, input, before, actor = true, record = true, stateField, others } = offer
  return useMemo(() => {
    const label = (field: WireField) => say(field.label, wordsOfKey(field.key))
    const system = (name: string, type: FieldType, text: string, group: 'system' | 'actor'): ConditionName => ({
      name,
      label: text,
      field: { key: name, type },
      group,
    })
    return [
      ...fields.map((field) => ({
        name: sayFieldName(field.key),
        label: label(field),
        field,
        group: 'record' as const,
      })),
      ...(input ?? []).map((field) => ({
        name: sayInputName(field.key),
        label: t('condition.ofForm', { field: label(field) }),
        field,
        group: 'input' as const,
      })),
      ...(before ?? []).map((field) => ({
        name: `before.${field.key}`,
        label: t('condition.ofBefore', { field: label(field) }),
        field,
        group: 'before' as const,
      })),
      ...(others ?? []),
      ...(record && stateField
        ? [{ ...system('record.state', 'enum', t('condition.state'), 'system'), field: stateField }]
        : []),
      ...(record
        ? [
            system('record.createdAt', 'datetime', t('records.createdAt'), 'system'),
            system('record.updatedAt', 'datetime', t('records.updatedAt'), 'system'),
            system('record.createdBy', 'user', t('records.createdBy'), 'system'),
          ]
        : []),
      ...(actor ? [system('actor.id', 'user', t(actor === 'me' ? 'condition.me' : 'condition.actor'), 'actor')] : []),
      ...(actor === true
        ? [
            {
              ...system('actor.roles', 'text', t('condition.actorRoles'), 'actor'),
              field: { key: 'roles', type: 'text' as const, many: true },
            },
            system('actor.email', 'email', t('condition.actorEmail'), 'actor'),
          ]
        : []),
    ]
  }, [fields, input, before, actor, record, stateField, others, say, t])
}

/** Which names can stand on the other side of a comparison with this one. */
export function comparableNames(to: ConditionName, names: readonly ConditionName[]): readonly ConditionName[] {
  const wanted = familyOf(to.field)
  if (!wanted) return []
  return names.filter((one) => one.name !== to.name && !one.field.many && familyOf(one.field) === wanted)
}

const textTypes: readonly FieldType[] = ['text', 'longText', 'richText', 'email', 'phone', 'url', 'cpf', 'cnpj', 'cep']
const numberTypes: readonly FieldType[] = ['integer', 'number', 'percent', 'rating', 'money']

/** Values of one family can be compared; an enumeration only with itself. */
function familyOf({ type, id, blueprint }: NamedField): string | undefined {
  if (textTypes.includes(type) || type === 'autonumber') return 'text'
  if (numberTypes.includes(type)) return 'number'
  if (type === 'date' || type === 'datetime') return 'moment'
  if (type === 'enum' || type === 'tags') return `choice of ${id}`
  if (type === 'relation') return `record of ${blueprint}`
  return ['boolean', 'user', 'time', 'duration', 'color'].includes(type) ? type : undefined
}

export const isNumber = (field: NamedField) => numberTypes.includes(field.type)
export const isMoment = (field: NamedField) => field.type === 'date' || field.type === 'datetime'
