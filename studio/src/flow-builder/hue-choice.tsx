// Which of the eight hues has a state or a group?
import { Group, Radio } from '@mantine/core'
import { hueNames } from '../style/theme.ts'
import { useText } from '../text/text.ts'

export interface HueChoiceProps {
  readonly hue: string
  readonly onChange: (hue: string) => void
}

export function HueChoice({ hue, onChange }: HueChoiceProps) {
  const { t } = useText()
  return (
    <Radio.Group label={t('flow.color')} value={hue} onChange={onChange}>
      <Group gap="sm" mt={4}>
        {hueNames.map((one) => (
          <Radio
            key={one}
            value={one}
            aria-label={t(`flow.hue.${one}`)}
            title={t(`flow.hue.${one}`)}
            iconColor="var(--molde-sheet)"
            styles={{ radio: { backgroundColor: `var(--hue-${one}-line)` } }}
          />
        ))}
      </Group>
    </Radio.Group>
  )
}
