// Values of one form, such as '4 kg' and '12 kg': one of them, and how many there are besides.
import { useText } from './text.ts'
import { useFormats } from './use-formats.tsx'

export interface ValuePattern {
  /** How many values have this form. */
  readonly n: number
  /** One of them. */
  readonly example: string
}

export function useSayPattern(): (pattern: ValuePattern) => string {
  const { t } = useText()
  const formats = useFormats()
  return ({ n, example }) => {
    const shown = example.slice(0, 80)
    return n > 1
      ? t('change.likeThisAndMore', { example: shown, others: formats.number(n - 1) })
      : t('change.likeThis', { example: shown })
  }
}
