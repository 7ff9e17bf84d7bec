// A kind of record on the canvas: a sheet with its name and fields; from afar only its name, so that many can be seen at once.
import { IconAlertTriangle } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react'
import { memo, useEffect } from 'react'
import { useDistance } from '../drawing/canvas-distance.ts'
import { UnseenDot } from '../drawing/unseen-dot.tsx'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { useText } from '../text/text.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import type { BlueprintNodeData, FieldRow } from './blueprints-to-graph.ts'
import { fieldId, useShownField } from './line-acts.ts'
import { LineStop } from './line-stop.tsx'
import classes from './model-canvas.module.css'

export type BlueprintNodeType = Node<BlueprintNodeData, 'blueprint'>

/** The dot's name, for the lines. */
export const outwards = 'relate'

export const BlueprintNode = memo(function BlueprintNode({ id, data, selected }: NodeProps<BlueprintNodeType>) {
  const { t } = useText()
  const distance = useDistance()
  const far = distance !== 'near'
  return (
    <div
      className={classes.blueprint}
      data-selected={selected}
      data-draft={data.changes > 0}
      data-far={distance === 'veryFar' ? 'very' : far}
    >
      {far ? <span className={classes.farName}>{data.label}</span> : <Sheet id={id} data={data} />}
      {distance === 'veryFar' ? (
        <UnseenDot id={outwards} top={16} />
      ) : (
        <Handle
          type="source"
          id={outwards}
          position={Position.Right}
          className={classes.handle ?? ''}
          title={t('model.drawNew', { name: data.label })}
        />
      )}
    </div>
  )
})

interface SheetProps {
  readonly id: string
  readonly data: BlueprintNodeData
}

const Sheet = memo(function Sheet({ id, data }: SheetProps) {
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
        <Row key={row.id} node={id} title={data.label} row={row} />
      ))}
      {data.hidden.length > 0 && <HiddenRows id={id} data={data} />}
    </>
  )
})

interface RowProps {
  readonly node: string
  /** What the card is called. */
  readonly title: string
  readonly row: FieldRow
  /** How many other fields are not shown. */
  readonly others?: number
}

function Row({ node, title, row, others = 0 }: RowProps) {
  const { t } = useText()
  const isShown = useShownField() === fieldId({ blueprint: node, field: row.id })
  return (
    <div className={classes.row} data-new={row.isNew} data-shown={isShown} aria-current={isShown || undefined}>
      <FieldTypeIcon type={row.type} size={14} />
      <span className={classes.field} title={row.label}>
        {row.label}
        {row.required && <span title={t('design.required')}> *</span>}
      </span>
      {others > 0 && <span className={classes.others}>{t('model.more', { count: others })}</span>}
      {row.lost && (
        <span className={classes.lost} title={t('model.lost')}>
          <IconAlertTriangle size={14} stroke={1.5} aria-label={t('model.lost')} />
        </span>
      )}
      {row.lines.map((line) => (
        <LineStop key={line.id} source={node} sourceLabel={title} line={line} />
      ))}
      <Handle
        type="source"
        id={row.id}
        position={Position.Right}
        className={classes.rowHandle ?? ''}
        data-leads={row.lines.length > 0}
        title={t('model.drawFrom', { field: row.label })}
      />
    </div>
  )
}

/** One row that counts the others, and shows that one of them which is looked at. */
function HiddenRows({ id, data: { hidden, label } }: SheetProps) {
  const { t } = useText()
  const shown = useShownField()
  const row = hidden.find((one) => fieldId({ blueprint: id, field: one.id }) === shown)
  const measure = useUpdateNodeInternals()
  // Its dot is another one than a moment ago.
  useEffect(() => {
    if (row) measure(id)
  }, [row, id, measure])
  if (row) return <Row node={id} title={label} row={row} others={hidden.length - 1} />
  return (
    <div className={classes.more}>
      {t('model.more', { count: hidden.length })}
      {hidden.flatMap(({ lines }) =>
        lines.map((line) => <LineStop key={line.id} source={id} sourceLabel={label} line={line} />),
      )}
    </div>
  )
}
