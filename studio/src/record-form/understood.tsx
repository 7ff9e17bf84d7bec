// What a number was taken for, said where another reader could take it otherwise.
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { isUnusual, readDecimal } from './decimal-text.ts'

/** The help of an input, and below it what was understood, when `write` is given the plain decimal text. */
export function useUnderstood(typed: string, help: ReactNode, write: (plain: string) => string): ReactNode {
  const { t } = useText()
  const { language } = useFormats()
  const plain = isUnusual(typed, language) ? readDecimal(typed, language) : undefined
  if (plain === undefined) return help
  return (
    <>
      {help}
      <Text span inherit display="block" c="var(--molde-ink)" role="status">
        {t('form.understood', { value: write(plain) })}
      </Text>
    </>
  )
}
