// The frame of the pages before signing in: one sheet in the middle, language and theme below.
import { Center, Group, Paper, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { currentLanguage, languageNames, useText } from '../text/text.ts'
import { DrawnChoice } from './drawn-choice.tsx'
import { Wordmark } from './wordmark.tsx'

// Lists that open weigh as much as the whole form above them, and are seldom needed.
const OutsideChoices = lazy(async () => ({ default: (await import('./outside-choices.tsx')).OutsideChoices }))

export function AccountFrame() {
  const { t } = useText()
  return (
    <Center mih="100dvh" px="md" pb="md" className="drafting-ground account-ground">
      <Stack w="100%" maw={400} gap="lg">
        <Stack gap={4}>
          <Wordmark />
          <Text size="sm" c="dimmed">
            {t('account.whatItIs')}
          </Text>
        </Stack>
        <Paper component="main" withBorder p={{ base: 'md', xs: 'xl' }}>
          <Outlet />
        </Paper>
        <Group className="outside-choices" mih={{ base: 148, sm: 52 }}>
          <Suspense fallback={<DrawnChoices />}>
            <OutsideChoices />
          </Suspense>
        </Group>
      </Stack>
    </Center>
  )
}

function DrawnChoices() {
  const { t } = useText()
  const { colorScheme } = useMantineColorScheme()
  const themes = { auto: t('shell.themeAuto'), light: t('shell.themeLight'), dark: t('shell.themeDark') }
  return (
    <>
      <DrawnChoice label={t('shell.language')} shown={languageNames[currentLanguage()]} />
      <DrawnChoice label={t('shell.theme')} shown={themes[colorScheme]} />
    </>
  )
}
