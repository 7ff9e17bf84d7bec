// Where a card may go without a mouse: to any choice, or, where the choice is the state of a flow, to what a step leads to now.
import { ActionIcon, Loader, Menu, Text } from '@mantine/core'
import { IconDotsVertical } from '@tabler/icons-react'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useTransitions } from '../api/transitions-api.ts'
import { useText } from '../text/text.ts'
import { useWhyNot } from '../transition-form/use-why-not.ts'
import { followCard, useFollowed } from './follow-card.ts'
import classes from './record-board.module.css'

export interface BoardPlace {
  readonly key: string | null
  readonly label: string
}

export interface MoveMenuProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly field: WireField
  readonly isState: boolean
  readonly record: WireRecord
  readonly title: string
  readonly isMoving: boolean
  readonly places: readonly BoardPlace[]
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

interface OpenStatesProps extends Omit<MoveMenuProps, 'onMove'> {
  readonly onMove: (to: string | null) => void
}

/** A state that a step leads to, but not yet, says why. */
function OpenStates({ tenant, blueprint, record, places, onMove }: OpenStatesProps) {
  const { t } = useText()
  const whyNot = useWhyNot(tenant, blueprint)
  const steps = useTransitions(tenant, blueprint.name, record.id, true)
  if (steps.isPending)
    return (
      <Menu.Item disabled leftSection={<Loader size={14} />}>
        {t('common.loading')}
      </Menu.Item>
    )
  const all = steps.data?.items ?? []
  const reached = places.flatMap(({ key, label }) => {
    const leading = key === record.state ? [] : all.filter(({ to }) => to !== null && to === key)
    const [refused] = leading
    if (!refused) return []
    return [{ key, label, why: leading.some(({ allowed }) => allowed) ? undefined : whyNot(refused) }]
  })
  if (reached.length === 0) return <Menu.Item disabled>{t('board.noStep')}</Menu.Item>
  return reached.map(({ key, label, why }) => (
    // Reached by the keyboard all the same, so that its reason can be read.
    <Menu.Item
      key={key ?? ''}
      aria-disabled={why !== undefined}
      c={why === undefined ? undefined : 'dimmed'}
      closeMenuOnClick={why === undefined}
      onClick={() => why === undefined && onMove(key)}
    >
      {label}
      {why !== undefined && (
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      )}
    </Menu.Item>
  ))
}
