// What do conditions read, and which constants do they hold it against?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import { valueOfTree } from '../expression/compile-to-closures.ts'
import type { Expression } from '../expression/expression.ts'
import { isFieldId, rawRead } from '../expression/names.ts'
import { readStored } from '../expression/read-stored.ts'
import { comparators, isNull, nodesOf, type Tree } from '../expression/tree.ts'
import { toStored } from '../expression/values.ts'
import type { FlowTables } from '../flow/flow-tables.ts'
import type { FieldId } from '../ids.ts'

/** Something conditions read: `f3` of the record, `input.f3` of the form, `actor.id`, `actor.roles`, `record.createdBy`. */
export interface Read {
  readonly name: string
  /** The field it is, or is asked for as. */
  readonly field?: FieldDef
  readonly isInput?: boolean
  /** What it is held against, in stored form. */
  readonly constants: Set<unknown>
  /** Others it is held against. */
  readonly peers: Set<string>
}

export interface ConditionReads {
  readonly reads: ReadonlyMap<string, Read>
  /**
   * Whether the conditions ask only for equality, order, membership and emptiness of single fields against constants: then a few
   * values of each stand for all there are.
   */
  readonly exact: boolean
}

/** The instant at which conditions are looked at. Verifying the same flow twice gives the same answer. */
export const lookedAt = Date.UTC(2030, 0, 7, 12)
export const lookedIn = 'UTC'

/** Of all these together. */
export function conditionReads(tables: FlowTables, conditions: readonly Expression[]): ConditionReads {
  const reading = new Reading(tables)
  for (const condition of conditions) reading.condition(readStored(condition.cel))
  return { reads: reading.reads, exact: reading.exact && !(reading.usesNow && reading.usesDates) }
}

class Reading {
  readonly reads = new Map<string, Read>()
  exact = true
  /** Constants that move with the clock beside constants that do not: their order is another one on another day. */
  usesNow = false
  usesDates = false

  constructor(private readonly tables: FlowTables) {}

  /** Something that is yes or no. */
  condition(tree: Tree): void {
    if (tree.kind === 'literal') return
    if (tree.kind === 'not') return this.condition(tree.of)
    if (tree.kind === 'choose') return this.each([tree.when, tree.then, tree.else])
    if (tree.kind === 'binary') {
      if (tree.op === '&&' || tree.op === '||') return this.each([tree.left, tree.right])
      if (tree.op === 'in') return this.membership(tree.left, tree.right)
      if (comparators.has(tree.op)) return this.comparison(tree.op, tree.left, tree.right)
    }
    if (tree.kind === 'call' && tree.name === 'has' && tree.args[0]) return this.emptiness(tree.args[0])
    if (!this.readOf(tree)) this.rest([tree])
  }

  private each(trees: readonly Tree[]): void {
    for (const tree of trees) this.condition(tree)
  }

  private emptiness(tree: Tree): void {
    if (!this.readOf(tree)) this.rest([tree])
  }

  private comparison(op: string, left: Tree, right: Tree): void {
    if (isNull(left) || isNull(right)) return this.emptiness(isNull(left) ? right : left)
    const [a, b] = [this.readOf(left), this.readOf(right)]
    if (a && b) {
      if (!isPerson(a) || !isPerson(b) || (op !== '==' && op !== '!=')) this.exact = false
      a.peers.add(b.name)
      b.peers.add(a.name)
      return
    }
    const read = a ?? b
    const constant = constantIn(a ? right : left)
    if (!read || !constant) return this.rest([left, right])
    this.note(read, constant, a ? right : left)
    // Texts are ordered by their folded form, in which two of them may be one.
    if (op !== '==' && op !== '!=' && typeof constant.value === 'string' && read.field?.type === 'text')
      this.exact = false
  }

