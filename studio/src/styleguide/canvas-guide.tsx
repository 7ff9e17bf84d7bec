// Nodes and edges of both drawings, one of each selected.
import { useRef } from 'react'
import type { CanvasView } from '../data-model-canvas/canvas-view.ts'
import { ModelCanvas } from '../data-model-canvas/model-canvas.tsx'
import { arrangeStates } from '../flow-canvas/arrange-states.ts'
import { FlowCanvas } from '../flow-canvas/flow-canvas.tsx'
import type { FlowView } from '../flow-canvas/flow-view.ts'
import { drawn, flow } from './samples.ts'

const nothing = () => undefined
const words = {
  state: (key: string) => key.toLowerCase().replaceAll('_', ' '),
  color: () => undefined,
  group: (key: string) => key,
  transition: ({ label, event }: { readonly label?: unknown; readonly event: string }) => String(label ?? event),
  when: () => undefined,
  about: () => 'Only when weight is less than 1,000',
  anywhere: 'From anywhere',
}
const notes = {
  problems: new Map([['DELIVERED', ['Nothing leads here.']]]),
  records: new Map([['ON_ITS_WAY', 12]]),
  trail: undefined,
}

export function CanvasGuide() {
  const view = useRef<CanvasView>(null)
  const flowView = useRef<FlowView>(null)
  return (
    <>
      <div className="guide-canvas">
        <FlowCanvas
          view={flowView}
          flow={flow}
          places={arrangeStates(flow)}
          words={words}
          notes={notes}
          selection={['ON_ITS_WAY']}
          onSelect={nothing}
          onMove={nothing}
          onConnect={nothing}
          onConnectNew={nothing}
        />
      </div>
      <div className="guide-canvas">
        <ModelCanvas
          view={view}
          blueprints={drawn}
          places={{ delivery: { x: 0, y: 0 }, partner: { x: 360, y: 40 } }}
          selection={['partner']}
          onSelect={nothing}
          onMove={nothing}
          onRelate={nothing}
          shown={undefined}
          onOpen={nothing}
        />
      </div>
    </>
  )
}
