// A state on the canvas: a sheet with a coloured spine; a dot marks the start, a ring an end.

import { IconAlertTriangle } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { useText } from '../text/text.ts'
import { hueOf } from '../ui/hue-of.ts'
import classes from './flow-canvas.module.css'
import type { StateNodeData } from './flow-to-graph.ts'

export type StateNodeType = Node<StateNodeData, 'state'>

export function StateNode({ data, selected }: NodeProps<StateNodeType>) {
  const { t } = useText()
  const hue = hueOf(data.color, data.place)
  return (
    <div className={classes.state} data-selected={selected} style={{ borderLeftColor: `var(--hue-${hue}-line)` }}>
      <Handle type="target" position={Position.Left} className={classes.handle ?? ''} />
      <span className={classes.stateLabel}>{data.label}</span>
      {data.initial && <span className={classes.mark}>{t('flow.starts')}</span>}
      {data.final && <span className={classes.mark}>{t('flow.ends')}</span>}
      {data.problem && (
        <span className={classes.problem} title={data.problem}>
          <IconAlertTriangle size={16} stroke={1.5} aria-label={data.problem} />
        </span>
      )}
      {!data.final && <Handle type="source" position={Position.Right} className={classes.handle ?? ''} />}
    </div>
  )
}

export function AnywhereNode({ data, selected }: NodeProps<StateNodeType>) {
  return (
    <div className={classes.anywhere} data-selected={selected}>
      <span className={classes.stateLabel}>{data.label}</span>
      <Handle type="source" position={Position.Right} className={classes.handle ?? ''} />
    </div>
  )
}
