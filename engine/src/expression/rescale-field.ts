// How does an expression go on when a number it reads is counted in another unit?
import type { FieldId } from '../ids.ts'
import type { Expression } from './expression.ts'
import { printExpression } from './print-expression.ts'
import { readStored } from './read-stored.ts'
import { isNull, literal, nowhere, type Tree } from './tree.ts'

/** The new unit: × `over` ÷ `under` + `plus`. `scaled` is a number of the old one in it, undefined when that cannot be said. */
export interface NewUnit {
  readonly over: number
  readonly under: number
  readonly plus: number
  scaled(value: number): number | undefined
}

/**
 * The stored text in which comparisons of the field with numbers have the numbers in the new unit; anywhere else the field is
 * turned back first, so the expression says of a record what it said before.
 */
export function rescaledField({ cel }: Expression, field: FieldId, unit: NewUnit): string {
  return printExpression(rescaled(readStored(cel), field, unit), 'stored')
}

/** Does what the expression says depend on the unit of the field? Whether there is a value, and where nothing is nothing, do not. */
export function dependsOnUnit(expression: Expression, field: FieldId, unit: NewUnit): boolean {
  return rescaledField(expression, field, unit) !== rescaledField(expression, field, sameUnit)
}

const sameUnit: NewUnit = { over: 1, under: 1, plus: 0, scaled: (value) => value }

/** The stored text of the same value in the new unit. */
export function rescaledResult({ cel }: Expression, { over, under, plus }: NewUnit): string {
  const value = readStored(cel)
  return printExpression(shifted(times(times(value, '*', over), '/', under), '+', plus), 'stored')
}

function rescaled(tree: Tree, field: FieldId, unit: NewUnit): Tree {
  // Of the record, of a form (`input.f3`) or of a row: an id is given out once in a blueprint.
  const isField = (one: Tree) => (one.kind === 'name' || one.kind === 'member') && one.name === field
  const inside = (part: Tree) => rescaled(part, field, unit)
  switch (tree.kind) {
    case 'literal':
      return tree
    case 'name':
      return isField(tree) ? turnedBack(tree, unit) : tree
    case 'member':
      return isField(tree) ? turnedBack(tree, unit) : { ...tree, of: inside(tree.of) }
    case 'not':
    case 'negate':
      return { ...tree, of: inside(tree.of) }
    case 'index':
      return { ...tree, of: inside(tree.of), index: inside(tree.index) }
    case 'call': {
      // Whether it is there at all is the same in any unit.
      if (tree.name === 'has') return tree
      return { ...tree, ...(tree.target && { target: inside(tree.target) }), args: tree.args.map(inside) }
    }
    case 'list':
      return { ...tree, items: tree.items.map(inside) }
    case 'choose':
      return { ...tree, when: inside(tree.when), then: inside(tree.then), else: inside(tree.else) }
    case 'binary': {
      const [left, right] = [opposite(tree.left, tree.right, tree.op), opposite(tree.right, tree.left, tree.op)]
      return { ...tree, left: left ?? inside(tree.left), right: right ?? inside(tree.right) }
    }
  }

  /** One side of a comparison whose other side is a number: the field stays, the number is scaled. */
  function opposite(side: Tree, other: Tree, op: string): Tree | undefined {
    if (!['==', '!=', '<', '<=', '>', '>=', 'in'].includes(op)) return undefined
    if (isField(side)) return isNull(other) || scaledNumbers(other, unit) ? side : undefined
    return isField(other) ? (isNull(side) ? side : scaledNumbers(side, unit)) : undefined
  }
}

/** A number, or a list of numbers, in the new unit; undefined for anything else. */
function scaledNumbers(tree: Tree, unit: NewUnit): Tree | undefined {
  if (tree.kind === 'list') {
    const items = tree.items.map((item) => scaledNumbers(item, unit))
    return items.every((item) => item !== undefined) ? { ...tree, items } : undefined
  }
  const sign = tree.kind === 'negate' ? -1 : 1
  const number = tree.kind === 'negate' ? tree.of : tree
  if (number.kind !== 'literal' || typeof number.value !== 'number') return undefined
  const scaled = unit.scaled(sign * number.value)
  return scaled === undefined ? undefined : literal(scaled)
}

function turnedBack(field: Tree, { over, under, plus }: NewUnit): Tree {
  return times(times(shifted(field, '-', plus), '*', under), '/', over)
}

function times(left: Tree, op: '*' | '/', by: number): Tree {
  return by === 1 ? left : { kind: 'binary', op, left, right: literal(by), at: nowhere }
}

function shifted(left: Tree, op: '+' | '-', by: number): Tree {
  return by === 0 ? left : { kind: 'binary', op, left, right: literal(by), at: nowhere }
}
