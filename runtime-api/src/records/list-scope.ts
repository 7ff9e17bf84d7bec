// Which names may a list ask by? Those of every expression, and the clocks of its flows: how they stand only lists know.
import type { ExpressionScope } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { clockColumn } from '../query/clock-sql.ts'

/** One for each scope: what is read of a query is kept by it. */
const known = new WeakMap<ExpressionScope, ExpressionScope>()

export function listScope({ scope, newest }: Definition): ExpressionScope {
  const clocks = newest.flows.flatMap((flow) =>
    (flow.version.clocks ?? []).map(({ id, name }) => ({ id: clockColumn(flow, id), name })),
  )
  if (clocks.length === 0) return scope
  const found = known.get(scope) ?? { ...scope, clocks }
  known.set(scope, found)
  return found
}
