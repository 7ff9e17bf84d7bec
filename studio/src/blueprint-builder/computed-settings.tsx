// How a field comes about that nobody fills in: its formula, the link it looks through, what it counts, how it is numbered.
import { NumberInput, Stack, Text, TextInput } from '@mantine/core'
import type { WireComputed } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import type { ComputedSettingsProps, KindSettingsProps } from './computed-props.ts'
import { FormulaSettings } from './formula-settings.tsx'
import { LookupSettings } from './lookup-settings.tsx'
import { RollupSettings } from './rollup-settings.tsx'

export function ComputedSettings(props: ComputedSettingsProps) {
  const { t } = useText()
  const { field, onChange } = props
  const { computed } = field
  if (!computed) return null
  const set = (change: Partial<WireComputed>) => {
    const next = Object.entries({ ...computed, ...change }).filter(([, value]) => value !== undefined)
    onChange({ computed: Object.fromEntries(next) as unknown as WireComputed })
  }
  const kind = { ...props, computed, set }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t(`computed.about.${computed.kind}`)}
      </Text>
      {computed.kind === 'formula' && <FormulaSettings {...kind} />}
      {computed.kind === 'lookup' && <LookupSettings {...kind} />}
      {computed.kind === 'rollup' && <RollupSettings {...kind} />}
      {computed.kind === 'autonumber' && <NumberSettings {...kind} />}
    </Stack>
  )
}

function NumberSettings({ computed, set }: KindSettingsProps) {
  const { t } = useText()
  const { format = '{0}', start = 1 } = computed
  const zeros = /\{(0+)\}/.exec(format)?.[1] ?? ''
  const example = zeros === '' ? undefined : format.replace(`{${zeros}}`, String(start).padStart(zeros.length, '0'))
  return (
    <>
      <TextInput
        label={t('computed.format')}
        description={t('computed.formatAbout')}
        value={format}
        onChange={(event) => set({ format: event.currentTarget.value })}
        error={example === undefined ? t('computed.formatWrong') : undefined}
        classNames={{ input: 'mono' }}
        spellCheck={false}
      />
      <NumberInput
        label={t('computed.start')}
        description={example === undefined ? undefined : t('computed.firstIs', { example })}
        value={start}
        min={0}
        allowDecimal={false}
        onChange={(value) => set({ start: value === '' || Number(value) === 1 ? undefined : Number(value) })}
      />
    </>
  )
}
