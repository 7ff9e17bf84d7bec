// What is chosen while values are about to become links: the kind of record, the field it is found by, and whether missing ones are made.
import { useMemo, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { keyOf } from '../text/key-of.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { findableBy, hasChoices, linkOp, neededBesides, newKind } from './link-values.ts'

export type LinkChoice = ReturnType<typeof useLinkChoice>

export interface KindsToLink {
  readonly blueprints: readonly Blueprint[]
  /** Names of those that wait to be published. */
  readonly planned: readonly string[]
  /** The one to begin with; without it, the one that the field is called as. */
  readonly meant?: string | undefined
}

export function useLinkChoice(published: Blueprint, field: WireField, { blueprints, planned, meant }: KindsToLink) {
  const { t } = useText()
  const nameOf = useFieldName()
  const label = nameOf(field)
  const except = (blueprint: Blueprint) => (blueprint.name === published.name ? field : undefined)
  const kinds = blueprints.filter((one) => findableBy(one, except(one)).length > 0)
  const wordsOf = ({ name, label: words }: Blueprint) => nameOf({ key: name, label: words })
  // "Customer" most likely means the customers that are there.
  const [known, setKnown] = useState(
    () =>
      (
        kinds.find(({ name }) => name === meant) ??
        kinds.find((one) => one.name === keyOf(label, '') || wordsOf(one) === label)
      )?.name,
  )
  const [isNew, setNew] = useState(known === undefined)
  const [typed, setTyped] = useState<string>()
  const [found, setFound] = useState<string>()
  const [wantsMissing, setWantsMissing] = useState(hasChoices(field))
  const said = (typed ?? label).trim()
  const isTaken = blueprints.some((one) => wordsOf(one).toLowerCase() === said.toLowerCase())
  const fresh = useMemo(() => {
    const taken = new Set([...blueprints.map(({ name }) => name), ...planned])
    // As long as nobody types, it keeps the words of every language.
    const words = typed === undefined ? (field.label ?? label) : said
    const names = { label: words, nameLabel: t('links.name'), colorLabel: t('links.color') }
    return said === '' || isTaken ? undefined : newKind(field, said, names, taken)
  }, [blueprints, planned, field, label, typed, said, isTaken, t])
  const target = isNew ? fresh : kinds.find(({ name }) => name === known)
  const matches = target ? findableBy(target, except(target)) : []
  const match = matches.find(({ key }) => key === found)?.key ?? matches[0]?.key ?? ''
  const needed = target && !isNew ? neededBesides(target, match) : []
  const createMissing = isNew || (wantsMissing && needed.length === 0)
  const name = target?.name
  const op = useMemo(
    () => (name && match ? linkOp(field, name, match, createMissing) : undefined),
    [field, name, match, createMissing],
  )
  return {
    ...{ isNew, setNew, kinds, wordsOf, target, op, match, matches, needed, createMissing },
    kindName: typed ?? label,
    /** Two kinds of one name could not be told apart. */
    isTaken,
    setKindName: setTyped,
    setKind: setKnown,
    setMatch: setFound,
    setCreateMissing: setWantsMissing,
  }
}
