// Which versions does a client speak, with `as=3` or `Accept-Blueprint: customer@3, order@2`?
import { issue, refuseIf } from '@molde/engine'
import { headsNamed } from '../blueprints/blueprint-table.ts'
import { definitionAt } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsInSight } from '../subtables/rows-in-sight.ts'

/** `name` is absent where only the number was said: it is about the blueprint that the request is about. */
interface Wish {
  readonly name?: string
  readonly version: number
  /** As it was sent. */
  readonly said: string
}

/** More blueprints than a request is about. */
const mostWishes = 100

/**
 * The blueprint that the request is about, in the words of the version that is asked for; without a wish, of the one that the key is
 * pinned to, else of the newest. What is asked of other blueprints must exist too.
 */
export async function definitionAs(
  scope: Scope,
  db: Db,
  definition: Definition,
  asked: string | undefined,
): Promise<Definition> {
  const wishes = readWishes(definition.head.version, asked)
  await refuseUnknown(scope, db, definition, wishes)
  const wish = wishes.find(({ name }) => name === undefined || name === definition.name)
  return inVersionOf(scope, db, definition, wish?.version)
}

/** Another blueprint of which the answer shows something: a number alone is not about it. */
export async function definitionBeside(
  scope: Scope,
  db: Db,
  definition: Definition,
  asked: string | undefined,
): Promise<Definition> {
  const { version: head } = definition.head
  const wish = readWishes(head, asked).find(({ name }) => name === definition.name)
  refuseBeyond(wish && wish.version > head ? wish : undefined, head)
  return inVersionOf(scope, db, definition, wish?.version)
}

/** Where a request is about no blueprint of its own, each wish must name one that there is. */
export async function checkWishes(scope: Scope, db: Db, asked: string | undefined): Promise<void> {
  const wishes = readWishes(0, asked)
  refuseBeyond(
    wishes.find(({ name }) => name === undefined),
    0,
  )
  await refuseUnknown(scope, db, undefined, wishes)
}

async function inVersionOf(scope: Scope, db: Db, definition: Definition, wished: number | undefined) {
  const pinned = scope.actor.kind === 'key' ? definition.pins.get(scope.actor.id) : undefined
  const version = wished ?? pinned
  if (version === undefined) return definition
  return rowsInSight(scope, await definitionAt(scope, db, definition, version))
}

/** A structured list holds its members in quotation marks; nobody needs to. */
const wishForm = /^"?(?:([^@\s"]+)@)?(\d{1,9})"?$/

/** What is said first counts. `head` is named in a refusal. */
function readWishes(head: number, asked: string | undefined): readonly Wish[] {
  if (asked === undefined) return []
  const texts = asked.split(',', mostWishes + 1).map((text) => text.trim())
  return texts.slice(0, mostWishes).map((said) => {
    const read = wishForm.exec(said)
    const [name, version] = [read?.[1], Number(read?.[2] ?? 0)]
    if (version < 1) refuseBeyond({ version, said }, head)
    return { version, said, ...(name !== undefined && { name }) }
  })
}

async function refuseUnknown(
  scope: Scope,
  db: Db,
  definition: Definition | undefined,
  wishes: readonly Wish[],
): Promise<void> {
  const own = definition?.head.version ?? 0
  const isOwn = ({ name }: Wish) => name === undefined || name === definition?.name
  refuseBeyond(
    wishes.find((wish) => isOwn(wish) && wish.version > own),
    own,
  )
  const others = wishes.filter((wish) => !isOwn(wish))
  if (others.length === 0) return
  const heads = await headsNamed(
    db,
    scope.tenant.no,
    others.flatMap(({ name }) => name ?? []),
  )
  for (const wish of others) {
    const head = heads.get(wish.name ?? '')
    if (head === undefined)
      refuseIf([issue(path, 'unknown-blueprint', { name: (wish.name ?? '').slice(0, 60), known: [...heads.keys()] })])
    else if (wish.version > head) refuseBeyond(wish, head)
  }
}

const path = ['query', 'as']

function refuseBeyond(wish: Wish | undefined, head: number): void {
  if (wish) refuseIf([issue(path, 'no-such-version', { value: wish.said.slice(0, 40), head })])
}
