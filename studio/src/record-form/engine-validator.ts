// How the form library asks whether data may be sent: it asks the engine, so no second opinion exists and no code is generated.
import { type RJSFValidationError, toErrorSchema, type ValidatorType } from '@rjsf/utils'
import type { Fault } from './form-check.ts'

export function engineValidator(faultsOf: (data: unknown) => readonly Fault[]): ValidatorType {
  return {
    validateFormData: (data) => {
      const errors = faultsOf(data).map(errorOf)
      return { errors, errorSchema: toErrorSchema(errors) }
    },
    // Asked only where a schema offers alternatives, which ours never do.
    isValid: () => true,
    rawValidation: () => ({ errors: [] }),
  }
}

function errorOf({ pointer, message }: Fault): RJSFValidationError {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const property = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `['${step}']`)).join('')
  return { name: 'engine', message, property: property || '.', stack: message }
}
