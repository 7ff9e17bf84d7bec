// A colour.
import { ColorInput, MantineThemeProvider } from '@mantine/core'
import { useMemo } from 'react'
import { useText } from '../text/text.ts'
import { inputProps, type WidgetProps } from './widget.ts'

const offered = ['#66717f', '#2f6bda', '#0e8a80', '#23884f', '#a37100', '#c65a11', '#c4372d', '#7a4fd0']

export function ColorWidget(props: WidgetProps) {
  const { t } = useText()
  // The input hands no names on to what opens below it.
  const named = useMemo(
    () => ({
      components: {
        ColorPicker: { defaultProps: { hueLabel: t('form.hue'), saturationLabel: t('form.saturation') } },
      },
    }),
    [t],
  )
  return (
    <MantineThemeProvider theme={named}>
      <ColorInput
        {...inputProps(props)}
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(color) => props.onChange(color || undefined)}
        withPreview={Boolean(props.value)}
        placeholder={t('form.noColor')}
        format="hex"
        swatches={offered}
        swatchesPerRow={offered.length}
        withEyeDropper={false}
      />
    </MantineThemeProvider>
  )
}
