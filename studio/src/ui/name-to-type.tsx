// Asks for a name to be typed: what follows cannot be undone, and is not to happen by a slip.
import { Code, TextInput } from '@mantine/core'
import { Trans } from 'react-i18next'
import { speaker, useText } from '../text/text.ts'

export interface NameToTypeProps {
  readonly name: string
  readonly typed: string
  readonly onType: (typed: string) => void
  /** Where a dialog begins. */
  readonly isFirst?: boolean
}

export function NameToType({ name, typed, onType, isFirst }: NameToTypeProps) {
  const { t } = useText()
  return (
    <TextInput
      label={
        <Trans
          i18n={speaker}
          t={t}
          i18nKey="common.typeToConfirm"
          values={{ name }}
          components={{ name: <Code style={{ overflowWrap: 'anywhere' }} /> }}
        />
      }
      value={typed}
      onChange={(event) => onType(event.currentTarget.value)}
      autoComplete="off"
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  )
}
