// Which types are meant by a few letters? Those called so, then those that such a word suggests, then those explained by it.
import type { FieldKind } from '../field-value/kind-of-field.ts'
import { suggests } from './guess-type.ts'
import type { LinkTarget } from './kind-meant.ts'
import { plainly } from './plainly.ts'

export interface SaidType {
  readonly type: FieldKind
  readonly name: string
  /** One line of explanation. */
  readonly about: string
}

/** Best first; of equal ones in their order. All for no text. */
export function findTypes(types: readonly SaidType[], text: string): readonly SaidType[] {
  const asked = plainly(text).trim()
  if (asked === '') return types
  const rankOf = ({ type, name, about }: SaidType) => {
    if (plainly(name).startsWith(asked)) return 0
    if (hasWord(name, asked)) return 1
    if (suggests(type, asked.replaceAll('e-mail', 'email'))) return 2
    return hasWord(about, asked) ? 3 : undefined
  }
  return types
    .flatMap((one) => {
      const rank = rankOf(one)
      return rank === undefined ? [] : [{ one, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}

/** Somewhere in the text a word begins so. */
function hasWord(text: string, beginning: string): boolean {
  const said = plainly(text)
  return said.startsWith(beginning) || said.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(beginning))
}

/** Of these kinds of record those with a word that begins so, in any of their languages. None for no text. */
export function findKinds(kinds: readonly LinkTarget[], text: string): readonly LinkTarget[] {
  const asked = plainly(text).trim()
  return asked === '' ? [] : kinds.filter(({ names }) => names.some((name) => hasWord(name, asked)))
}
