// Which names may a list ask by? Those of every expression, and the clocks of the flow: how they stand only lists know.
import type { ExpressionScope } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'

/** One for each scope: what is read of a query is kept by it. */
const known = new WeakMap<ExpressionScope, ExpressionScope>()

export function listScope({ scope, newest }: Definition): ExpressionScope {
  const clocks = newest.flow?.version.clocks ?? []
  if (clocks.length === 0) return scope
  const found = known.get(scope) ?? { ...scope, clocks: clocks.map(({ id, name }) => ({ id, name })) }
  known.set(scope, found)
  return found
}
