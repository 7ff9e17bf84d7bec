// Which names may a list ask by? Those of every expression, and the clocks of its flows: how they stand only lists know.
import type { ExpressionScope } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { clockColumn } from '../query/clock-sql.ts'

/** One for each scope: what is read of a query is kept by it. */
const known = new WeakMap<ExpressionScope, ExpressionScope>()

export function listScope({ scope, newest }: Definition): ExpressionScope {
  const { flow, flows } = newest
  if (!flow) return scope
  const found = known.get(scope) ?? {
    ...scope,
    // `record.state` is compared with the keys of states, as in a guard.
    ...(scope.fields.some(({ id }) => id === flow.version.stateField) && { stateField: flow.version.stateField }),
    clocks: flows.flatMap((one) =>
      (one.version.clocks ?? []).map(({ id, name }) => ({ id: clockColumn(one, id), name })),
    ),
  }
  known.set(scope, found)
  return found
}
