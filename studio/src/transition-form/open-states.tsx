// The states that a record can be moved to now, as the lines of a menu: those that a step leads to, and why not yet.
import { Loader, Menu, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useTransitions } from '../api/transitions-api.ts'
import { useText } from '../text/text.ts'
import { standsIn, stateOf, targetsOf } from './place-of-step.ts'
import { useWhyNot } from './use-why-not.ts'

export interface StatePlace {
  /** Null is a place for records without a state. */
  readonly key: string | null
  readonly label: ReactNode
}

interface OpenStatesProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly places: readonly StatePlace[]
  /** Key of the field whose choices the places are, where they are no states of the main flow. */
  readonly region?: string | undefined
  readonly onMove: (to: string | null) => void
}

/** A state that a step leads to, but not yet, says why. */
export function OpenStates({ tenant, blueprint, record, places, region, onMove }: OpenStatesProps) {
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
    const state = stateOf(region, key)
    const isHere = state === standsIn(region, record)
    const leading = isHere || state === null ? [] : all.filter((one) => targetsOf(one).includes(state))
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
