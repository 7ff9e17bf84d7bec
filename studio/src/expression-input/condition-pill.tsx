// One condition of a list: what it says, and a small form to change it.
import { Button, CloseButton, Group, Popover } from '@mantine/core'
import { type ComponentType, useCallback, useEffect, useState } from 'react'
import { useText } from '../text/text.ts'
import { showFailed } from '../ui/undo-toast.tsx'
import { type Condition, isComplete } from './condition.ts'
import type { ConditionFormProps } from './condition-form.tsx'
import type { ConditionName } from './condition-names.ts'
import { groupOf } from './condition-tree.ts'
import { sayRow } from './say-condition.ts'
import { useConditionWords } from './use-condition-words.ts'

const load = () => import('./condition-form.tsx')

export interface ConditionPillProps {
  readonly tenant: string
  readonly names: readonly ConditionName[]
  readonly condition: Condition
  /** Just added: opens itself. */
  readonly isFresh: boolean
  /** It has opened itself, once is enough: drawn anew, as that of a view, it must not open again. */
  readonly onOpened: () => void
  /** What stands in its place from now on: nothing when it is taken away. */
  readonly onChange: (...conditions: readonly Condition[]) => void
}

export function ConditionPill({ tenant, names, condition, isFresh, onOpened, onChange }: ConditionPillProps) {
  const { t } = useText()
  const [opened, setOpened] = useState(false)
  const [Form, setForm] = useState<ComponentType<ConditionFormProps>>()
  // Not before the form is there: an empty panel would take the focus, and grow.
  const open = useCallback(
    () =>
      load().then(
        ({ ConditionForm }) => {
          setForm(() => ConditionForm)
          setOpened(true)
        },
        () => showFailed(t('common.offline')),
      ),
    [t],
  )
  useEffect(() => {
    if (!isFresh) return
    onOpened()
    void open()
  }, [isFresh, onOpened, open])
  const near = () => void load().catch(() => undefined)
  const words = useConditionWords(tenant, names, groupOf('all', [condition]))
  const named = names.find((one) => one.name === condition.field)
  if (!named) return null
  const label = named.own?.label ?? named.label
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus width={280}>
      <Group gap={0} wrap="nowrap" className="condition-pill" data-complete={isComplete(condition) || undefined}>
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            fw={400}
            onMouseEnter={near}
            onFocus={near}
            onClick={() => (opened ? setOpened(false) : void open())}
          >
            {sayRow(condition, words)}
          </Button>
        </Popover.Target>
        <CloseButton size={24} aria-label={t('records.removeCondition', { field: label })} onClick={() => onChange()} />
      </Group>
      <Popover.Dropdown aria-label={label}>
        {Form && (
          <Form
            tenant={tenant}
            named={named}
            names={names}
            condition={condition}
            onChange={onChange}
            onDone={() => setOpened(false)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
