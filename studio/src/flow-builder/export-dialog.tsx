// The flow as it is drawn, for other tools: to be copied or kept as a file.
import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { type BlueprintVersion, type FlowVersion, toMermaid, toXState } from '@molde/engine'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { currentLanguage, useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'

export interface ExportDialogProps {
  readonly name: string
  /** Undefined while what is drawn is no flow. */
  readonly version: FlowVersion | undefined
  readonly blueprint: BlueprintVersion
  readonly onClose: () => void
}

type Format = 'xstate' | 'mermaid'

const kinds = {
  xstate: { type: 'application/json', ending: 'json' },
  mermaid: { type: 'text/plain', ending: 'mmd' },
} as const

export function ExportDialog({ name, version, blueprint, onClose }: ExportDialogProps) {
  const { t } = useText()
  const [format, setFormat] = useState<Format>('xstate')
  const text = useMemo(() => version && written(format, version, blueprint), [format, version, blueprint])
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('flowExchange.export')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <ChoiceStrip
          value={format}
          onChange={setFormat}
          choices={[
            { value: 'xstate', shown: t('flowExchange.xstate') },
            { value: 'mermaid', shown: t('flowExchange.mermaid') },
          ]}
          label={t('flowExchange.format')}
        />
        <Text size="sm" c="dimmed">
          {text === undefined
            ? t('flowExchange.mendFirst')
            : t(format === 'xstate' ? 'flowExchange.aboutXState' : 'flowExchange.aboutMermaid')}
        </Text>
        {text !== undefined && (
          <>
            <Code
              block
              mah={320}
              tabIndex={0}
              role="region"
              aria-label={t('flowExchange.text')}
              style={{ overflow: 'auto' }}
            >
              {text}
            </Code>
            <Group justify="flex-end">
              <CopyButton value={text}>
                {({ copied, copy }) => (
                  <Button
                    variant="default"
                    onClick={copy}
                    leftSection={copied ? <IconCheck size={16} stroke={1.5} /> : <IconCopy size={16} stroke={1.5} />}
                  >
                    {t(copied ? 'common.copied' : 'common.copy')}
                  </Button>
                )}
              </CopyButton>
              <Button
                leftSection={<IconDownload size={16} stroke={1.5} />}
                onClick={() => keep(text, `${name}.${kinds[format].ending}`, kinds[format].type)}
              >
                {t('flowExchange.download')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}

function written(format: Format, version: FlowVersion, blueprint: BlueprintVersion): string {
  const language = currentLanguage()
  if (format === 'mermaid') return toMermaid(version, blueprint, language)
  return `${JSON.stringify(toXState(version, blueprint, language), null, 2)}\n`
}

function keep(text: string, file: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = file
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
