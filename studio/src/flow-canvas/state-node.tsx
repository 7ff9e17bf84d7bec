// A state on the canvas: a sheet with a coloured spine; a dot marks the start, a ring an end; how many records stand there, and how long.
import { IconAlertTriangle } from '@tabler/icons-react'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { useDistance } from '../drawing/canvas-distance.ts'
import { UnseenDot } from '../drawing/unseen-dot.tsx'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { hueOf } from '../ui/hue-of.ts'
import classes from './flow-canvas.module.css'
import { stayDuration } from './stay-duration.ts'
import { outwards, type StateNodeType } from './use-flow-graph.ts'

export const StateNode = memo(function StateNode({ data, selected }: NodeProps<StateNodeType>) {
  const { t } = useText()
  const hue = hueOf(data.color, data.place)
  const distance = useDistance()
  return (
    <div
      className={classes.state}
      data-selected={selected}
      data-trail={data.trail}
      data-far={distance === 'near' ? undefined : distance}
      aria-current={data.trail === 'here' ? 'step' : undefined}
      style={{ borderLeftColor: `var(--hue-${hue}-line)` }}
    >
      {data.initial && <span className={classes.start} title={t('flow.initial')} />}
      {data.final && <span className={classes.end} title={t('flow.final')} />}
      <span className={classes.stateLabel} title={data.label}>
        {data.label}
      </span>
      <Figures records={data.records} stayMs={data.stayMs} />
      {data.problem !== undefined && <Problem words={data.problem} />}
      {/* Nothing leads on from an end; but what leads to it is only drawn where there is a dot. */}
      {distance === 'veryFar' ? (
        <UnseenDot id={outwards} />
      ) : (
        <Handle
          type="source"
          id={outwards}
          position={Position.Right}
          isConnectable={!data.final}
          className={(data.final ? classes.noHandle : classes.handle) ?? ''}
        />
      )}
    </div>
  )
})

/** How many stand there, and for how long they usually do. */
function Figures({
  records = 0,
  stayMs,
}: {
  readonly records: number | undefined
  readonly stayMs: number | undefined
}) {
  const { t } = useText()
  const formats = useFormats()
  if (records === 0 && stayMs === undefined) return null
  const time = stayMs === undefined ? '' : formats.duration(stayDuration(stayMs))
  const about = t('flowMap.staysFor', { time })
  return (
    <span className={classes.figures}>
      {records > 0 && (
        <span className={classes.count} title={t('flowMap.standHere', { count: records })}>
          {records}
        </span>
      )}
      {stayMs !== undefined && (
        <span className={classes.stay} title={about}>
          <span className="for-readers">{about}</span>
          <span aria-hidden>⌀ {time}</span>
        </span>
      )}
    </span>
  )
}

export const AnywhereNode = memo(function AnywhereNode({ data }: NodeProps<StateNodeType>) {
  return (
    <div className={classes.anywhere}>
      <span className={classes.stateLabel}>{data.label}</span>
      <Handle type="source" id={outwards} position={Position.Right} className={classes.handle ?? ''} />
    </div>
  )
})

export function Problem({ words }: { readonly words: string }) {
  return (
    <span className={classes.problem} title={words}>
      <IconAlertTriangle size={16} stroke={1.5} role="img" aria-label={words} />
    </span>
  )
}
