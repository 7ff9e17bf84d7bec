// How does a stored expression read today, with the current names of fields and choices?
import type { Expression, ValueType } from './expression.ts'
import { printExpression } from './print-expression.ts'
import { readStored } from './read-stored.ts'
import { translate } from './translate.ts'
import type { ExpressionScope } from './types.ts'

/** Wire text; `want` is the type it was read for, so that a choice is called by its name. What the scope does not know any more is said by its id. Checking the text again gives the same expression. */
export function sayExpression(expression: Expression, scope: ExpressionScope, want?: ValueType): string {
  return printExpression(translate(readStored(expression.cel), scope, 'to-wire', want, []).tree, 'wire')
}
