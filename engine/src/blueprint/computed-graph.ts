// Do fields of several blueprints go round in a ring, each made from the next?
import type { BlueprintVersion } from './blueprint.ts'
import { computedCycle } from './computed-order.ts'

type Named = Pick<BlueprintVersion, 'name' | 'fields'>

/** The way round as people know it, `order.total → line.share → order.total`; undefined when there is none. */
export function relatedCycle(blueprints: readonly Named[]): string | undefined {
  const byName = new Map(blueprints.map((blueprint) => [blueprint.name, blueprint]))
  const nodes = blueprints.flatMap(({ name, fields }) =>
    fields.flatMap(({ id, computed }) => (computed ? [nodeOf(name, id)] : [])),
  )
  const found = computedCycle(nodes, (node) => madeFrom(node, byName))
  if ('order' in found) return undefined
  const [first] = found.cycle as [string]
  return [...found.cycle, first].map((node) => labelOf(node, byName)).join(' → ')
}

/** Names of other blueprints from which computed fields of this one are made. */
export function sourcesOf({ fields }: Named): readonly string[] {
  const names = fields.flatMap(({ computed }) => {
    if (computed?.kind === 'rollup') return [computed.blueprint]
    if (computed?.kind !== 'lookup') return []
    return fields.flatMap(({ id, blueprint }) => (id === computed.via && blueprint !== undefined ? [blueprint] : []))
  })
  return [...new Set(names)]
}

function nodeOf(blueprint: string, field: string): string {
  return `${blueprint} ${field}`
}

function madeFrom(node: string, byName: ReadonlyMap<string, Named>): readonly string[] {
  const [name = '', id] = node.split(' ')
  const fields = byName.get(name)?.fields ?? []
  const computed = fields.find((field) => field.id === id)?.computed
  switch (computed?.kind) {
    case 'formula':
      return computed.expr.uses.map((use) => nodeOf(name, use))
    case 'lookup': {
      const target = fields.find((field) => field.id === computed.via)?.blueprint ?? ''
      return [nodeOf(name, computed.via), nodeOf(target, computed.field)]
    }
    case 'rollup': {
      const read = [computed.via, ...(computed.field ? [computed.field] : []), ...(computed.where?.uses ?? [])]
      return read.map((use) => nodeOf(computed.blueprint, use))
    }
    default:
      return []
  }
}

function labelOf(node: string, byName: ReadonlyMap<string, Named>): string {
  const [name = '', id] = node.split(' ')
  return `${name}.${byName.get(name)?.fields.find((field) => field.id === id)?.key ?? id}`
}
