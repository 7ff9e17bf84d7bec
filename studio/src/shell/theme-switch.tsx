// Chooses between light, dark, and what the system says.
import { NativeSelect, useMantineColorScheme } from '@mantine/core'
import { useText } from '../text/text.ts'

/** `isField`: as one field of a form among others, with its name above it. */
export function ThemeSwitch({ isField = false }: { readonly isField?: boolean }) {
  const { t } = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <NativeSelect
      {...(isField ? { label: t('shell.theme') } : { size: 'xs', 'aria-label': t('shell.theme') })}
      value={colorScheme}
      data={[
        { value: 'auto', label: t('shell.themeAuto') },
        { value: 'light', label: t('shell.themeLight') },
        { value: 'dark', label: t('shell.themeDark') },
      ]}
      onChange={(event) => setColorScheme(event.currentTarget.value as 'auto' | 'light' | 'dark')}
    />
  )
}
