// Cross-field rules, added and removed. Records that break a new one stay as they are until somebody edits them.
import type { RulesOp } from '@molde/schemas'
import type { Rule } from '../blueprint/blueprint.ts'
import { readRule } from '../blueprint/read-blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { RuleId } from '../ids.ts'
import { canonicalJson, type Json } from '../json.ts'
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
  describe({ add = [], remove = [] }, before) {
    const gone = before.rules.filter(({ id }) => remove.includes(id))
    const isAmong = ({ check }: Rule, others: readonly Rule[]) =>
      others.some((other) => canonicalJson(other.check as unknown as Json) === canonicalJson(check as unknown as Json))
    const said = (code: 'rule-removed' | 'rule-added' | 'rule-reworded', { message }: Rule) =>
      ({ code, params: { message } }) as const
    return [
      ...gone.filter((rule) => !isAmong(rule, add)).map((rule) => said('rule-removed', rule)),
      // The same condition comes again: only what it says is new.
      ...add.map((rule) => said(isAmong(rule, gone) ? 'rule-reworded' : 'rule-added', rule)),
    ]
  },
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
