// Where a card may go without a mouse: to any choice, or, where the choice is the state of a flow, to what a step leads to now.
import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical } from '@tabler/icons-react'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { OpenStates, type StatePlace } from '../transition-form/open-states.tsx'
import { followCard, useFollowed } from './follow-card.ts'
import classes from './record-board.module.css'

export interface MoveMenuProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly field: WireField
  readonly isState: boolean
  readonly region?: string | undefined
  readonly record: WireRecord
  readonly title: string
  readonly isMoving: boolean
  readonly places: readonly StatePlace[]
  readonly onMove: (record: WireRecord, to: string | null) => void
}

export function MoveMenu(props: MoveMenuProps) {
  const { record, title, isMoving, isState, onMove } = props
  const { t } = useText()
  const [opened, setOpened] = useState(false)
  const mover = useFollowed(record.id, isMoving)
  const here = (record.data[props.field.key] as string | undefined) ?? null
  const move = (to: string | null) => {
    followCard(record.id)
    onMove(record, to)
  }
  return (
    <Menu position="bottom-end" width={220} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <ActionIcon
          ref={mover}
          variant="subtle"
          size={24}
          className={classes.mover ?? ''}
          aria-label={t('board.move', { title })}
          disabled={isMoving}
        >
          <IconDotsVertical size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('board.moveTo')}</Menu.Label>
        {isState
          ? opened && <OpenStates {...props} onMove={move} />
          : props.places
              .filter(({ key }) => key !== here)
              .map(({ key, label }) => (
                <Menu.Item key={key ?? ''} onClick={() => move(key)}>
                  {label}
                </Menu.Item>
              ))}
      </Menu.Dropdown>
    </Menu>
  )
}
