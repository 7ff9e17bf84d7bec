// Conditions put together by hand: all, any or none of them, in groups up to three levels deep.
import { ActionIcon, Button, CloseButton, Group, Text } from '@mantine/core'
import { isRuleGroup } from '@molde/engine'
import { IconLibraryPlus, IconPlus, IconX } from '@tabler/icons-react'
import { createContext, useContext, useEffect, useMemo, useRef } from 'react'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { type Condition, type ConditionGroup, operatorsOf, withOperator } from './condition.ts'
import classes from './condition-builder.module.css'
import { offeredOperators } from './condition-form.tsx'
import { type ConditionName, choosableName, type DraftedNames, isChoosable, laterFields } from './condition-names.ts'
import {
  addTo,
  changeAt,
  type GroupKind,
  groupOf,
  kindOf,
  MOST_LEVELS,
  newCondition,
  type Rule,
  type RulePath,
  setKind,
} from './condition-tree.ts'
import { leavesOutEmpty, orEmpty } from './empty-values.ts'
import { ConditionValue, isAsked, QuestionSelect } from './own-question.tsx'
import { sayOperator } from './say-condition.ts'

export interface ConditionBuilderProps {
  readonly tenant: string
  /** What the rows may speak of. */
  readonly names: readonly ConditionName[]
  readonly drafted?: DraftedNames | undefined
  /** Then a row says where it leaves out what is empty. */
  readonly takesOnlyTrue?: boolean | undefined
  /** May hold rows that are not complete yet. */
  readonly group: ConditionGroup
  readonly onChange: (group: ConditionGroup) => void
  /** What the whole is called, for those who hear the page. */
  readonly label: string
}

interface Shared extends Omit<ConditionBuilderProps, 'label'> {
  /** Where the keyboard goes once the next change is drawn. */
  readonly focusNext: (selector: string) => void
}

const SharedContext = createContext<Shared | undefined>(undefined)

function useShared(): Shared {
  const shared = useContext(SharedContext)
  if (!shared) throw new Error('a condition stands outside of its builder')
  return shared
}

export function ConditionBuilder({ label, ...props }: ConditionBuilderProps) {
  const frame = useRef<HTMLFieldSetElement>(null)
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    if (!wanted.current) return
    const found = frame.current?.querySelector<HTMLElement>(wanted.current)
    wanted.current = undefined
    found?.focus()
  })
  const { tenant, names, drafted, takesOnlyTrue, group, onChange } = props
  const shared = useMemo(
    () => ({
      tenant,
      names,
      drafted,
      takesOnlyTrue,
      group,
      onChange,
      focusNext: (selector: string) => {
        wanted.current = selector
      },
    }),
    [tenant, names, drafted, takesOnlyTrue, group, onChange],
  )
  return (
    <SharedContext value={shared}>
      <fieldset ref={frame} className={classes.frame} aria-label={label}>
        <GroupOfConditions group={group} path={[]} />
      </fieldset>
    </SharedContext>
  )
}

const placeOf = (path: RulePath) => path.join('-') || 'root'

function GroupOfConditions({ group, path }: { readonly group: ConditionGroup; readonly path: RulePath }) {
  const { t } = useText()
  const { group: whole, names, onChange, focusNext } = useShared()
  const asked = names.filter((one) => operatorsOf(one.field).length > 0)
  const kinds: readonly GroupKind[] = ['all', 'any', 'none']
  // How conditions go together is asked once there is one.
  const isBlank = path.length === 0 && group.rules.length === 0
  const remove = () => {
    onChange(changeAt(whole, path, () => undefined))
    focusNext(`[data-add="${placeOf(path.slice(0, -1))}"]`)
  }
  const add = (rule: Rule) => {
    const inner = [...path, group.rules.length]
    onChange(addTo(whole, path, rule))
    focusNext(`[data-row="${placeOf('rules' in rule ? [...inner, 0] : inner)}"] input`)
  }
  return (
    <div
      className={classes.group}
      data-level={path.length}
      role="group"
      aria-label={t(`condition.kind_${kindOf(group)}`)}
    >
      {!isBlank && (
        <Group gap="xs" wrap="nowrap">
          <ChoiceSelect
            size="xs"
            flex="0 1 280px"
            miw={0}
            aria-label={t('condition.kind')}
            value={kindOf(group)}
            data={kinds.map((kind) => ({ value: kind, label: t(`condition.kind_${kind}`) }))}
            onChange={(kind) => onChange(setKind(whole, path, kind))}
          />
          {path.length > 0 && <CloseButton size="md" aria-label={t('condition.removeGroup')} onClick={remove} />}
        </Group>
      )}
      {group.rules.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('condition.empty')}
        </Text>
      )}
      <ul className={classes.rows}>
        {group.rules.map((rule, at) => {
          const place = [...path, at]
          return (
            <li key={placeOf(place)}>
              {isRuleGroup(rule) ? (
                <GroupOfConditions group={rule} path={place} />
              ) : (
                <>
                  <ConditionRow condition={rule} path={place} />
                  <LeavesOutEmpty condition={rule} path={place} />
                </>
              )}
            </li>
          )
        })}
      </ul>
      <Group gap="xs" className={classes.adds}>
        <Button
          size="compact-sm"
          variant="subtle"
          data-add={placeOf(path)}
          leftSection={<IconPlus size={14} stroke={1.5} aria-hidden />}
          onClick={() => add(newCondition(asked))}
        >
          {t('condition.add')}
        </Button>
        {!isBlank && path.length < MOST_LEVELS - 1 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconLibraryPlus size={14} stroke={1.5} aria-hidden />}
            onClick={() => add(groupOf(kindOf(group) === 'all' ? 'any' : 'all', [newCondition(asked)]))}
          >
            {t('condition.addGroup')}
          </Button>
        )}
      </Group>
    </div>
  )
}

