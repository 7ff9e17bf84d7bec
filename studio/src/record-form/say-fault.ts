// What a form says about a value that could not be read. The engine speaks to programs, too, and shows them JSON; people see how to write it.
import { writeMoment } from '../date-input/write-day.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { writeDecimal } from './decimal-text.ts'

export interface SaidFault {
  /** The engine's, such as `not-money`. */
  readonly code: string
  readonly message: string
}

/** For examples: no day of it is the number of a month. */
const someMoment = { date: '2026-12-31', time: '09:30', datetime: '2026-12-31T09:30' }

export function useFaultText(): (fault: SaidFault) => string {
  const { t } = useText()
  const formats = useFormats()
  const { language } = formats
  return ({ code, message }) => {
    switch (code) {
      case 'not-money':
        return t('form.notMoney', { example: writeDecimal('12.50', language) })
      case 'not-number':
        return t('form.notNumber', { example: writeDecimal('12.5', language) })
      case 'not-integer':
        return t('form.notInteger')
      case 'not-date':
        return t('form.notDate', { example: writeMoment('date', someMoment.date, formats) })
      case 'not-time':
        return t('form.notTime', { example: writeMoment('time', someMoment.time, formats) })
      case 'not-datetime':
        return t('form.notMoment', { example: writeMoment('datetime', someMoment.datetime, formats) })
      default:
        return message
    }
  }
}
