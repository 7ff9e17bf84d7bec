// What can be typed in the place of a value that did not fit, in words.
import { useCallback } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import { valueText } from '../field-value/value-text.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'

const figures: readonly WireField['type'][] = ['integer', 'number', 'money', 'percent', 'rating']
/** More are not read. */
const choicesShown = 8

export function useSayFitting(): (field: WireField) => string {
  const { t } = useText()
  const formats = useFormats()
  return useCallback(
    (field) => {
      const type = t(`fieldType.${field.type as 'text'}.name`)
      const choices = (field.options ?? []).map(({ key }) => valueText(field, key, formats, { yes: '', no: '' }))
      if (choices.length > 0) {
        const shown = choices.slice(0, choicesShown)
        return shown.join(', ') + (shown.length < choices.length ? ' …' : '')
      }
      return figures.includes(field.type) ? t('mend.figures', { type }) : type
    },
    [t, formats],
  )
}

/** The sentence at the place where it is typed; that a field may stay empty is said, too. */
export function useSayWhatFits(): (field: WireField) => string {
  const { t } = useText()
  const sayFitting = useSayFitting()
  return (field) => t(field.required ? 'mend.fits' : 'mend.fitsOrNothing', { fitting: sayFitting(field) })
}
