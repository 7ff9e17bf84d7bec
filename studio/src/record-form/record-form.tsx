// The generated form of a blueprint: drawn by rjsf, checked by the engine, filled by our own widgets.
import { Modal, Text } from '@mantine/core'
import { equalJson, type Json } from '@molde/engine'
import Form from '@rjsf/core'
import type { FieldTemplateProps, RegistryFieldsType, TemplatesType } from '@rjsf/utils'
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ApiIssue } from '../api/api-client.ts'
import { useAttemptKey } from '../api/attempt-key.ts'
import { type Blueprint, useBlueprint, type WireField } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { useMe } from '../api/me-api.ts'
import { useCreateRecord, type WireData } from '../api/records-api.ts'
import { readerHere } from '../text/reader-here.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { engineValidator } from './engine-validator.ts'
import { focusFirstInput } from './focus-first-input.ts'
import {
  type Fault,
  type FormCheck,
  filled,
  findFaults,
  hiddenFields,
  makeFormCheck,
  serverFaults,
  startData,
} from './form-check.ts'
import { FormFooter } from './form-footer.tsx'
import { formSchema } from './form-schema.ts'
import { type FormScope, FormScopeContext } from './form-scope.ts'
import { GroupTemplate } from './group-template.tsx'
import { RowsTemplate, RowTemplate } from './rows-template.tsx'
import { useFaultText } from './say-fault.ts'
import { ValueField } from './value-field.tsx'

export interface RecordFormProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly value: WireData
  readonly onChange: (value: WireData) => void
  readonly onSubmit: (value: WireData) => void
  /** The record as it was read; without it the form is for a new one. */
  readonly before?: WireData
  /** Reasons with which the server refused the last attempt. */
  readonly issues?: readonly ApiIssue[]
  /** Keys of the fields that hold the states of flows: shown, and not asked for. Always the same list. */
  readonly stateFields?: readonly string[]
  /** Keys of the fields that are drawn, in this order; all of them when it is left out. All are checked. */
  readonly asked?: readonly string[]
  readonly readOnly?: boolean
  /** Ties a button outside of the form to it. */
  readonly formId: string
}

