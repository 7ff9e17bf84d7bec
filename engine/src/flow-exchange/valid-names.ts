// What somebody's word becomes where only some words are names: `mouse.click` → `mouse-click`, the second `A` → `A_2`.
import { flowLimits } from '../flow/flow-limits.ts'

/** Gives each word a name of its own; one that is `kept` stays as it is when nobody has it. */
export type Namer = (word: string, kept?: boolean) => string

const signs = { state: /[^\p{L}\p{N}_-]+/gu, event: /[^A-Za-z0-9_-]+/g, group: /[^A-Za-z0-9_-]+/g, field: /\W+/g }

export function namer(kind: keyof typeof signs): Namer {
  const taken = new Set<string>()
  return (word, kept) => {
    const plain = kept ? word : validName(word, kind)
    let name = plain
    for (let n = 2; taken.has(name); n += 1) name = `${plain}_${n}`
    taken.add(name)
    return name
  }
}

/** Words that would be taken for ids. */
const idLike = { state: /^o[0-9]+$/, event: /^e[0-9]+$/, group: /^$/, field: /^f[0-9]+$/ }

/** The nearest word that may be a name. */
export function validName(word: string, kind: keyof typeof signs): string {
  const plain = word
    .replace(signs[kind], kind === 'field' ? '_' : '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, flowLimits.name - 10)
  return /^\p{L}/u.test(plain) && !idLike[kind].test(plain) ? plain : `${kind}_${plain}`.replace(/_$/, '')
}
