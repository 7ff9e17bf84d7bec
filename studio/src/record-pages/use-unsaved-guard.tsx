// Asks before something typed is left behind.
import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'

/** What it answers must be drawn somewhere on the page. */
export function useUnsavedGuard(isUnsaved: boolean): ReactNode {
  const { t } = useText()
  const blocker = useBlocker({ shouldBlockFn: () => isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true })
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('records.unsaved')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{t('records.leave')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => blocker.reset?.()}>
          {t('records.leaveNo')}
        </Button>
        <Button color="bad" onClick={() => blocker.proceed?.()}>
          {t('records.leaveYes')}
        </Button>
      </Group>
    </Modal>
  )
}
