// The tree of a stored expression, kept.
import { issue, MoldeError } from '../errors.ts'
import { parseCel } from './cel.ts'
import { MAX_COMPILED } from './limits.ts'
import type { Tree } from './tree.ts'

const kept = new Map<string, Tree>()

/** Stored texts come out of `checkExpression`; anything else that does not read is refused. */
export function readStored(cel: string): Tree {
  const known = kept.get(cel)
  if (known) return known
  const parsed = parseCel(cel, 'stored')
  if ('problem' in parsed)
    throw new MoldeError([
      issue([], 'expression-syntax', {
        start: parsed.problem.at.start,
        end: parsed.problem.at.end,
        found: parsed.problem.found,
      }),
    ])
  if (kept.size >= MAX_COMPILED) kept.clear()
  kept.set(cel, parsed.tree)
  return parsed.tree
}
