// Chooses between light, dark, and what the system says.
import { useMantineColorScheme } from '@mantine/core'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'

/** `isField`: as one field of a form among others, with its name above it. */
export function ThemeSwitch({ isField = false }: { readonly isField?: boolean }) {
  const { t } = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <ChoiceSelect
      {...(isField ? { label: t('shell.theme') } : { size: 'xs', label: t('shell.theme') })}
      value={colorScheme}
      data={[
        { value: 'auto', label: t('shell.themeAuto') },
        { value: 'light', label: t('shell.themeLight') },
        { value: 'dark', label: t('shell.themeDark') },
      ]}
      onChange={setColorScheme}
    />
  )
}
