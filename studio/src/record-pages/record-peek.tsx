// A record beside the table that it was opened from: the arrows go to the next one, Enter to its page, Escape back to its row.
import { ActionIcon, Group, Skeleton } from '@mantine/core'
import { IconArrowDown, IconArrowsDiagonal, IconArrowUp, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useText } from '../text/text.ts'
import { LateTooltip } from '../ui/late-tooltip.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { RecordBeside } from './record-page.tsx'
import classes from './record-peek.module.css'

export interface RecordPeekProps {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
  /** To the record above or below; undefined where there is none. */
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onClose: () => void
}

export function RecordPeek({ tenant, blueprint, id, onUp, onDown, onClose }: RecordPeekProps) {
  const { t } = useText()
  const navigate = useNavigate()
  useScreenKeys('peek')
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  // The next record begins at its top.
  useEffect(() => {
    if (id) panel.current?.scrollTo({ top: 0 })
  }, [id])
  const openPage = () => void navigate({ to: '/t/$tenant/records/$blueprint/$id', params: { tenant, blueprint, id } })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    // A dialog or a menu of the record lies elsewhere in the page; its keys are its own.
    if (!panel.current?.contains(event.target as Node)) return
    const act = keysOf(event, { onUp, onDown, onClose, openPage })
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <section
      ref={panel}
      className={classes['panel']}
      aria-label={t('peek.label')}
      tabIndex={-1}
      data-peek-panel
      onKeyDown={onKeyDown}
    >
      <Group className={classes['bar']} gap={2} wrap="nowrap">
        <Act label={t('peek.above')} onClick={onUp} icon={<IconArrowUp {...icon} />} />
        <Act label={t('peek.below')} onClick={onDown} icon={<IconArrowDown {...icon} />} />
        <span className={classes['space']} />
        <Act label={t('peek.page')} onClick={openPage} icon={<IconArrowsDiagonal {...icon} />} />
        <Act label={t('common.close')} onClick={onClose} icon={<IconX {...icon} />} />
      </Group>
      <Suspense fallback={<Skeleton h={320} />}>
        <RecordBeside tenant={tenant} blueprint={blueprint} id={id} onGone={onClose} />
      </Suspense>
    </section>
  )
}

const icon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const

interface ActProps {
  readonly label: string
  readonly onClick: (() => void) | undefined
  readonly icon: ReactNode
}

function Act({ label, onClick, icon }: ActProps) {
  return (
    <LateTooltip label={label}>
      {/* Not disabled for the browser: whoever comes to the last record keeps the focus. */}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label}
        aria-disabled={onClick === undefined || undefined}
        data-disabled={onClick === undefined || undefined}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </LateTooltip>
  )
}

interface PanelActs extends Pick<RecordPeekProps, 'onUp' | 'onDown' | 'onClose'> {
  readonly openPage: () => void
}

/** Arrows and Enter are heard on the panel itself: in the form they have meanings of their own. */
function keysOf({ key, target, currentTarget }: KeyboardEvent<HTMLElement>, acts: PanelActs) {
  // An open list of an input closes first.
  if (key === 'Escape') return (target as HTMLElement).closest('[aria-expanded="true"]') ? undefined : acts.onClose
  if (target !== currentTarget) return undefined
  if (key === 'ArrowUp') return acts.onUp
  if (key === 'ArrowDown') return acts.onDown
  return key === 'Enter' ? acts.openPage : undefined
}
