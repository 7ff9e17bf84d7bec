// Nodes and edges of both drawings, one of each selected.
import { useRef } from 'react'
import type { CanvasView } from '../data-model-canvas/canvas-view.ts'
import { ModelCanvas } from '../data-model-canvas/model-canvas.tsx'
import { FlowCanvas } from '../flow-canvas/flow-canvas.tsx'
import { flow, kinds } from './samples.ts'

const nothing = () => undefined
const words = {
  state: (key: string) => key.toLowerCase().replaceAll('_', ' '),
  transition: ({ label, event }: { readonly label?: unknown; readonly event: string }) => String(label ?? event),
  anywhere: 'From anywhere',
}

export function CanvasGuide() {
  const view = useRef<CanvasView>(null)
  return (
    <>
      <div className="guide-canvas">
        <FlowCanvas
          flow={flow}
          words={words}
          selection={{ state: 'ON_ITS_WAY' }}
          onSelect={nothing}
          onMove={nothing}
          onConnect={nothing}
          onRemove={nothing}
        />
      </div>
      <div className="guide-canvas">
        <ModelCanvas
          view={view}
          kinds={kinds}
          places={{ delivery: { x: 0, y: 0 }, partner: { x: 360, y: 40 } }}
          selection={['partner']}
          onSelect={nothing}
          onMove={nothing}
          onRelate={nothing}
        />
      </div>
    </>
  )
}