  private membership(left: Tree, right: Tree): void {
    const [one, list] = [this.readOf(left), this.readOf(right)]
    const constant = constantIn(one ? right : left)
    if ((one && list) || !constant) return this.rest([left, right])
    const read = one ?? list
    if (!read) return this.rest([left, right])
    this.note(read, constant, one ? right : left)
  }

  private note(read: Read, { value }: { readonly value: unknown }, said: Tree): void {
    for (const one of Array.isArray(value) ? value : [value]) read.constants.add(one)
    const isMoment = read.field?.type === 'date' || read.field?.type === 'datetime'
    if (!isMoment) return
    if (readsClock(said)) this.usesNow = true
    else this.usesDates = true
  }

  /** Whatever else there is: its constants are tried with all that is read beside them, and nothing is concluded from them. */
  private rest(trees: readonly Tree[]): void {
    const nodes = trees.flatMap((tree) => [...nodesOf(tree)])
    const reads = nodes.flatMap((node) => this.readOf(node) ?? [])
    if (reads.length > 0 || nodes.some(readsClock)) this.exact = false
    const constants = nodes.flatMap((node) => constantIn(node)?.value ?? [])
    for (const read of reads)
      for (const constant of constants) for (const one of [constant].flat()) read.constants.add(one)
  }

  private readOf(tree: Tree): Read | undefined {
    const raw = rawRead(tree)
    if (raw.kind === 'name' && isFieldId(raw.name)) return this.fieldRead(raw.name)
    if (raw.kind !== 'member' || raw.of.kind !== 'name') return undefined
    const { name } = raw
    if (raw.of.name === 'input' && isFieldId(name))
      return this.read(`input.${name}`, this.tables.fields.get(name), true)
    if (raw.of.name === 'actor' || raw.of.name === 'record') {
      if (raw.of.name === 'record' && !['state', 'createdBy'].includes(name)) this.exact = false
      return this.read(`${raw.of.name}.${name}`)
    }
    return undefined
  }

  private fieldRead(id: FieldId): Read {
    const field = this.tables.fields.get(id)
    const read = this.read(id, field)
    if (!field || field.computed) this.exact = false
    if (field?.computed?.kind === 'formula') this.formula(read, field.computed.expr)
    return read
  }

  /** What a formula is held against says which values of what it reads are worth a try. */
  private formula(read: Read, expr: Expression): void {
    if (read.peers.size > 0) return
    read.peers.add(read.name)
    const tree = readStored(expr.cel)
    this.rest([tree])
    for (const node of nodesOf(tree)) {
      const of = this.readOf(node)
      if (of) read.peers.add(of.name)
    }
  }

  private read(name: string, field?: FieldDef, isInput = false): Read {
    const known = this.reads.get(name)
    if (known) return known
    const fresh: Read = {
      name,
      ...(field && { field }),
      ...(isInput && { isInput }),
      constants: new Set(),
      peers: new Set(),
    }
    this.reads.set(name, fresh)
    return fresh
  }
}

/** Is it the id of somebody? Ids are only ever the same or not. */
function isPerson({ name, field }: Read): boolean {
  return name === 'actor.id' || name === 'record.createdBy' || (field?.type === 'user' && !isMany(field))
}

/** The value of a part that reads nothing but the clock. */
function constantIn(tree: Tree): { readonly value: unknown } | undefined {
  if (tree.kind === 'name' && tree.name !== 'now') return undefined
  for (const node of nodesOf(tree)) {
    if (node.kind === 'name' && node.name !== 'now') return undefined
  }
  try {
    const value = toStored(valueOfTree(tree, { data: {}, now: lookedAt, zone: lookedIn }))
    return value === undefined || value === null ? undefined : { value }
  } catch {
    // It fails whenever it is reached, and so does the condition.
    return undefined
  }
}

function readsClock(tree: Tree): boolean {
  return [...nodesOf(tree)].some(
    (node) => (node.kind === 'name' && node.name === 'now') || (node.kind === 'call' && node.name === 'today'),
  )
}
