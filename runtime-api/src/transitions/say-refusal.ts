// A flow's refusal as the API says it: 403 when it is about who asks, else 409, with the reason in words.
import { type Refusal, sayRefusal } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { readerOf, type Scope } from '../runtime.ts'

export function refusedTransition(scope: Scope, refusal: Refusal): ApiError {
  const message = sayRefusal(refusal, readerOf(scope))
  const about = refusal.code === 'not-allowed' || refusal.code === 'own-record' ? 'forbidden' : 'transition-refused'
  return new ApiError(about, {
    detail: message,
    members: { errors: [{ pointer: '', code: refusal.code, message }] },
  })
}
