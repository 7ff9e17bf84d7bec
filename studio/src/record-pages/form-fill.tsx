// A form of one's own, to be filled in: its fields in their order, its button, and what it says when it was sent.
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { useAttemptKey } from '../api/attempt-key.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import { useCreateRecord, type WireData } from '../api/records-api.ts'
import type { FormDesign } from '../api/views-api.ts'
import { focusFirstInput } from '../record-form/focus-first-input.ts'
import { filled, makeFormCheck, openData, startData } from '../record-form/form-check.ts'
import { RecordForm } from '../record-form/record-form.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'

export interface FormFillProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateFields: readonly string[]
  readonly design: FormDesign
  /** Its id. */
  readonly form?: string | undefined
  /** To be looked at by who designs it: it sends nothing. */
  readonly isPreview?: boolean
}

export function FormFill(props: FormFillProps) {
  const [round, setRound] = useState(0)
  const [sent, setSent] = useState<string>()
  if (sent !== undefined)
    return (
      <Thanks
        {...props}
        record={sent}
        onAgain={() => {
          setSent(undefined)
          setRound(round + 1)
        }}
      />
    )
  return <Questions key={round} {...props} round={round} onSent={setSent} />
}

interface QuestionsProps extends FormFillProps {
  readonly round: number
  readonly onSent: (record: string) => void
}

function Questions({ tenant, blueprint, stateFields, design, form, isPreview = false, round, onSent }: QuestionsProps) {
  const { t } = useText()
  const { say, zone } = useFormats()
  const actor = useMe().data?.id ?? ''
  const create = useCreateRecord(tenant, blueprint.name)
  const keyFor = useAttemptKey()
  const checkNow = () => makeFormCheck(blueprint, { zone, now: Date.now(), actor, stateFields })
  const [untouched] = useState<WireData>(() => startData(checkNow()))
  const [value, setValue] = useState(untouched)
  const formId = isPreview ? 'form-preview' : 'form'
  useEffect(() => {
    if (!isPreview) focusFirstInput(formId)
  }, [isPreview, formId])
  const guard = useUnsavedGuard(!isPreview && value !== untouched && !create.isSuccess)
  const refused = create.error instanceof ApiError ? create.error.issues : []
  const submit = (data: WireData) => {
    if (isPreview) return
    const check = checkNow()
    const said = check ? openData(check, data) : filled(data)
    create.mutate(
      { data: said, idempotencyKey: keyFor([round, said]), form },
      { onSuccess: (record) => onSent(record.id) },
    )
  }
  return (
    <Stack gap="lg">
      {design.intro && <Text className="written">{say(design.intro, '')}</Text>}
      {create.error && refused.length === 0 && <ErrorNotice error={create.error} />}
      <Paper withBorder p={{ base: 'md', sm: 'lg' }} className="one-column-form">
        <RecordForm
          tenant={tenant}
          blueprint={blueprint}
          value={value}
          onChange={setValue}
          onSubmit={submit}
          issues={refused}
          stateFields={stateFields}
          asked={design.fields}
          formId={formId}
        />
      </Paper>
      <Button type="submit" form={formId} loading={create.isPending} className="send-button">
        {say(design.button, t('forms.send'))}
      </Button>
      {guard}
    </Stack>
  )
}

interface ThanksProps extends FormFillProps {
  readonly record: string
  readonly onAgain: () => void
}

function Thanks({ tenant, blueprint, design, record, onAgain }: ThanksProps) {
  const { t } = useText()
  const { say } = useFormats()
  const title = useRef<HTMLHeadingElement>(null)
  // What had the focus is gone: whoever listens hears at once that it was sent.
  useEffect(() => title.current?.focus(), [])
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="md">
        <Title order={2} ref={title} tabIndex={-1}>
          {t('forms.sent')}
        </Title>
        <Text className="written">{say(design.thanks, t('forms.thanksUsual'))}</Text>
        <Group>
          <Button onClick={onAgain}>{t('forms.again')}</Button>
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/records/$blueprint/$id"
                params={{ tenant, blueprint: blueprint.name, id: record }}
                {...props}
              />
            )}
          >
            {t('forms.seeSent')}
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  )
}
