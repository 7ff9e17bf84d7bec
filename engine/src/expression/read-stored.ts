// The tree of a stored expression, kept.
import { type Issue, issue, MoldeError } from '../errors.ts'
import { type CelProblem, parseCel } from './cel.ts'
import { MAX_KEPT } from './limits.ts'
import { RecentlyUsed } from './recently-used.ts'
import type { Tree } from './tree.ts'

const kept = new RecentlyUsed<Tree>(MAX_KEPT)

/** Stored texts come out of `checkExpression`; anything else that does not read is refused. */
export function readStored(cel: string): Tree {
  const known = kept.get(cel)
  if (known) return known
  const parsed = parseCel(cel, 'stored')
  if ('problem' in parsed) throw new MoldeError([syntaxIssue(parsed.problem)])
  kept.set(cel, parsed.tree)
  return parsed.tree
}

function syntaxIssue({ at, found }: CelProblem): Issue {
  return issue([], 'expression-syntax', { start: at.start, end: at.end, found })
}
