// Which kinds shall be filled with made-up records? Those that have none are chosen already.
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { closeQuestion, type SampleKind } from './asked-samples.ts'

export interface SamplesDialogProps {
  readonly kinds: readonly SampleKind[]
  readonly ofEach: number
  readonly go: (names: readonly string[]) => void
}

export function SamplesDialog({ kinds, ofEach, go }: SamplesDialogProps) {
  const { t } = useText()
  const { number } = useFormats()
  const isOne = kinds.length === 1
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    kinds.filter(({ isEmpty }) => isOne || isEmpty).map(({ name }) => name),
  )
  return (
    <Modal
      opened
      onClose={closeQuestion}
      title={t('samples.fill')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {isOne && kinds[0] ? (
          <Text>{t('samples.askOne', { shown: number(ofEach), kind: kinds[0].label })}</Text>
        ) : (
          <Checkbox.Group
            label={t('samples.ask', { shown: number(ofEach) })}
            value={[...chosen]}
            onChange={(names) => setChosen(names)}
          >
            <Stack gap="xs" mt="xs">
              {kinds.map(({ name, label, isEmpty }) => (
                <Checkbox
                  key={name}
                  value={name}
                  label={label}
                  description={isEmpty ? undefined : t('samples.hasRecords')}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Text size="sm" c="dimmed">
          {t('samples.askAbout')}
        </Text>
        <Group justify="flex-end" className="last-acts">
          {chosen.length === 0 && (
            <Text size="sm" c="dimmed" role="status" mr="auto">
              {t('samples.chooseOne')}
            </Text>
          )}
          <Button variant="default" onClick={closeQuestion}>
            {t('common.cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={chosen.length === 0}
            onClick={() => {
              closeQuestion()
              go(kinds.filter(({ name }) => chosen.includes(name)).map(({ name }) => name))
            }}
          >
            {chosen.length === 0 ? t('samples.add') : t('samples.addCount', { shown: number(ofEach * chosen.length) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
