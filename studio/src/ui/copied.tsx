// Something for elsewhere, and a button that copies it.
import { Button, Code, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useText } from '../text/text.ts'

interface CopiedProps {
  readonly label: string
  readonly text: string
  /** What stood here before is gone, and with it the place of the keyboard. */
  readonly isFirst?: boolean
}

export function Copied({ label, text, isFirst }: CopiedProps) {
  const { t } = useText()
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Code block flex={1} aria-label={label} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {text}
      </Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            flex="none"
            autoFocus={isFirst}
            onClick={copy}
            aria-label={`${copied ? t('common.copied') : t('common.copy')}: ${label}`}
            leftSection={copied ? <IconCheck size={16} stroke={1.5} /> : <IconCopy size={16} stroke={1.5} />}
          >
            {copied ? t('common.copied') : t('common.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
