// The frame of the pages before signing in: one sheet in the middle, language and theme below.
import { Box, Center, Group, Paper, Stack } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { LanguageSwitch } from './language-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { Wordmark } from './wordmark.tsx'

export function AccountFrame() {
  return (
    <Center mih="100dvh" p="md" className="drafting-ground account-ground">
      <Stack w="100%" maw={400} gap="lg">
        <Wordmark />
        <Paper component="main" withBorder p={{ base: 'md', xs: 'xl' }}>
          <Outlet />
        </Paper>
        <Group justify="space-between" className="outside-choices">
          <Box>
            <LanguageSwitch />
          </Box>
          <ThemeSwitch />
        </Group>
      </Stack>
    </Center>
  )
}
