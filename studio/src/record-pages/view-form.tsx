// The name of a view, and for whom it is.
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Audience } from '../api/views-api.ts'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { AudienceChoice, namesNobody } from './audience-choice.tsx'

export interface ViewFormProps {
  readonly tenant: string
  readonly name: string
  readonly audience: Audience
  readonly error: unknown
  readonly isSaving: boolean
  readonly onSave: (view: Audience & { readonly name: string }) => void
}

export function ViewForm(props: ViewFormProps) {
  const { t } = useText()
  const [name, setName] = useState(props.name)
  const [audience, setAudience] = useState(props.audience)
  const [tried, setTried] = useState(false)
  const wrong = name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!wrong && !namesNobody(audience)) props.onSave({ name: name.trim(), ...audience })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {props.error !== null && props.error !== undefined && <ErrorNotice error={props.error} />}
        <TextInput
          label={t('views.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && wrong && t('views.nameMissing')}
          maxLength={100}
          // The dialog looked for where to begin before this form was there.
          autoFocus
        />
        <AudienceChoice tenant={props.tenant} audience={audience} isTried={tried} onChange={setAudience} />
        <Group justify="flex-end">
          <Button type="submit" loading={props.isSaving}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
