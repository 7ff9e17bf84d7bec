// The name of a view, and for whom it is.
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { trimmedLabel } from '@molde/engine'
import { type FormEvent, useState } from 'react'
import type { Audience } from '../api/views-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { withLanguageOrNone } from '../text/with-language.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { AudienceChoice, namesNobody } from './audience-choice.tsx'

export interface ViewFormProps {
  readonly tenant: string
  readonly label: Label | undefined
  readonly audience: Audience
  readonly error: unknown
  readonly isSaving: boolean
  readonly onSave: (view: Audience & { readonly label: Label }) => void
}

export function ViewForm(props: ViewFormProps) {
  const { t } = useText()
  const [label, setLabel] = useState(props.label)
  const [audience, setAudience] = useState(props.audience)
  const [tried, setTried] = useState(false)
  const named = trimmedLabel(label)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (named !== undefined && !namesNobody(audience)) props.onSave({ label: named, ...audience })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {props.error !== null && props.error !== undefined && <ErrorNotice error={props.error} />}
        <TextInput
          label={t('views.name')}
          {...ownWordsProps({ label, name: t('views.name'), maxLength: 100, onTranslate: setLabel })}
          onChange={(event) => setLabel(withLanguageOrNone(label, event.currentTarget.value))}
          error={tried && named === undefined && t('views.nameMissing')}
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
