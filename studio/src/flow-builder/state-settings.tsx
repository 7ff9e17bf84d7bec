// Everything about one state: its words and colour, whether records start or end here.
import { Button, ColorSwatch, Group, Radio, Select, Stack, Switch, TextInput } from '@mantine/core'
import type { Flow, WireFlowState } from '../api/flows-api.ts'
import { hueNames } from '../style/theme.ts'
import { useText } from '../text/text.ts'
import { hueOf } from '../ui/hue-of.ts'
import { withLanguage } from './transition-settings.tsx'

export interface StateSettingsProps {
  readonly flow: Flow
  readonly stateKey: string
  readonly name: string
  readonly onChange: (change: Partial<WireFlowState>) => void
  readonly stateName: (key: string) => string
  readonly onStart: () => void
  readonly onConnect: (to: string) => void
  readonly onRemove: () => void
}

export function StateSettings({
  flow,
  stateKey,
  name,
  stateName,
  onChange,
  onStart,
  onConnect,
  onRemove,
}: StateSettingsProps) {
  const { t } = useText()
  const state = flow.states[stateKey]
  const hue = hueOf(state?.color, Object.keys(flow.states).indexOf(stateKey))
  return (
    <Stack gap="sm">
      <TextInput
        label={t('flow.stateName')}
        description={t('flow.stateKey', { key: stateKey })}
        value={name}
        onChange={(event) => onChange({ label: withLanguage(state?.label, event.currentTarget.value) })}
      />
      {state?.type !== 'final' && (
        <Select
          label={t('flow.connect')}
          description={t('flow.connectAbout')}
          placeholder={t('flow.connectTo')}
          data={Object.keys(flow.states).map((key) => ({ value: key, label: stateName(key) }))}
          value={null}
          onChange={(to) => to !== null && onConnect(to)}
        />
      )}
      <Radio.Group label={t('flow.color')} value={hue} onChange={(color) => onChange({ color })}>
        <Group gap="xs" mt={4}>
          {hueNames.map((one) => (
            <Radio
              key={one}
              value={one}
              label={<ColorSwatch size={16} color={`var(--hue-${one}-line)`} withShadow={false} />}
              aria-label={t(`flow.hue.${one}`)}
            />
          ))}
        </Group>
      </Radio.Group>
      <Switch
        label={t('flow.initial')}
        checked={flow.initial === stateKey}
        disabled={flow.initial === stateKey}
        onChange={onStart}
      />
      <Switch
        label={t('flow.final')}
        description={t('flow.finalAbout')}
        checked={state?.type === 'final'}
        onChange={(event) => onChange({ type: event.currentTarget.checked ? 'final' : undefined })}
      />
      <Button variant="subtle" color="bad" onClick={onRemove}>
        {t('flow.removeState')}
      </Button>
    </Stack>
  )
}
