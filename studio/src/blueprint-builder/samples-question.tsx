// Before records are made up for everybody: of which kinds, and how many.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { create } from 'zustand'
import { useText } from '../text/text.ts'

interface Asked {
  /** What people call the kinds that have no records yet. */
  readonly kinds: readonly string[]
  readonly ofEach: number
  readonly go: () => void
}

/** A notice that is still there asks too, when what had shown it is gone: the page draws the question. */
const useAsked = create<{ readonly asked: Asked | undefined }>(() => ({ asked: undefined }))

export const askForSamples = (asked: Asked) => useAsked.setState({ asked })

const close = () => useAsked.setState({ asked: undefined })

export function SamplesQuestion() {
  const { t, language } = useText()
  const { asked } = useAsked()
  return (
    <Modal
      opened={asked !== undefined}
      onClose={close}
      title={t('modelSamples.fill')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {asked && (
        <Stack gap="md">
          <Text>
            {t('modelSamples.ask', {
              count: asked.ofEach * asked.kinds.length,
              kinds: new Intl.ListFormat(language, { type: 'conjunction' }).format(asked.kinds),
            })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('modelSamples.askAbout')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              data-autofocus
              onClick={() => {
                close()
                asked.go()
              }}
            >
              {t('modelSamples.make')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
