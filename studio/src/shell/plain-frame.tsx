// The frame of pages that belong to no tenant: a thin bar with the name and the account.
import { Box, Container, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'
import { AccountMenu } from './account-menu.tsx'
import { Wordmark } from './wordmark.tsx'

export function PlainFrame({ children, width = 720 }: { readonly children: ReactNode; readonly width?: number }) {
  const { t } = useText()
  return (
    <Box mih="100dvh">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <Group component="header" justify="space-between" h={56} px="md" className="top-bar">
        <Link to="/" aria-label={t('shell.home')} className="plain-link">
          <Wordmark size={20} />
        </Link>
        <AccountMenu />
      </Group>
      <Container component="main" id="main" size={width} py="xl" px="md" tabIndex={-1}>
        {children}
      </Container>
    </Box>
  )
}
