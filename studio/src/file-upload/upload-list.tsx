// The files on their way, each with how far it is and a way to stop it.
import { ActionIcon, Group, Progress, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import classes from './file-upload.module.css'
import type { Uploads } from './use-uploads.ts'

export function UploadList({ running, stop }: Pick<Uploads, 'running' | 'stop'>) {
  const { t } = useText()
  const { percent } = useFormats()
  if (running.length === 0) return null
  return (
    <Stack component="ul" gap={6} className="bare-list" aria-label={t('files.onTheWay')}>
      {running.map(({ key, name, part, error }) => (
        <li key={key}>
          <Group gap="xs" wrap="nowrap" justify="space-between">
            <Text size="sm" truncate>
              {name}
            </Text>
            <Group gap={4} wrap="nowrap" flex="none">
              {!error && (
                <Text size="xs" c="dimmed" className="numbers">
                  {percent(Math.round(part * 100))}
                </Text>
              )}
              <ActionIcon
                variant="subtle"
                className={classes.target ?? ''}
                aria-label={error ? t('files.dismiss', { name }) : t('files.stop', { name })}
                onClick={() => stop(key)}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </Group>
          </Group>
          {error ? (
            <Text size="xs" c="var(--molde-bad)" role="alert">
              {error}
            </Text>
          ) : (
            <Progress value={Math.max(2, part * 100)} size="xs" aria-label={t('files.progressOf', { name })} />
          )}
        </li>
      ))}
    </Stack>
  )
}
