// Who makes the records that an op needs? The program itself, whoever published the op.
import type { Scope } from '../runtime.ts'

export function systemScope(scope: Scope): Scope {
  return { ...scope, actor: { kind: 'system', id: 'system', roles: [] }, language: scope.tenant.language }
}
