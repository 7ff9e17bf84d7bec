// After a commit: listeners hear what changed, and the worker is woken.
import type { Scope } from '../runtime.ts'
import type { LiveEvent } from './live-event.ts'

/** Only after the commit: what is rolled back was never said. */
export function announce(scope: Scope, events: readonly LiveEvent[]): void {
  const { hub } = scope.runtime
  hub.publish(scope.tenant.no, events)
  hub.wake(scope.tenant.no)
}
