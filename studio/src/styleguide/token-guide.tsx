// The colours by what they are for, each pair that meets with its contrast; the eight hues; the sizes of type.
import { Group, Stack, Text, Title } from '@mantine/core'
import { contrast } from '../style/contrast.ts'
import { hueNames, hues, type Scheme, tokens } from '../style/theme.ts'
import { GuideCase, GuidePart } from './guide-case.tsx'

const pairs = [
  ['ink', 'paper'],
  ['ink', 'sheet'],
  ['ink', 'sunken'],
  ['ink2', 'paper'],
  ['ink2', 'sheet'],
  ['ink2', 'sunken'],
  ['accent', 'paper'],
  ['accent', 'accentTint'],
  ['onAccent', 'accent'],
  ['ok', 'okTint'],
  ['warn', 'warnTint'],
  ['bad', 'badTint'],
  ['onBad', 'bad'],
] as const

export function TokenGuide({ scheme }: { readonly scheme: Scheme }) {
  const colors = tokens[scheme]
  return (
    <>
      <GuidePart title="Colours">
        {pairs.map(([front, back]) => (
          <Pair key={front + back} name={`${front} on ${back}`} front={colors[front]} back={colors[back]} />
        ))}
        {(['line', 'edge', 'dots'] as const).map((name) => (
          <Group key={name} gap="xs">
            <div style={{ width: 48, height: 24, border: `1px solid ${colors[name]}`, background: colors.sheet }} />
            <Text size="sm">
              {name} {colors[name]} · {ratio(colors[name], colors.sheet)} on sheet
            </Text>
          </Group>
        ))}
      </GuidePart>
      <GuidePart title="Hues">
        {hueNames.map((hue) => {
          const { tint, line, ink } = hues[hue][scheme]
          return (
            <Stack key={hue} gap={4}>
              <Pair name={`${hue}: ink on tint`} front={ink} back={tint} />
              <div style={{ height: 4, background: line }} title={`${hue} line ${ratio(line, colors.sheet)}`} />
            </Stack>
          )
        })}
      </GuidePart>
      <GuidePart title="Type">
        <GuideCase name="Titles">
          <Title order={2}>Second</Title>
          <Title order={3}>Third</Title>
        </GuideCase>
        <GuideCase name="Words">
          <Text>Body 14/20</Text>
          <Text size="sm">Small 13/18</Text>
          <Text size="xs">Label 12/16</Text>
          <Text className="mono">mono_key == 'A1'</Text>
          <Text className="numbers">0123456789</Text>
        </GuideCase>
      </GuidePart>
    </>
  )
}

function Pair({ name, front, back }: { readonly name: string; readonly front: string; readonly back: string }) {
  return (
    <div style={{ background: back, color: front, padding: 8, borderRadius: 6 }}>
      {name} · {ratio(front, back)}
    </div>
  )
}

function ratio(front: string, back: string): string {
  return `${contrast(front, back).toFixed(2)} : 1`
}
