// A new record of one kind.
import { Box, Button, Group, Paper, Skeleton, Text } from '@mantine/core'
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ApiError } from '../api/api-client.ts'
import { useAttemptKey } from '../api/attempt-key.ts'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { type Flow, useFlowsOf } from '../api/flows-api.ts'
import { useMe } from '../api/me-api.ts'
import { useCreateRecord, type WireData } from '../api/records-api.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { focusFirstInput } from '../record-form/focus-first-input.ts'
import { filled, makeFormCheck, openData, startData } from '../record-form/form-check.ts'
import { RecordForm } from '../record-form/record-form.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { saveForm, useScreenKeys } from '../ui/screen-keys.ts'
import { showDone, showMade } from '../ui/undo-toast.tsx'
import { useGoBack } from '../ui/use-go-back.ts'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'

const formId = 'new-record'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the place that a new record was asked for at already says of it: a day, the column of a board, what it points to, what was typed in a row. */
    readonly prefill?: { readonly [key: string]: unknown }
  }
}

export function NewRecordPage() {
  const { t } = useText()
  const { say } = useFormats()
  const { tenant, blueprint } = useParams({ from: '/inside/t/$tenant/records/$blueprint/new' })
  const definition = useBlueprint(tenant, blueprint)
  const { flows, stateFields, pending } = useFlowsOf(tenant, blueprint)
  if (definition.error) throw definition.error
  if (!definition.data || pending) return <Skeleton h={320} />
  const kind = say(definition.data.label, wordsOfKey(blueprint))
  return (
    <Box maw={880}>
      <title>{`${t('records.newOf', { kind })} · Molde`}</title>
      <PageHeader
        title={t('records.newOf', { kind })}
        above={
          <Group gap="xs">
            <Link to="/t/$tenant/records/$blueprint" params={{ tenant, blueprint }} className="above-link">
              {say(severalOf(definition.data), wordsOfKey(blueprint))}
            </Link>
            <Beginnings blueprint={definition.data} flows={flows} />
          </Group>
        }
      />
      {definition.data.fields.length === 0 ? (
        <EmptyState
          drawing="sheet"
          sentence={t('records.noFields')}
          action={
            <Button
              renderRoot={(props) => (
                <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint }} {...props} />
              )}
            >
              {t('records.addFields')}
            </Button>
          }
        />
      ) : (
        <NewRecord tenant={tenant} blueprint={definition.data} stateFields={stateFields} />
      )}
    </Box>
  )
}

/** Where its flows begin it: nothing to fill in, and said so that nobody looks for it. */
function Beginnings({ blueprint, flows }: { readonly blueprint: Blueprint; readonly flows: readonly Flow[] }) {
  const { t } = useText()
  const begun = flows.flatMap(({ name, stateField, initial }) => {
    const field = blueprint.fields.find(({ key }) => key === stateField)
    return field?.options?.some(({ key }) => key === initial) ? [{ name, field, initial }] : []
  })
  if (begun.length === 0) return null
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed">
        {t('records.beginsAs')}
      </Text>
      {begun.map(({ name, field, initial }) => (
        <OptionChip key={name} field={field} option={initial} />
      ))}
    </Group>
  )
}

interface NewRecordProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateFields: readonly string[]
}

function NewRecord({ tenant, blueprint, stateFields }: NewRecordProps) {
  useScreenKeys('record', { 'Control+KeyS': () => saveForm(formId) })
  const { t } = useText()
  const formats = useFormats()
  const navigate = useNavigate()
  const actor = useMe().data?.id ?? ''
  const goBack = useGoBack(() =>
    navigate({ to: '/t/$tenant/records/$blueprint', params: { tenant, blueprint: blueprint.name } }),
  )
  const create = useCreateRecord(tenant, blueprint.name)
  const keyFor = useAttemptKey()
  const checkNow = () => makeFormCheck(blueprint, { zone: formats.zone, now: Date.now(), actor, stateFields })
  const prefill = useLocation({ select: ({ state }) => state.prefill })
  const start = () => ({ ...startData(checkNow()), ...prefill }) as WireData
  const [value, setValue] = useState<WireData>(start)
  const [untouched, setUntouched] = useState(value)
  const [goOn, setGoOn] = useState(false)
  const [round, setRound] = useState(0)
  useEffect(() => focusFirstInput(formId), [round])
  const guard = useUnsavedGuard(value !== untouched && !create.isSuccess)
  const refused = create.error instanceof ApiError ? create.error.issues : []
  const fresh = () => {
    const next = start()
    setValue(next)
    setUntouched(next)
    setRound(round + 1)
    create.reset()
  }
  // A double click is one record, and nothing that went wrong.
  const isOnTheWay = useRef(false)
  const submit = (data: WireData) => {
    if (isOnTheWay.current) return
    isOnTheWay.current = true
    const check = checkNow()
    const sent = check ? openData(check, data) : filled(data)
    create.mutate(
      { data: sent, idempotencyKey: keyFor([round, sent]) },
      {
        onSuccess: (record) => {
          const text = t('records.created', {
            title: recordTitle(blueprint, record.data, formats) || t('records.untitled'),
          })
          const to = '/t/$tenant/records/$blueprint/$id'
          const params = { tenant, blueprint: blueprint.name, id: record.id }
          if (goOn) {
            showMade('made', text, [{ word: t('records.openMade'), onTake: () => void navigate({ to, params }) }])
            return fresh()
          }
          showDone(text)
          return navigate({
            to,
            params,
            // What was typed is saved now.
            ignoreBlocker: true,
          })
        },
        onSettled: () => {
          isOnTheWay.current = false
        },
      },
    )
  }
  return (
    <>
      {create.error && refused.length === 0 && <ErrorNotice error={create.error} />}
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <RecordForm
          key={round}
          tenant={tenant}
          blueprint={blueprint}
          value={value}
          onChange={setValue}
          onSubmit={submit}
          issues={refused}
          stateFields={stateFields}
          // Where it begins is up to its flows: nothing to fill in.
          asked={blueprint.fields.map(({ key }) => key).filter((key) => !stateFields.includes(key))}
          formId={formId}
        />
      </Paper>
      <Group justify="flex-end" mt="md" className="page-actions acts-in-sight">
        <Button type="button" variant="subtle" onClick={goBack}>
          {t('common.cancel')}
        </Button>
        {/* Not a submit button: the first of those is the one that Enter presses. */}
        <Button
          type="button"
          variant="default"
          loading={create.isPending && goOn}
          onClick={() => {
            flushSync(() => setGoOn(true))
            document.querySelector<HTMLFormElement>(`form#${formId}`)?.requestSubmit()
          }}
        >
          {t('records.createAnother')}
        </Button>
        <Button type="submit" form={formId} loading={create.isPending && !goOn} onClick={() => setGoOn(false)}>
          {t('records.create')}
        </Button>
      </Group>
      {guard}
    </>
  )
}
