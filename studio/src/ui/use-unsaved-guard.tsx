// Asks before something typed is left behind.
import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'

/** Saves what is typed and then goes on, or says that it could not. */
export type SaveThen = (then: () => void, otherwise: () => void) => void

interface NextPlace {
  readonly pathname: string
  readonly search: object
}

/** What it answers must be drawn somewhere on the page. `staysAt`: there nothing is lost, as where the address only gets other words after it. */
export function useUnsavedGuard(
  isUnsaved: boolean,
  save?: SaveThen,
  staysAt?: (next: NextPlace) => boolean,
): ReactNode {
  const { t } = useText()
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => isUnsaved && !staysAt?.(next),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  })
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('leaving.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{t('leaving.ask')}</Text>
      <Group justify="flex-end" mt="lg" gap="xs" className="last-acts">
        <Button variant="default" onClick={() => blocker.reset?.()} mr={save ? 'auto' : undefined}>
          {t('leaving.stay')}
        </Button>
        <Button variant={save ? 'subtle' : 'filled'} color="bad" onClick={() => blocker.proceed?.()}>
          {t('leaving.leave')}
        </Button>
        {save && (
          <Button
            data-autofocus
            onClick={() =>
              save(
                () => blocker.proceed?.(),
                () => blocker.reset?.(),
              )
            }
          >
            {t('leaving.save')}
          </Button>
        )}
      </Group>
    </Modal>
  )
}
