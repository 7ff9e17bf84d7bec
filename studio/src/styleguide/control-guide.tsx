// Buttons, inputs and the like, in every state.
import {
  ActionIcon,
  Anchor,
  Button,
  Checkbox,
  Group,
  NavLink,
  Radio,
  Select,
  Skeleton,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { PartTabs } from '../ui/part-tabs.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'

const variants = [
  ['Primary', {}],
  ['Usual', { variant: 'default' }],
  ['Quiet', { variant: 'subtle' }],
  ['Dangerous', { color: 'bad' }],
] as const
const long = 'Перенести все выбранные записи в другое рабочее пространство'

export function ControlGuide() {
  return (
    <>
      <GuidePart title="Buttons">
        {variants.map(([name, look]) => (
          <GuideCase key={name} name={name}>
            <Group gap="xs">
              <Button {...look}>Rest</Button>
              <span className="is-hovered">
                <Button {...look}>Hover</Button>
              </span>
              <span className="is-focused">
                <Button {...look}>Focus</Button>
              </span>
              <Button {...look} disabled>
                Disabled
              </Button>
              <Button {...look} loading aria-label={`${name}, loading`}>
                Loading
              </Button>
              <Button {...look} leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}>
                With icon
              </Button>
            </Group>
          </GuideCase>
        ))}
        <GuideCase name="Long words">
          <Button maw="100%">{long}</Button>
        </GuideCase>
        <GuideCase name="Icons: rest, hover, focus, disabled">
          <Group gap="xs">
            {([undefined, 'hovered', 'focused'] as const).map((as) => (
              <span key={as ?? 'rest'} className={as ? `is-${as}` : ''}>
                <ActionIcon aria-label={`More, ${as ?? 'rest'}`}>
                  <IconDots size={16} stroke={1.5} aria-hidden />
                </ActionIcon>
              </span>
            ))}
            <ActionIcon aria-label="More, disabled" disabled>
              <IconDots size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          </Group>
        </GuideCase>
        <GuideCase name="Links: rest, hover, focus">
          <Group>
            {([undefined, 'hovered', 'focused'] as const).map((as) => (
              <span key={as ?? 'rest'} className={as ? `is-${as}` : ''}>
                <Anchor href="#top">Delivery 42</Anchor>
              </span>
            ))}
          </Group>
        </GuideCase>
      </GuidePart>
      <GuidePart title="Inputs">
        <GuideCase name="Empty">
          <TextInput label="Cargo" placeholder="A box of tiles" />
        </GuideCase>
        <GuideCase name="Filled, with help">
          <TextInput label="Cargo" description="What is on the truck" defaultValue="Tiles" withAsterisk />
        </GuideCase>
        <GuideCase name="Focus" as="focused">
          <TextInput label="Cargo" defaultValue="Tiles" />
        </GuideCase>
        <GuideCase name="Error">
          <TextInput label="Cargo" defaultValue="" error="Cargo is required." />
        </GuideCase>
        <GuideCase name="Disabled">
          <TextInput label="Cargo" defaultValue="Tiles" disabled />
        </GuideCase>
        <GuideCase name="Long words">
          <TextInput label={long} error={`${long}: ${long}`} defaultValue={long} />
        </GuideCase>
        <GuideCase name="Several lines">
          <Textarea label="Notes" defaultValue={'First\nSecond'} autosize minRows={2} />
        </GuideCase>
        <GuideCase name="A choice">
          <Select label="Zone" data={['A', 'B']} defaultValue="A" />
          <ChoiceSelect
            label="Comparison"
            value="is"
            data={['is', 'is not', 'is empty'].map((value) => ({ value, label: value }))}
            onChange={() => undefined}
          />
        </GuideCase>
        <GuideCase name="Boxes">
          <Checkbox label="Off" />
          <Checkbox label="On" defaultChecked mt="xs" />
          <Checkbox label="Disabled" disabled mt="xs" />
          <Checkbox label="Wrong" error="Tick it." mt="xs" />
        </GuideCase>
        <GuideCase name="One of several, a switch">
          <Radio.Group label="Size" defaultValue="a">
            <Radio value="a" label="Small" />
            <Radio value="b" label="Large" mt="xs" />
          </Radio.Group>
          <Switch label="Active" defaultChecked mt="xs" />
        </GuideCase>
        <GuideCase name="Looks">
          <ChoiceStrip
            label="Looks"
            value="Table"
            choices={['Table', 'Board', 'Calendar'].map((value) => ({ value, shown: value }))}
            onChange={() => undefined}
          />
        </GuideCase>
        <GuideCase name="Spans">
          <ChoiceStrip
            label="Spans"
            value="Week"
            size="md"
            choices={['Month', 'Week', 'Day'].map((value) => ({ value, shown: value, isOff: value === 'Day' }))}
            onChange={() => undefined}
          />
        </GuideCase>
        <GuideCase name="Tabs">
          <PartTabs
            label="Tabs"
            parts={[
              { key: 'a', name: 'General', body: 'General' },
              { key: 'b', name: 'Members', body: 'Members' },
            ]}
          />
        </GuideCase>
        <GuideCase name="Places: rest, hover, here">
          <NavLink label="Customer" href="#a" />
          <span className="is-hovered">
            <NavLink label="Order" href="#b" />
          </span>
          <NavLink label="Delivery" href="#c" active />
        </GuideCase>
        <GuideCase name="Loading">
          <Skeleton h={36} />
        </GuideCase>
      </GuidePart>
    </>
  )
}
