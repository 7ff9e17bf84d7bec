// Somebody gets the record: into which field, and who it is.
import { Select, Stack } from '@mantine/core'
import type { ExpressionScope } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { ExpressionInput } from '../expression-input/expression-input.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import type { AssignRule, WireAction } from './wire-action.ts'

export interface AssignActionProps {
  readonly action: WireAction
  readonly fields: readonly WireField[]
  readonly scope: ExpressionScope
  readonly onReplace: (action: WireAction) => void
}

export function startOfAssign(fields: readonly WireField[]): WireAction {
  return { assign: fields.find(({ type }) => type === 'user')?.key ?? '', rule: 'round-robin' }
}

export function AssignAction({ action, fields, scope, onReplace }: AssignActionProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const people = fields.filter(({ type }) => type === 'user')
  const field = people.find(({ key }) => key === action.assign)
  const { rule = 'round-robin', roles } = action
  const way = typeof rule === 'string' ? rule : 'expr'
  // Counted by the field, which lists must be able to filter by.
  const canCount = field?.quickFilter === true && !field.many
  const choose = (next: typeof way) => {
    const { roles: _, ...bare } = action
    const written: AssignRule = next === 'expr' ? { expr: 'actor.id' } : next
    onReplace({ ...(next === 'expr' ? bare : action), rule: written })
  }
  const withRoles = (role: string) => {
    const { roles: _, ...bare } = action
    onReplace(role === 'all' ? bare : { ...bare, roles: [role] })
  }
  return (
    <Stack gap="xs">
      <Select
        label={t('flow.field')}
        data={people.map((one) => ({ value: one.key, label: nameOf(one) }))}
        value={action.assign ?? null}
        allowDeselect={false}
        onChange={(key) =>
          key !== null && onReplace({ ...action, assign: key, rule: way === 'expr' ? rule : 'round-robin' })
        }
      />
      <ChoiceSelect
        label={t('flow.assignWho')}
        {...(canCount ? {} : { description: t('flow.assignCounts') })}
        data={[
          { value: 'round-robin', label: t('flow.assignInTurn') },
          ...(canCount || way === 'least-busy'
            ? [{ value: 'least-busy', label: t('flow.assignFewest') } as const]
            : []),
          { value: 'expr', label: t('flow.assignFormula') },
        ]}
        value={way}
        onChange={choose}
      />
      {typeof rule === 'object' ? (
        <ExpressionInput
          label={t('flow.value')}
          value={rule.expr}
          onChange={(expr) => onReplace({ ...action, rule: { expr } })}
          scope={scope}
        />
      ) : (
        <ChoiceSelect
          label={t('flow.assignAmong')}
          data={[
            { value: 'all', label: t('flow.assignAll') },
            { value: 'member', label: t('flow.assignMembers') },
            { value: 'owner', label: t('flow.assignOwners') },
          ]}
          value={roles?.length === 1 ? (roles[0] ?? 'all') : 'all'}
          onChange={withRoles}
        />
      )}
    </Stack>
  )
}
