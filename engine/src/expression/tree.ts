// The tree of an expression, the same whether its names are those of the wire or the ids of the stored form.

/** Characters of the text from which a node was read. */
export interface Place {
  readonly start: number
  readonly end: number
}

export type Comparator = '==' | '!=' | '<' | '<=' | '>' | '>='
export type Arithmetic = '+' | '-' | '*' | '/' | '%'
export type BinaryOperator = Comparator | Arithmetic | 'in' | '&&' | '||'
export type LiteralValue = string | number | boolean | null

export type Tree =
  | { readonly kind: 'literal'; readonly value: LiteralValue; readonly at: Place }
  | { readonly kind: 'name'; readonly name: string; readonly at: Place }
  | { readonly kind: 'member'; readonly of: Tree; readonly name: string; readonly at: Place }
  | { readonly kind: 'index'; readonly of: Tree; readonly index: Tree; readonly at: Place }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly target?: Tree
      readonly args: readonly Tree[]
      readonly at: Place
    }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly at: Place }
  | { readonly kind: 'not'; readonly of: Tree; readonly at: Place }
  | { readonly kind: 'negate'; readonly of: Tree; readonly at: Place }
  | {
      readonly kind: 'binary'
      readonly op: BinaryOperator
      readonly left: Tree
      readonly right: Tree
      readonly at: Place
    }
  | { readonly kind: 'choose'; readonly when: Tree; readonly then: Tree; readonly else: Tree; readonly at: Place }

export const comparators: ReadonlySet<string> = new Set<Comparator>(['==', '!=', '<', '<=', '>', '>='])

/** The comparison that says the same with its sides exchanged. */
export const flipped: Readonly<Record<Comparator, Comparator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

export const nowhere: Place = { start: 0, end: 0 }

export function literal(value: LiteralValue, at: Place = nowhere): Tree {
  return { kind: 'literal', value, at }
}

export function call(name: string, args: readonly Tree[], at: Place = nowhere): Tree {
  return { kind: 'call', name, args, at }
}

export function isNull(tree: Tree): boolean {
  return tree.kind === 'literal' && tree.value === null
}

/** The members of a chain of one operator, left to right: `a && b && c` → a, b, c. */
export function chainOf(tree: Tree, op: '&&' | '||'): Tree[] {
  const found: Tree[] = []
  const open: Tree[] = [tree]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'binary' && next.op === op) open.push(next.right, next.left)
    else found.push(next)
  }
  return found
}

/** The other way round; undefined of nothing. */
export function chain(trees: readonly Tree[], op: '&&' | '||'): Tree | undefined {
  if (trees.length === 0) return undefined
  return trees.reduce((left, right) => ({
    kind: 'binary',
    op,
    left,
    right,
    at: { start: left.at.start, end: right.at.end },
  }))
}

/** Every node, parents before children. */
export function* nodesOf(tree: Tree): Generator<Tree> {
  yield tree
  for (const child of childrenOf(tree)) yield* nodesOf(child)
}

function childrenOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'literal':
    case 'name':
      return []
    case 'member':
      return [tree.of]
    case 'index':
      return [tree.of, tree.index]
    case 'call':
      return tree.target ? [tree.target, ...tree.args] : tree.args
    case 'list':
      return tree.items
    case 'not':
    case 'negate':
      return [tree.of]
    case 'binary':
      return [tree.left, tree.right]
    case 'choose':
      return [tree.when, tree.then, tree.else]
  }
}
