// Which fields and which parts of the outside does a stored expression read?
import type { FieldId } from '../ids.ts'
import { type ClockMember, clockMember, clockParts, clockRead } from './clock-members.ts'
import { type Expression, type RecordMember, recordMembers } from './expression.ts'
import { isFieldId } from './names.ts'
import { printExpression } from './print-expression.ts'
import { nodesOf, type Tree } from './tree.ts'

/** The stored expression of a stored tree. */
export function expressionOf(tree: Tree): Expression {
  return { cel: printExpression(tree, 'stored'), ...usesOf(tree) }
}

/** Each once, in order of appearance. Fields inside a repeating group are not listed; the group is. */
function usesOf(tree: Tree): Omit<Expression, 'cel'> {
  const fields = new Set<FieldId>()
  const input = new Set<FieldId>()
  const record = new Set<RecordMember>()
  const clocks = new Set<ClockMember>()
  let usesActor = false
  let usesNow = false
  for (const node of nodesOf(tree)) {
    const read = clockRead(node)
    const part = clockParts.find((one) => one === read?.part)
    if (read && part) clocks.add(clockMember(read.clock, part))
    if (node.kind === 'name') {
      if (isFieldId(node.name)) fields.add(node.name)
      usesActor ||= node.name === 'actor'
      usesNow ||= node.name === 'now'
    } else if (node.kind === 'call') {
      usesNow ||= node.name === 'today'
    } else if (node.kind === 'member' && node.of.kind === 'name') {
      if (node.of.name === 'input' && isFieldId(node.name)) input.add(node.name)
      if (node.of.name === 'before' && isFieldId(node.name)) fields.add(node.name)
      const member = node.of.name === 'record' && recordMembers.find((one) => one === node.name)
      if (member) record.add(member)
    }
  }
  return {
    ...{ uses: [...fields], usesRecord: [...record], usesInput: [...input], usesActor, usesNow },
    ...(clocks.size > 0 && { usesClocks: [...clocks] }),
  }
}