function ConditionRow({ condition, path }: { readonly condition: Condition; readonly path: RulePath }) {
  const { t } = useText()
  const { tenant, names, drafted, group: whole, onChange, focusNext } = useShared()
  const named = names.find((one) => one.name === condition.field)
  const field = named?.field ?? { key: condition.field, type: 'text' as const }
  const label = named?.own?.label ?? named?.label ?? condition.field
  const chosen = choosableName(names, condition.field)
  const replace = (next: Condition) => onChange(changeAt(whole, path, () => next))
  const remove = () => {
    onChange(changeAt(whole, path, () => undefined))
    focusNext(`[data-add="${placeOf(path.slice(0, -1))}"]`)
  }
  return (
    <div className={classes.row} data-row={placeOf(path)} role="group" aria-label={label}>
      <SearchSelect
        className={classes.field}
        aria-label={t('condition.field')}
        data={offeredFields(names, chosen, t, drafted)}
        value={chosen}
        onChange={(name) => name && name !== chosen && replace(newCondition(names, name))}
      />
      {isAsked(named) ? (
        <QuestionSelect
          className={classes.operator}
          aria-label={t('condition.operator')}
          named={named}
          condition={condition}
          onChange={replace}
        />
      ) : (
        <ChoiceSelect
          className={classes.operator}
          aria-label={t('condition.operator')}
          value={condition.operator}
          data={offeredOperators(condition, field).map((op) => ({ value: op, label: sayOperator(field, op, t) }))}
          onChange={(operator) => replace(withOperator(condition, operator))}
        />
      )}
      <div className={classes.value}>
        {named && (
          <ConditionValue
            tenant={tenant}
            named={named}
            names={names}
            condition={condition}
            label={t('condition.value')}
            isBare
            comboboxProps={{}}
            onChange={(value) => replace({ ...condition, value })}
          />
        )}
      </div>
      <ActionIcon
        className={classes.remove}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('records.removeCondition', { field: label })}
        onClick={remove}
      >
        <IconX size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </div>
  )
}

/** What is easily overlooked: nothing is neither at most 20 nor more than that. */
function LeavesOutEmpty({ condition, path }: { readonly condition: Condition; readonly path: RulePath }) {
  const { t } = useText()
  const { names, takesOnlyTrue, group, onChange, focusNext } = useShared()
  const named = names.find((one) => one.name === condition.field)
  if (!takesOnlyTrue || !named || !leavesOutEmpty(group, path, named)) return null
  const either = orEmpty(group, path)
  const field = named.label
  return (
    <Group gap={4} mt={4}>
      <Text size="xs" c="dimmed">
        {t('condition.emptyFails', { field })}
      </Text>
      {either && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} stroke={1.5} aria-hidden />}
          onClick={() => {
            onChange(either.group)
            focusNext(`[data-row="${placeOf(either.added)}"] input`)
          }}
        >
          {t('condition.orEmpty', { field })}
        </Button>
      )}
    </Group>
  )
}

/** Under headings where there is more than the fields of the record. */
function offeredFields(
  names: readonly ConditionName[],
  current: string,
  t: ReturnType<typeof useText>['t'],
  drafted?: DraftedNames,
) {
  const asked = names.filter((one) => (isChoosable(one) && operatorsOf(one.field).length > 0) || one.name === current)
  const groups = (['record', 'clock', 'before', 'input', 'system', 'actor'] as const).map((group) => ({
    group: t(`condition.group_${group}`),
    items: asked
      .filter((one) => one.group === group)
      .map((one) => ({ value: one.name, label: drafted?.called.get(one.name) ?? one.own?.label ?? one.label })),
  }))
  const [own, ...others] = groups
  return [...(own ? [own] : []), laterFields(drafted, t), ...others].filter(({ items }) => items.length > 0)
}
