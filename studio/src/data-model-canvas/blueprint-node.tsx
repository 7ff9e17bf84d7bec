// A kind of record on the canvas: a sheet with its name and fields; from afar only its name, so that many can be seen at once.
import { IconAlertTriangle } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { useText } from '../text/text.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import type { BlueprintNodeData, FieldRow } from './blueprints-to-graph.ts'
import { useDistance } from './canvas-distance.ts'
import classes from './model-canvas.module.css'

export type BlueprintNodeType = Node<BlueprintNodeData, 'blueprint'>

/** The dot's name, for the lines. */
export const outwards = 'relate'

export const BlueprintNode = memo(function BlueprintNode({ data, selected }: NodeProps<BlueprintNodeType>) {
  const distance = useDistance()
  const far = distance !== 'near'
  return (
    <div
      className={classes.blueprint}
      data-selected={selected}
      data-draft={data.changes > 0}
      data-far={distance === 'veryFar' ? 'very' : far}
    >
      {far ? <span className={classes.farName}>{data.label}</span> : <Sheet data={data} />}
      {distance === 'veryFar' ? (
        <UnseenDot />
      ) : (
        <Handle type="source" id={outwards} position={Position.Right} className={classes.handle ?? ''} />
      )}
    </div>
  )
})

/**
 * From very far the dot would be two pixels wide: nobody draws a line from it, and it listens to nothing. But lines begin where
 * React Flow finds an element of this class and these names.
 */
function UnseenDot() {
  return <div className={`source ${classes.unseenDot}`} data-handleid={outwards} data-handlepos={Position.Right} />
}

const Sheet = memo(function Sheet({ data }: { readonly data: BlueprintNodeData }) {
  const { t } = useText()
  return (
    <>
      <div className={classes.header}>
        <BlueprintIcon icon={data.icon} />
        <span className={classes.name} title={data.label}>
          {data.label}
        </span>
        {data.version > 0 && (
          <span className={classes.version} title={t('design.version', { version: data.version })}>
            {t('model.version', { version: data.version })}
          </span>
        )}
      </div>
      {data.changes > 0 && (
        <div className={classes.ribbon}>
          {data.version === 0
            ? t('builder.planned')
            : t('model.draft', { changes: t('design.changes', { count: data.changes }) })}
        </div>
      )}
      {data.rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
      {data.more > 0 && <div className={classes.more}>{t('model.more', { count: data.more })}</div>}
    </>
  )
})

function Row({ row }: { readonly row: FieldRow }) {
  const { t } = useText()
  return (
    <div className={classes.row} data-new={row.isNew}>
      <FieldTypeIcon type={row.type} size={14} />
      <span className={classes.field} title={row.label}>
        {row.label}
        {row.required && <span title={t('design.required')}> *</span>}
      </span>
      {row.lost && (
        <span className={classes.lost} title={t('model.lost')}>
          <IconAlertTriangle size={14} stroke={1.5} aria-label={t('model.lost')} />
        </span>
      )}
    </div>
  )
}
