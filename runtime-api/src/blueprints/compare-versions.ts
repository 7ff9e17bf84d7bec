// What is different in a version, seen from another one? Either may be the older.
import { type Difference, describeDifference, issue, MoldeError } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { blueprintNamed } from './read-blueprints.ts'
import { findVersion } from './version-table.ts'

export async function compareVersions(
  scope: Scope,
  name: string,
  version: number,
  since: number,
): Promise<readonly Difference[]> {
  const { no, head } = await blueprintNamed(scope, name)
  const [before, after] = await Promise.all(
    [since, version].map((number) => findVersion(scope.store.read, scope.tenant.no, no, number)),
  )
  if (!after) throw new ApiError('not-found')
  if (!before) throw new MoldeError([issue(['query', 'since'], 'no-such-version', { value: since, head })])
  return describeDifference(before.definition, after.definition, readerOf(scope))
}
