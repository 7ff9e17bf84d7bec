// Which version does a client ask for with `as=3` or `Accept-Blueprint: customer@3`?
import { issue, refuseIf } from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'

/** The newest when nothing is asked for. */
export function readAsVersion(definition: Definition, asked: string | undefined): number {
  const head = definition.head.version
  if (asked === undefined) return head
  const read = /^(?:(.+)@)?(\d{1,9})$/.exec(asked.trim())
  const version = read && (read[1] === undefined || read[1] === definition.name) ? Number(read[2]) : 0
  if (version < 1 || version > head) {
    refuseIf([issue(['query', 'as'], 'no-such-version', { value: asked.slice(0, 40), head })])
  }
  return version
}

/** Lists and writes speak the newest version only, for now. */
export function refuseOlder(definition: Definition, asked: string | undefined): void {
  const version = readAsVersion(definition, asked)
  const { version: head } = definition.head
  if (version !== head)
    throw new ApiError('invalid', { issues: [issue(['query', 'as'], 'only-newest-version', { version, head })] })
}

export async function refuseOlderWrite(scope: Scope, blueprint: string, asked: string | undefined): Promise<void> {
  if (asked !== undefined) refuseOlder(await definitionOf(scope, scope.store.read, blueprint), asked)
}
