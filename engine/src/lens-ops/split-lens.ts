// How is a text taken apart, and put together again?
import { groupMatcher } from '../expression/safe-regex.ts'
import type { Json } from '../json.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import type { SplitFieldOp, SplitWay } from '../lens/op.ts'
import { rememberingLast } from '../lens/remembering-last.ts'
import { converterNamed } from '../lens-converters/all-converters.ts'

/** What takes no part stays empty; so does a part that its field cannot hold. */
export function splitLens(op: SplitFieldOp): Lens {
  const { before, into, zone } = op
  const read = into.map((to, i) => {
    const convert = converterNamed(op.there[i] as string, { from: { ...before, type: 'text' }, to, params: { zone } })
    const fits = fitsField(to)
    return (text: string) => {
      const value = convert(text, null)
      return value === undefined || value === null || fits(value) ? value : undefined
    }
  })
  const write = into.map((from, i) =>
    converterNamed(op.back[i] as string, { from, to: { ...before, type: 'text' }, params: { zone } }),
  )
  const parts = splitter(op.way, into.length)
  const valuesOf = rememberingLast((text: Json, _past: null) => {
    if (typeof text !== 'string') return read.map(() => undefined)
    const pieces = parts(text)
    return read.map((one, i) => (pieces[i] ? one(pieces[i]) : null))
  })
  return {
    from: [op.field],
    to: into.map(({ id }) => id),
    forward: ([value = null]) =>
      value === null ? read.map(() => null) : valuesOf(value, null).map((one) => one ?? null),
    backward: (to) => [
      joined(
        write.map((one, i) => textOf(one, to[i] ?? null)),
        op.way,
      ),
    ],
    fails: ([value = null]) => value !== null && valuesOf(value, null).includes(undefined),
    ...(op.onError === 'quarantine' && { waits: true }),
  }
}

function textOf(write: (value: Json, past: Json) => Json | undefined, value: Json): string {
  return value === null ? '' : String(write(value, null) ?? '')
}

/** Pieces without the spaces around them; one piece where the text cannot be taken apart. */
function splitter(way: SplitWay, parts: number): (text: string) => readonly string[] {
  const cut = cutter(way, parts)
  return (text) => (cut(text.trim()) ?? [text]).map((piece) => piece.trim())
}

function cutter(way: SplitWay, parts: number): (text: string) => readonly string[] | undefined {
  if ('by' in way) return (text) => cutBy(text, way.by, parts)
  if ('at' in way) return (text) => cutAt(text, way.at)
  if ('pattern' in way) {
    const match = groupMatcher(way.pattern)
    return (text) => (text.length > LONGEST ? undefined : match(text)?.map((piece) => piece ?? ''))
  }
  return strategies[way.strategy]
}

/** A pattern takes time with every character. */
const LONGEST = 10_000

/** The last part is all that is left. Several spaces are as good as one. */
function cutBy(text: string, by: string, parts: number): readonly string[] | undefined {
  const pieces: string[] = []
  let rest = text
  while (pieces.length < parts - 1) {
    const at = rest.indexOf(by)
    if (at < 0) break
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at + by.length)
    if (by === ' ') rest = rest.trimStart()
  }
  return pieces.length === 0 ? undefined : [...pieces, rest]
}

/** By characters, not by halves of them. A text that ends before the first place is one piece. */
function cutAt(text: string, at: readonly number[]): readonly string[] | undefined {
  const characters = Array.from(text)
  const ends = [...at, characters.length]
  if (characters.length <= (at[0] as number)) return undefined
  return ends.map((end, i) => characters.slice(at[i - 1] ?? 0, end).join(''))
}

const strategies = {
  'first-word': (text: string) => /^(\S+)\s+([^]+)$/.exec(text)?.slice(1),
  'last-word': (text: string) => /^([^]+)\s(\S+)$/.exec(text)?.slice(1),
  // `Austin, TX`, `Recife/PE`, `Lisboa - Alfama`, `Niterói (RJ)`, `Santos-SP`
  'city-state': (text: string) =>
    text.length > 300
      ? undefined
      : /^(.*[^\s,/(])\s*(?:,|\/|\(|\s[-\u2013\u2014]\s|-(?=[A-Z]{2}$))\s*([^,/()]+?)\)?$/.exec(text)?.slice(1),
} as const

/** What stands between the parts when they come together again. */
function joint(way: SplitWay): string {
  if ('by' in way) return way.by
  if ('at' in way) return ''
  return 'strategy' in way && way.strategy === 'city-state' ? ', ' : ' '
}

/** Empty parts at the end are left out; of a pattern or a strategy, any. Nothing at all is no text. */
function joined(texts: readonly string[], way: SplitWay): Json {
  const placed = 'by' in way || 'at' in way
  const last = texts.findLastIndex((text) => text !== '')
  const said = placed ? texts.slice(0, last + 1) : texts.filter((text) => text !== '')
  return last < 0 ? null : said.join(joint(way))
}
