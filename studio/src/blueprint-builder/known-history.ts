// What was published of a blueprint before, for drafts that bring something back.
import { idGiver, newBlueprint, type OpHistory, type StoredOp } from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint, BlueprintVersion } from '../api/blueprints-api.ts'

/** By the blueprint's id: a draft is read in many places, and its versions never change. */
const known = new Map<string, readonly BlueprintVersion[]>()

const nameOf = ({ id, name }: Pick<Blueprint, 'id' | 'name'>) => id ?? name

export function rememberVersions(published: Blueprint, versions: readonly BlueprintVersion[]): void {
  known.set(nameOf(published), versions)
}

/** As far as it was read; the newest version itself is not part of it. */
export function historyOf(published: Blueprint): OpHistory {
  const versions = known.get(nameOf(published)) ?? []
  const numbered = (version: number) => versions.find((one) => one.version === version)
  return {
    versionAt(version) {
      const found = numbered(version)
      return found && { ...newBlueprint(blueprintDocument(found), idGiver({})), version }
    },
    opsInto: (version) => (numbered(version)?.ops ?? []) as unknown as readonly StoredOp[],
  }
}

export const isHistoryKnown = (published: Blueprint) => (known.get(nameOf(published))?.length ?? 0) >= published.version
