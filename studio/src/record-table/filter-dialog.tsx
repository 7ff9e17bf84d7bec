// The filter of a list when simple conditions are not enough: groups of them, or text. Carries the engine: loaded when opened.
import { Button, Group, Stack } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { WireField } from '../api/blueprints-api.ts'
import type { ListClock } from '../api/flows-api.ts'
import { type FilterPart, filterText } from '../expression-input/condition.ts'
import { ConditionInput } from '../expression-input/condition-input.tsx'
import type { ConditionName } from '../expression-input/condition-names.ts'
import { readCondition, readFilter, scopeOfFields } from '../expression-input/read-condition.ts'
import { useText } from '../text/text.ts'

export interface FilterDialogProps {
  readonly tenant: string
  readonly fields: readonly WireField[]
  readonly clocks?: readonly ListClock[] | undefined
  readonly names: readonly ConditionName[]
  readonly where: readonly FilterPart[]
  readonly onDone: (where: readonly FilterPart[] | undefined) => void
}

export function FilterDialog({ tenant, fields, clocks, names, where, onDone }: FilterDialogProps) {
  const { t } = useText()
  const scope = useMemo(() => scopeOfFields(fields, clocks), [fields, clocks])
  const [text, setText] = useState(() => filterText(where, fields) ?? '')
  const read = useMemo(() => readCondition(text, scope, names), [text, scope, names])
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The dialog puts the focus on its cross first, on a busy machine a while after this is there.
    const timer = setInterval(() => {
      if (!frame.current?.closest('[role=dialog]')?.contains(document.activeElement)) return
      clearInterval(timer)
      frame.current?.querySelector<HTMLElement>('[data-add="root"], button')?.focus()
    }, 30)
    return () => clearInterval(timer)
  }, [])
  return (
    <Stack ref={frame}>
      <ConditionInput
        tenant={tenant}
        label={t('filter.which')}
        description={t('filter.about')}
        value={text}
        onChange={setText}
        scope={scope}
        names={names}
      />
      <Group justify="flex-end" className="last-acts">
        <Button variant="default" onClick={() => onDone(undefined)}>
          {t('common.cancel')}
        </Button>
        <Button disabled={read.kind === 'wrong'} onClick={() => onDone(readFilter(text, fields, names, clocks))}>
          {t('filter.apply')}
        </Button>
      </Group>
    </Stack>
  )
}
