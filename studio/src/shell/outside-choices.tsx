// What somebody can choose before signing in: the language, and light or dark.
import { Box } from '@mantine/core'
import { LanguageSwitch } from './language-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export function OutsideChoices() {
  return (
    <>
      <Box>
        <LanguageSwitch />
      </Box>
      <Box>
        <ThemeSwitch />
      </Box>
    </>
  )
}
