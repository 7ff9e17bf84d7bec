// What is always filled in, or always empty, where a record stands: as far as that tells one state from the others.
import { type FieldId, flowTables, stateFacts, stateKey } from '@molde/engine'
import type { Verdict } from './judge-flow.ts'

/** Keys of fields, in their order. */
export interface KnownHere {
  readonly set: readonly string[]
  readonly empty: readonly string[]
}

/** By the state's key. What holds in every state says nothing about one; a state that nothing leads to has nothing. */
export function factsOfStates({
  version,
  blueprint,
}: Pick<Verdict, 'version' | 'blueprint'>): ReadonlyMap<string, KnownHere> {
  if (!version) return new Map()
  const facts = [...stateFacts(version, blueprint)]
  const tables = flowTables(version, blueprint)
  const tells = (of: 'alwaysSet' | 'alwaysEmpty', field: FieldId) => facts.some(([, one]) => !one[of].has(field))
  const keys = (of: 'alwaysSet' | 'alwaysEmpty', known: ReadonlySet<FieldId>) =>
    blueprint.fields.filter(({ id }) => known.has(id) && tells(of, id)).map(({ key }) => key)
  return new Map(
    facts.map(([state, { alwaysSet, alwaysEmpty }]) => [
      stateKey(tables, state),
      { set: keys('alwaysSet', alwaysSet), empty: keys('alwaysEmpty', alwaysEmpty) },
    ]),
  )
}
