// The steps of a flow at the cell that holds where a record stands in it: the states it can be moved to now, and why not to others.
import { Menu, Portal } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { useText } from '../text/text.ts'
import { MoveQuestionDialog } from '../transition-form/move-question.tsx'
import { OpenStates } from '../transition-form/open-states.tsx'
import { stateOf } from '../transition-form/place-of-step.ts'
import { useMoveToState } from '../transition-form/use-move-to-state.ts'
import { usePlaceOver } from './use-place-over.ts'

export interface StateMenuProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  /** It holds the state. */
  readonly field: WireField
  /** Its key, where it is not that of the main flow. */
  readonly region: string | undefined
  readonly cellOf: () => Element | null
  /** Nothing is asked any more: moved, refused, or given up. */
  readonly onDone: () => void
}

/** What is inside of the portal is there only once that is. */
export function StateMenu(props: StateMenuProps) {
  return (
    <Portal>
      <OpenMenu {...props} />
    </Portal>
  )
}

function OpenMenu({ tenant, blueprint, record, field, region, cellOf, onDone }: StateMenuProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const place = usePlaceOver(cellOf, box, 0)
  const [isChosen, setChosen] = useState(false)
  const mover = useMoveToState(tenant, blueprint, onDone)
  const places = (field.options ?? []).map(({ key }) => ({ key, label: <OptionChip field={field} option={key} /> }))
  return (
    <>
      <Menu
        opened={!isChosen}
        onChange={(opened) => !opened && !isChosen && onDone()}
        position="bottom-start"
        width={240}
        offset={2}
        returnFocus={false}
      >
        <Menu.Target>
          <div ref={box} style={{ position: 'fixed', pointerEvents: 'none', ...place }} />
        </Menu.Target>
        <Menu.Dropdown aria-label={t('board.moveTo')}>
          <Menu.Label>{t('board.moveTo')}</Menu.Label>
          <OpenStates
            tenant={tenant}
            blueprint={blueprint}
            record={record}
            places={places}
            region={region}
            onMove={(to) => {
              setChosen(true)
              mover.move(record, stateOf(region, to))
            }}
          />
        </Menu.Dropdown>
      </Menu>
      <MoveQuestionDialog tenant={tenant} blueprint={blueprint} mover={mover} />
    </>
  )
}
