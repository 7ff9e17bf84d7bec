// Where files come in: dropped, pasted, chosen with a button, or taken with the camera of a phone.
import { Button, Group, Text } from '@mantine/core'
import { IconCamera, IconUpload } from '@tabler/icons-react'
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useText } from '../text/text.ts'
import classes from './file-upload.module.css'

export interface DropAreaProps {
  /** Media types for the browser's picker. */
  readonly types?: readonly string[] | undefined
  readonly many: boolean
  /** Something is there already: less room for what replaces it. */
  readonly compact?: boolean
  /** Offers the camera where there is one to be held. */
  readonly pictures: boolean
  readonly label: string
  /** Whose files these are, where the label does not say it. */
  readonly of?: string
  /** What is taken, in words. */
  readonly hint?: ReactNode
  readonly id?: string
  readonly onFiles: (files: readonly File[]) => void
  readonly onBlur?: () => void
}

export function DropArea({
  types,
  many,
  compact = false,
  pictures,
  label,
  of,
  hint,
  id,
  onFiles,
  onBlur,
}: DropAreaProps) {
  const { t } = useText()
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(0)
  const take = (files: FileList | null | undefined) => {
    const all = [...(files ?? [])]
    if (all.length > 0) onFiles(many ? all : all.slice(0, 1))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    // Not the page's: it takes what is dropped elsewhere.
    event.stopPropagation()
    setOver(0)
    take(event.dataTransfer.files)
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    take(event.clipboardData.files)
  }
  const shared = {
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      take(event.currentTarget.files)
      // The same file may be chosen again.
      event.currentTarget.value = ''
    },
  } as const
  return (
    <div
      className={classes.area}
      data-drop-place
      data-over={over > 0 || undefined}
      data-compact={compact || undefined}
      onDragEnter={() => setOver((depth) => depth + 1)}
      onDragLeave={() => setOver((depth) => Math.max(0, depth - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      onPaste={paste}
    >
      <input {...shared} ref={chooser} multiple={many} {...(types ? { accept: types.join(',') } : {})} />
      <input {...shared} ref={camera} accept="image/*" capture="environment" />
      <Group gap="xs" justify="center">
        <Button
          {...(id ? { id } : {})}
          {...(of ? { 'aria-label': `${of}: ${label}` } : {})}
          variant="default"
          size="xs"
          className={classes.target ?? ''}
          leftSection={<IconUpload size={14} stroke={1.5} />}
          onClick={() => chooser.current?.click()}
          {...(onBlur ? { onBlur } : {})}
        >
          {label}
        </Button>
        {pictures && (
          <Button
            variant="default"
            size="xs"
            className={`${classes.target} ${classes.camera}`}
            leftSection={<IconCamera size={14} stroke={1.5} />}
            {...(of ? { 'aria-label': `${of}: ${t('files.camera')}` } : {})}
            onClick={() => camera.current?.click()}
          >
            {t('files.camera')}
          </Button>
        )}
        <Text size="xs" c="dimmed" className={classes.orDrop ?? ''}>
          {t('files.orDrop')}
        </Text>
      </Group>
      {hint && !compact && (
        <Text size="xs" c="dimmed" ta="center" mt={4}>
          {hint}
        </Text>
      )}
    </div>
  )
}
