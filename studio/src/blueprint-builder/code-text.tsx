// Text for programs, with a button that copies it.
import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'
import classes from './blueprint-builder.module.css'

export interface CodeTextProps {
  readonly text: string
  readonly about?: string
  /** In the line of the button: what else can be shown. */
  readonly choice?: ReactNode
}

export function CodeText({ text, about, choice }: CodeTextProps) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <Group justify={choice ? 'space-between' : 'flex-end'} gap="xs">
        {choice}
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={14} stroke={1.5} /> : <IconCopy size={14} stroke={1.5} />}
              onClick={copy}
            >
              {copied ? t('builder.copiedCode') : t('builder.copyCode')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block className={classes.code ?? ''} tabIndex={0}>
        {text}
      </Code>
      {about && (
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      )}
    </Stack>
  )
}
