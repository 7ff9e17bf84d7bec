// Cross-field rules, added and removed. Records that break a new one stay as they are until somebody edits them.
import type { RulesOp } from '@molde/schemas'
import type { Label } from '../blueprint/blueprint.ts'
import { readRule } from '../blueprint/read-blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { RuleId } from '../ids.ts'
import type { ChangeRulesOp } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'

export const rules: OpKind<RulesOp, ChangeRulesOp> = {
  check(wire, place) {
    const { reading, version, path } = place
    if ((wire.add ?? wire.remove) === undefined) return report(place, [], 'nothing-changes')
    const brings = (wire.add ?? []).findIndex((rule) => rule.id !== undefined)
    if (brings >= 0) return report(place, ['add', brings, 'id'], 'id-is-given')
    const faults = reading.issues.length
    const remove = (wire.remove ?? []).flatMap((name, i) => ruleNamed(name, i, place) ?? [])
    const add = (wire.add ?? []).flatMap(
      (rule, i) => readRule(rule, version.fields, reading, [...path, 'add', i]) ?? [],
    )
    if (reading.issues.length > faults) return undefined
    return {
      id: place.id,
      op: 'rules',
      ...(add.length > 0 && { add }),
      ...(remove.length > 0 && { remove: [...new Set(remove)] }),
    }
  },
  onVersion: (version, { add = [], remove = [] }) => ({
    ...version,
    rules: [...version.rules.filter((rule) => !remove.includes(rule.id)), ...add],
  }),
  describe: ({ add = [], remove = [] }, before) => [
    ...remove.map(
      (id) =>
        ({
          code: 'rule-removed',
          params: { message: before.rules.find((rule) => rule.id === id)?.message as Label },
        }) as const,
    ),
    ...add.map(({ message }) => ({ code: 'rule-added', params: { message } }) as const),
  ],
  toWire: ({ add, remove }, before) => ({
    ...(add && {
      add: add.map((rule) => ({
        id: rule.id,
        check: sayExpression(rule.check, scopeOf(before)),
        message: rule.message,
      })),
    }),
    ...(remove && { remove }),
  }),
}

function ruleNamed(name: string, i: number, place: OpPlace): RuleId | undefined {
  const known = place.version.rules.map((rule) => rule.id)
  return known.find((id) => id === name) ?? report(place, ['remove', i], 'unknown-rule', { name, known })
}
