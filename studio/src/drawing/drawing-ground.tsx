// The ground of a drawing, whether of the data model or of a flow: what can be dragged, chosen and drawn on it is the caller's.
import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  Controls,
  type Edge,
  type FinalConnectionState,
  type Node,
  ReactFlow,
  type ReactFlowProps,
  SelectionMode,
} from '@xyflow/react'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { useStable } from '../ui/use-stable.ts'
import { useFocusInView, useFocusThatStays } from './canvas-focus.ts'
import classes from './drawing-ground.module.css'
import { fitOptions } from './drawing-view.ts'
import { OverviewMap } from './overview-map.tsx'

type Given = 'nodeTypes' | 'edgeTypes' | 'elevateNodesOnSelect' | 'onNodesChange' | Redrawing
/** Of a drawing whose lines can be led elsewhere by their ends. */
type Redrawing = 'connectionLineComponent' | 'edgesReconnectable' | 'onReconnectStart' | 'onReconnect'

export interface DrawingGroundProps<N extends Node, E extends Edge> extends Pick<ReactFlowProps<N, E>, Given> {
  readonly nodes: N[]
  readonly edges: E[]
  readonly label: string
  readonly mapLabel: string
  /** Where the words of lines lie: above everything, to be pressed, or below the nodes. */
  readonly words: 'above' | 'below'
  /** Near enough to be read. From afar the dots would be a grey haze, painted anew at every frame. */
  readonly isNear?: boolean
  readonly onEdgeClick: NonNullable<ReactFlowProps<N, E>['onEdgeClick']>
  readonly onPaneClick: NonNullable<ReactFlowProps<N, E>['onPaneClick']>
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, connection: FinalConnectionState) => void
}

const withoutName = { hideAttribution: true }
const togetherKeys = ['Control', 'Meta']
/**
 * Up to here everything is in the page, so that Tab reaches it; beyond, only what is seen. From afar that is nearly everything, and
 * telling what is seen of it at every frame would cost more than what is left out.
 */
const mostAtOnce = 60
/** Fewer are seen at one glance without a map of them. */
const fewestForMap = 9

/** Inside of React Flow's provider. */
export function DrawingGround<N extends Node, E extends Edge>(props: DrawingGroundProps<N, E>) {
  const { label, mapLabel, words, isNear = true, onConnectEnd, onEdgeClick, onPaneClick, ...drawn } = props
  const { t } = useText()
  const scheme = useComputedColorScheme('light')
  const [connecting, setConnecting] = useState(false)
  // Another function with each drawing would draw every line again with every frame of a drag.
  const clickEdge = useStable<Parameters<typeof onEdgeClick>>(onEdgeClick)
  const clickGround = useStable<Parameters<typeof onPaneClick>>(onPaneClick)
  const beginLine = useStable(() => setConnecting(true))
  const endLine = useStable<Parameters<typeof onConnectEnd>>((event, connection) => {
    setConnecting(false)
    onConnectEnd(event, connection)
  })
  useFocusThatStays(drawn.nodes)
  useFocusInView()
  return (
    <section className={classes.ground} aria-label={label} data-connecting={connecting} data-words={words}>
      <ReactFlow
        {...drawn}
        colorMode={scheme}
        fitView
        fitViewOptions={fitOptions}
        minZoom={0.05}
        maxZoom={1.5}
        onlyRenderVisibleElements={isNear && drawn.nodes.length > mostAtOnce}
        // The keys are those of the page: they also work where no node has the focus.
        disableKeyboardA11y
        deleteKeyCode={null}
        panActivationKeyCode={null}
        edgesFocusable={false}
        multiSelectionKeyCode={togetherKeys}
        // The one dot of a node is where lines begin; they end wherever on a node they are let go.
        connectionMode={ConnectionMode.Loose}
        selectionMode={SelectionMode.Partial}
        onEdgeClick={clickEdge}
        onPaneClick={clickGround}
        onConnectStart={beginLine}
        onConnectEnd={endLine}
        proOptions={withoutName}
      >
        {isNear && <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} />}
        <Controls showInteractive={false} fitViewOptions={fitOptions} aria-label={t('model.zoom')} />
        {drawn.nodes.length >= fewestForMap && <OverviewMap label={mapLabel} />}
      </ReactFlow>
    </section>
  )
}
