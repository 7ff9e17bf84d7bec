// Nodes and lines of both drawings, one of each selected, and the tools above them.
import { Group } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import type { CanvasView } from '../data-model-canvas/canvas-view.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { ModelCanvas } from '../data-model-canvas/model-canvas.tsx'
import { CanvasTool } from '../drawing/canvas-tool.tsx'
import { arrangeStates } from '../flow-canvas/arrange-states.ts'
import { FlowCanvas } from '../flow-canvas/flow-canvas.tsx'
import type { FlowView } from '../flow-canvas/flow-view.ts'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { delivery, drawn, flow, longText } from './samples.ts'

const nothing = () => undefined
const many = Array.from(
  { length: 12 },
  (_, at): DrawnBlueprint => ({
    name: `kind_${at}`,
    version: 1,
    label: at === 5 ? longText : `Kind ${at + 1}`,
    changes: 0,
    unpublished: [],
    fields: delivery.fields,
  }),
)
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
  const largeView = useRef<CanvasView>(null)
  const flowView = useRef<FlowView>(null)
  return (
    <GuidePart title="Drawings">
      <GuideCase name="Tools: at rest, with nothing to do, hover, focus">
        <Group gap={4}>
          <CanvasTool label="Copy" icon={IconCopy} run={nothing} />
          <CanvasTool label="Delete" icon={IconTrash} run={undefined} />
          <span className="is-hovered">
            <CanvasTool label="Copy, hover" icon={IconCopy} run={nothing} />
          </span>
          <span className="is-focused">
            <CanvasTool label="Copy, focus" icon={IconCopy} run={nothing} />
          </span>
        </Group>
      </GuideCase>
      <GuideCase name="A flow: a state that is selected, one with a problem, records, a group, from anywhere" isWide>
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
      </GuideCase>
      <GuideCase name="Large enough for a map of its own" isWide>
        <div className="guide-canvas">
          <ModelCanvas
            view={largeView}
            blueprints={many}
            places={Object.fromEntries(
              many.map(({ name }, at) => [name, { x: (at % 4) * 320, y: Math.floor(at / 4) * 200 }]),
            )}
            selection={[]}
            onSelect={nothing}
            onMove={nothing}
            onRelate={nothing}
            shown={undefined}
            onOpen={nothing}
          />
        </div>
      </GuideCase>
      <GuideCase name="A data model: a kind that is selected, with changes, with a link" isWide>
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
      </GuideCase>
    </GuidePart>
  )
}
