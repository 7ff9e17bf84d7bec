// Does a text from outside mean something here, and what is its stored form?
import { type Issue, issue } from '../errors.ts'
import { type CelProblem, parseCel } from './cel.ts'
import type { Expression, ValueType } from './expression.ts'
import { translate } from './translate.ts'
import type { Tree } from './tree.ts'
import type { ExpressionScope, Type } from './types.ts'
import { expressionOf } from './used-fields.ts'

export type Checked =
  | { readonly expression: Expression; readonly type: ValueType }
  | { readonly issues: readonly Issue[] }

/**
 * Reads wire text: field keys, option keys as text. Every issue carries `start` and `end`, the characters it is about.
 * `want` is the type the expression must give; texts are read as choices or dates where those are wanted. Never throws.
 */
export function checkExpression(
  text: unknown,
  scope: ExpressionScope,
  want: ValueType | undefined,
  path: Issue['path'],
): Checked {
  if (typeof text !== 'string') return { issues: [issue(path, 'expression-not-text')] }
  const parsed = parseCel(text)
  if ('problem' in parsed) return { issues: [issueOf(parsed.problem, path)] }
  return checkTree(parsed.tree, scope, want, path)
}

/** The same of a text that is read already. */
export function checkTree(
  tree: Tree,
  scope: ExpressionScope,
  want: ValueType | undefined,
  path: Issue['path'],
): Checked {
  const found = translate(tree, scope, 'to-stored', want, path)
  return found.issues.length > 0
    ? { issues: found.issues }
    : { expression: expressionOf(found.tree), type: outsideType(found.type) }
}

export function issueOf(problem: CelProblem, path: Issue['path']): Issue {
  const { code, at, found, wish } = problem
  return issue(path, code, { start: at.start, end: at.end, found, ...(wish ? { wish } : {}) })
}

function outsideType(type: Type): ValueType {
  if (type.kind === 'group') return { kind: 'any' }
  return type.kind === 'list' ? { kind: 'list', of: outsideType(type.of) } : type
}
