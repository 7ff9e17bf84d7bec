// The blueprints of a bundle as they would be published: each may look at the others, whichever comes first.
import { type BlueprintDraft, draftBlueprint } from '../blueprints/create-blueprint.ts'
import type { AtHand } from '../computed/related-definitions.ts'

/** By name. Throws the engine's refusals. */
export function draftBundle(
  documents: readonly { readonly name: string }[],
  tenant: AtHand,
): ReadonlyMap<string, BlueprintDraft> {
  // At first what is not there yet is believed; then each round knows what the one before has read.
  let known = new Map(documents.map((document) => [document.name, draftBlueprint(document)]))
  for (let round = 0; round < roundsNeeded; round += 1) {
    const before = known
    const blueprintNamed = (name: string) => before.get(name)?.version ?? tenant.blueprintNamed(name)
    known = new Map(documents.map((document) => [document.name, draftBlueprint(document, { blueprintNamed })]))
  }
  return known
}

/** A formula over a roll-up over a lookup has its type after three. */
const roundsNeeded = 4
