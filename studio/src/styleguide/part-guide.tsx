// Every component of ui/.
import { Anchor, Button, Group } from '@mantine/core'
import { hueNames } from '../style/theme.ts'
import { AsideLine } from '../ui/aside-line.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { Copied } from '../ui/copied.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { type Drawing, LineDrawing } from '../ui/line-drawing.tsx'
import { NextStrip } from '../ui/next-strip.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { StepMarks } from '../ui/step-marks.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'

const drawings: readonly Drawing[] = [
  'mould',
  'sheet',
  'people',
  'key',
  'bin',
  'work',
  'search',
  'lost',
  'mail',
  'done',
]
const long = 'Ожидает подтверждения от получателя и от склада'
const refused = { status: 422, message: 'The content is invalid.', issues: [{ message: 'Cargo is required.' }] }

export function PartGuide() {
  return (
    <>
      <GuidePart title="Chips">
        <GuideCase name="The eight hues">
          <Group gap={4}>
            {hueNames.map((hue) => (
              <StateChip key={hue} hue={hue} label={hue} />
            ))}
          </Group>
        </GuideCase>
        <GuideCase name="A colour of the tenant's own">
          <StateChip hue="slate" label="Own" dot="#ff00aa" />
        </GuideCase>
        <GuideCase name="Long words in little room">
          <div style={{ width: 140 }}>
            <StateChip hue="amber" label={long} />
          </div>
        </GuideCase>
        <GuideCase name="How far: at the beginning, on the way, at the end">
          <Group gap="md">
            {[1, 2, 4].map((at) => (
              <StepMarks key={at} label={`State ${at} of 4`} at={at} of={4} />
            ))}
          </Group>
        </GuideCase>
      </GuidePart>
      <GuidePart title="Headers">
        <GuideCase name="With an action">
          <PageHeader title="Delivery" about="What is on its way" actions={<Button>New</Button>} />
        </GuideCase>
        <GuideCase name="Below another place, of a section">
          <PageHeader title="Versions" above={<Anchor href="#top">Delivery</Anchor>} isSection />
        </GuideCase>
        <GuideCase name="Long words">
          <PageHeader title={long} actions={<Button>New</Button>} />
        </GuideCase>
        <GuideCase name="When">
          <RelativeTime at="2026-11-20T12:00:00Z" />
        </GuideCase>
        <GuideCase name="Icons of kinds of record">
          <Group gap="xs">
            {['sheet', 'truck', 'users', 'cart', 'unknown'].map((icon) => (
              <BlueprintIcon key={icon} icon={icon} />
            ))}
          </Group>
        </GuideCase>
      </GuidePart>
      <GuidePart title="Empty places">
        <GuideCase name="With an action and a link">
          <EmptyState
            drawing="sheet"
            sentence="No records yet. Create the first one; it takes a few seconds."
            action={<Button>Create</Button>}
            link={<Button variant="subtle">Fill with sample records</Button>}
          />
        </GuideCase>
        {drawings.map((drawing) => (
          <GuideCase key={drawing} name={drawing}>
            <LineDrawing drawing={drawing} />
          </GuideCase>
        ))}
      </GuidePart>
      <GuidePart title="Errors">
        <GuideCase name="With a way on">
          <ErrorNotice error={refused} onRetry={() => undefined} />
        </GuideCase>
        <GuideCase name="Without a connection">
          <ErrorNotice error={{ code: 'offline', status: 0 }} />
        </GuideCase>
        <GuideCase name="A bug">
          <ErrorNotice error={new Error('x is not a function')} />
        </GuideCase>
        <GuideCase name="Long">
          <ErrorNotice error={{ status: 422, message: `${long}. ${long}. ${long}.` }} onRetry={() => undefined} />
        </GuideCase>
      </GuidePart>
      <GuidePart title="For elsewhere">
        <GuideCase name="A secret to be copied">
          <Copied label="Secret" text="whsec_4f1c9a7d2b60e853a1d94c7f08be52639d7a1f04c86e2b35" />
        </GuideCase>
      </GuidePart>
      <GuidePart title="Said aside">
        <GuideCase name="With the way there">
          <AsideLine says="2 changes of fields wait, too.">
            <Anchor size="sm" href="#d">
              Open the fields
            </Anchor>
          </AsideLine>
        </GuideCase>
      </GuidePart>
      <GuidePart title="Said in a strip">
        <GuideCase name="With ways on">
          <NextStrip says="Made: 12 sample records">
            <Anchor href="#a">See them</Anchor>
          </NextStrip>
        </GuideCase>
        <GuideCase name="To be put away, with long words">
          <NextStrip says={long} onClose={() => undefined}>
            <Anchor href="#b">{long}</Anchor>
            <Anchor href="#c">Another way</Anchor>
          </NextStrip>
        </GuideCase>
      </GuidePart>
    </>
  )
}