const none: readonly string[] = []
const fields: RegistryFieldsType = { value: ValueField }
const templates: Partial<TemplatesType> = {
  FieldTemplate: BareField,
  ObjectFieldTemplate: GroupTemplate,
  ArrayFieldTemplate: RowsTemplate,
  ArrayFieldItemTemplate: RowTemplate,
}
/** What a person left empty stays empty: nothing is filled in behind their back. */
const noInventions = { emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' } } as const

export function RecordForm(props: RecordFormProps) {
  const { tenant, blueprint, value, before, stateFields = none, asked, formId } = props
  const { t } = useText()
  const { say } = useFormats()
  const sayFault = useFaultText()
  const reader = readerHere()
  const check = useFormCheck(blueprint, stateFields)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [begun] = useState(value)
  const [tried, setTried] = useState(false)
  const { awaited, noteAwaited } = useAwaited()
  const [hasty, setHasty] = useState(false)
  const [other, setOther] = useState<{ blueprint: string; title: string; done: (id: string) => void }>()
  const drawn = useMemo(() => drawnFields(blueprint, asked), [blueprint, asked])
  const { schema, uiSchema } = useMemo(() => formSchema(drawn, say), [drawn, say])
  const faultsOf = useMemo(
    () => (data: unknown) => (check ? findFaults(check, (data ?? {}) as WireData, before, reader) : []),
    [check, before, reader],
  )
  const validator = useMemo(() => engineValidator(faultsOf), [faultsOf])
  const found = useMemo(() => faultsOf(value), [faultsOf, value])
  const fromServer = useServerFaults(props.issues, value)
  // Nobody is reproached for a field that is only passed by.
  const isUntouched = ({ code, pointer }: Fault) => {
    const key = keyIn(pointer)
    return code === 'required' && equalJson((begun[key] ?? null) as Json, (value[key] ?? null) as Json)
  }
  const scope: FormScope = {
    tenant,
    stateFields,
    readOnly: props.readOnly ?? false,
    isNew: before === undefined,
    hidden: hiddenFields(check, value),
    messageAt: (pointer) => {
      const own = found.find((one) => one.pointer === pointer && (tried || (left.has(pointer) && !isUntouched(one))))
      const fault = own ?? fromServer.find((fault) => fault.pointer === pointer)
      return fault && sayFault(fault)
    },
    leave: (pointer) => setLeft((before) => (before.has(pointer) ? before : new Set([...before, pointer]))),
    await: noteAwaited,
    createOther: (name, title, done) => setOther({ blueprint: name, title, done }),
  }
  const ofNoInput = [...(tried ? found : []), ...fromServer].filter(
    (fault) => fault.pointer === '' || !isOfInput(fault, drawn, stateFields),
  )
  const isHasty = hasty && awaited.size > 0
  const whole = isHasty ? [...ofNoInput, { pointer: '', code: 'files', message: t('files.wait') }] : ofNoInput
  return (
    <FormScopeContext value={scope}>
      <WholeFaults faults={whole} />
      <Text className="for-readers" role="status">
        {tried && found.length > 0 ? t('records.fixFirst', { count: found.length }) : ''}
      </Text>
      <Form
        id={formId}
        idPrefix={formId}
        schema={schema}
        uiSchema={uiSchema}
        formData={value}
        fields={fields}
        templates={templates}
        validator={validator}
        experimental_defaultFormStateBehavior={noInventions}
        noHtml5Validate
        showErrorList={false}
        onChange={(event) => props.onChange((event.formData ?? {}) as WireData)}
        onSubmit={(event, submitted: FormEvent) => {
          submitted.preventDefault()
          setHasty(awaited.size > 0)
          if (awaited.size > 0) return
          setTried(false)
          props.onSubmit((event.formData ?? {}) as WireData)
        }}
        onError={() => {
          setTried(true)
          focusFirstFault(formId)
        }}
      >
        {/* Buttons stand outside; rjsf would draw its own without this. */}
        <span hidden />
      </Form>
      {other && <NewOther tenant={tenant} {...other} onClose={() => setOther(undefined)} onDone={other.done} />}
    </FormScopeContext>
  )
}

function drawnFields({ fields }: Blueprint, asked: readonly string[] | undefined): readonly WireField[] {
  return asked ? asked.flatMap((key) => fields.find((field) => field.key === key) ?? []) : fields
}

/** Inputs of which something is still on its way. */
function useAwaited() {
  const [awaited, setAwaited] = useState<ReadonlySet<string>>(new Set())
  const noteAwaited = useCallback((id: string, isOnTheWay: boolean) => {
    setAwaited((before) => {
      if (before.has(id) === isOnTheWay) return before
      return new Set(isOnTheWay ? [...before, id] : [...before].filter((one) => one !== id))
    })
  }, [])
  return { awaited, noteAwaited }
}

/** Widgets bring their own label, help and fault. */
function BareField({ children, hidden }: FieldTemplateProps) {
  return hidden ? <div hidden>{children}</div> : children
}

function useFormCheck(blueprint: Blueprint, stateFields: readonly string[]): FormCheck | undefined {
  const { zone } = useFormats()
  const actor = useMe().data?.id ?? ''
  const [now] = useState(() => Date.now())
  return useMemo(
    () => makeFormCheck(blueprint, { zone, now, actor, stateFields }),
    [blueprint, zone, now, actor, stateFields],
  )
}

/** A server's fault stands until its field is changed. */
function useServerFaults(issues: readonly ApiIssue[] | undefined, value: WireData): readonly Fault[] {
  const [seen, setSeen] = useState<{ issues: typeof issues; value: WireData }>({ issues, value })
  if (seen.issues !== issues) setSeen({ issues, value })
  const at = seen.issues === issues ? seen.value : value
  return serverFaults(issues ?? []).filter(({ pointer }) => {
    const key = pointer.split('/')[1] ?? ''
    return JSON.stringify(at[key]) === JSON.stringify(value[key])
  })
}

const keyIn = (pointer: string) => (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')

/** Does the fault stand at a field that has an input? The others are said above the form. */
function isOfInput(fault: Fault, drawn: readonly WireField[], stateFields: readonly string[]): boolean {
  const key = keyIn(fault.pointer)
  return drawn.some((field) => field.key === key && !field.readOnly && !stateFields.includes(field.key))
}

function WholeFaults({ faults }: { readonly faults: readonly Fault[] }) {
  const sayFault = useFaultText()
  if (faults.length === 0) return null
  return (
    <div role="alert" className="whole-faults">
      {faults.map((fault) => (
        <Text key={`${fault.pointer} ${fault.message}`} size="sm" c="var(--molde-bad)">
          {sayFault(fault)}
        </Text>
      ))}
    </div>
  )
}

function focusFirstFault(formId: string): void {
  // After the faults are drawn.
  requestAnimationFrame(() => {
    const first = document
      .getElementById(formId)
      ?.querySelector<HTMLElement>(':is(input, textarea, select, button)[aria-invalid="true"]')
    first?.focus()
    first?.scrollIntoView({ block: 'center' })
  })
}

/** A new record of another kind, without leaving this form. */
export function NewOther(props: {
  readonly tenant: string
  readonly blueprint: string
  readonly title: string
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}) {
  const { t } = useText()
  const { say } = useFormats()
  const definition = useBlueprint(props.tenant, props.blueprint)
  const { stateFields, pending } = useFlowsOf(props.tenant, props.blueprint)
  const kind = say(definition.data?.label, wordsOfKey(props.blueprint))
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('records.newOf', { kind })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {definition.error && <ErrorNotice error={definition.error} />}
      {definition.data && !pending && (
        <NewOtherForm {...props} definition={definition.data} stateFields={stateFields} />
      )}
    </Modal>
  )
}

interface NewOtherFormProps {
  readonly tenant: string
  readonly blueprint: string
  readonly title: string
  readonly definition: Blueprint
  readonly stateFields: readonly string[]
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

function NewOtherForm({ tenant, blueprint, title, definition, stateFields, onClose, onDone }: NewOtherFormProps) {
  const { t } = useText()
  const create = useCreateRecord(tenant, blueprint)
  const check = useFormCheck(definition, stateFields)
  // What was searched for in vain is most likely what the new one is called.
  const named = definition.fields.find((field) => field.key === definition.titleField && field.type === 'text')
  const [value, setValue] = useState<WireData>(() => ({
    ...startData(check),
    ...(named && title && { [named.key]: title }),
  }))
  const keyFor = useAttemptKey()
  const formId = `new-${blueprint}`
  useEffect(() => {
    // A dialog puts the focus into its first button a moment after it opens; on a busy machine that is a long one.
    const timer = setInterval(() => {
      if (!document.getElementById(formId)?.closest('[role=dialog]')?.contains(document.activeElement)) return
      clearInterval(timer)
      focusFirstInput(formId, 'empty', 'everything')
    }, 30)
    return () => clearInterval(timer)
  }, [formId])
  const isOnTheWay = useRef(false)
  const submit = (data: WireData) => {
    if (isOnTheWay.current) return
    isOnTheWay.current = true
    create.mutate(
      { data: filled(data), idempotencyKey: keyFor(data) },
      {
        onSuccess: (record) => {
          onDone(record.id)
          onClose()
        },
        onSettled: () => {
          isOnTheWay.current = false
        },
      },
    )
  }
  const issues = create.error && 'issues' in create.error ? (create.error.issues as readonly ApiIssue[]) : []
  return (
    <>
      {create.error && issues.length === 0 && <ErrorNotice error={create.error} />}
      <RecordForm
        tenant={tenant}
        blueprint={definition}
        value={value}
        onChange={setValue}
        onSubmit={submit}
        issues={issues}
        stateFields={stateFields}
        // Where it begins is up to its flows.
        asked={definition.fields.map(({ key }) => key).filter((key) => !stateFields.includes(key))}
        formId={formId}
      />
      <FormFooter formId={formId} action={t('records.create')} pending={create.isPending} onCancel={onClose} />
    </>
  )
}
