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
  MiniMap,
  type Node,
  ReactFlow,
  type ReactFlowProps,
  SelectionMode,
} from '@xyflow/react'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { useFocusInView, useFocusThatStays } from './canvas-focus.ts'
import classes from './drawing-ground.module.css'
import { fitOptions } from './drawing-view.ts'

type Given = 'nodeTypes' | 'edgeTypes' | 'elevateNodesOnSelect' | 'onNodesChange' | 'onEdgeClick' | 'onPaneClick'

export interface DrawingGroundProps<N extends Node, E extends Edge> extends Pick<ReactFlowProps<N, E>, Given> {
  readonly nodes: N[]
  readonly edges: E[]
  readonly label: string
  readonly mapLabel: string
  /** Where the words of lines lie: above everything, to be pressed, or below the nodes. */
  readonly words: 'above' | 'below'
  /** From afar the dots would be a grey haze, painted anew at every frame. */
  readonly isDotted?: boolean
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, connection: FinalConnectionState) => void
}

const togetherKeys = ['Control', 'Meta']
/** Up to here everything is in the page, so that Tab reaches it; beyond, only what is seen. */
const mostAtOnce = 60
/** Fewer are seen at one glance without a map of them. */
const fewestForMap = 9

/** Inside of React Flow's provider. */
export function DrawingGround<N extends Node, E extends Edge>(props: DrawingGroundProps<N, E>) {
  const { label, mapLabel, words, isDotted = true, onConnectEnd, ...drawn } = props
  const { t } = useText()
  const scheme = useComputedColorScheme('light')
  const [connecting, setConnecting] = useState(false)
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
        onlyRenderVisibleElements={drawn.nodes.length > mostAtOnce}
        // The keys are those of the page: they also work where no node has the focus.
        disableKeyboardA11y
        deleteKeyCode={null}
        panActivationKeyCode={null}
        edgesFocusable={false}
        multiSelectionKeyCode={togetherKeys}
        // The one dot of a node is where lines begin; they end wherever on a node they are let go.
        connectionMode={ConnectionMode.Loose}
        selectionMode={SelectionMode.Partial}
        onConnectStart={() => setConnecting(true)}
        onConnectEnd={(event, connection) => {
          setConnecting(false)
          onConnectEnd(event, connection)
        }}
        proOptions={{ hideAttribution: true }}
      >
        {isDotted && <Background variant={BackgroundVariant.Dots} gap={16} size={1.5} />}
        <Controls showInteractive={false} fitViewOptions={fitOptions} aria-label={t('model.zoom')} />
        {drawn.nodes.length >= fewestForMap && <MiniMap pannable zoomable ariaLabel={mapLabel} />}
      </ReactFlow>
    </section>
  )
}
