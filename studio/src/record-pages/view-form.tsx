// The name of a view, and for whom it is.
import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'

export interface ViewFormProps {
  readonly name: string
  readonly shared: boolean
  readonly error: unknown
  readonly isSaving: boolean
  readonly onSave: (view: { readonly name: string; readonly shared: boolean }) => void
}

export function ViewForm(props: ViewFormProps) {
  const { t } = useText()
  const [name, setName] = useState(props.name)
  const [onlyMine, setOnlyMine] = useState(!props.shared)
  const [tried, setTried] = useState(false)
  const wrong = name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!wrong) props.onSave({ name: name.trim(), shared: !onlyMine })
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
        <Checkbox
          label={t('records.viewOnlyMine')}
          description={t('records.viewOnlyMineHelp')}
          checked={onlyMine}
          onChange={(event) => setOnlyMine(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={props.isSaving}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
