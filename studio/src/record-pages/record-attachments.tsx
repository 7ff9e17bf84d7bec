// The files of a record beside its fields: dropped anywhere on the page, listed with who and when, removed with a way back.
import { ActionIcon, Group, Paper, Skeleton, Text, Title } from '@mantine/core'
import { IconDownload, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import {
  type Attachment,
  downloadAddress,
  useAttach,
  useAttachments,
  useDetach,
  type WireFile,
} from '../api/files-api.ts'
import { FileLink, FileThumb, isPicture } from '../field-value/file-value.tsx'
import { UserName } from '../field-value/user-name.tsx'
import { DropArea } from '../file-upload/drop-area.tsx'
import classes from '../file-upload/file-upload.module.css'
import { saySize } from '../file-upload/say-size.ts'
import { UploadList } from '../file-upload/upload-list.tsx'
import { useUploads } from '../file-upload/use-uploads.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'

export interface RecordAttachmentsProps {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
  /** Of the record, for what is said while something hovers over the page. */
  readonly title: string
  /** In the trash nothing is hung on it. */
  readonly readOnly: boolean
}

export function RecordAttachments({ tenant, blueprint, id, title, readOnly }: RecordAttachmentsProps) {
  const { t } = useText()
  const sayError = useErrorText()
  const list = useAttachments(tenant, blueprint, id)
  const attach = useAttach(tenant, blueprint, id)
  const detach = useDetach(tenant, blueprint, id)
  const fail = (error: unknown) => showFailed(sayError(error))
  const uploads = useUploads(tenant, {}, (file: WireFile) => attach.mutate(file.id, { onError: fail }))
  const isOver = useDropOnPage(readOnly ? undefined : uploads.start)
  const files = list.data?.items ?? []
  if (readOnly && files.length === 0) return null
  return (
    <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-label={t('files.title')}>
      <Group gap={6} mb="xs">
        <Title order={2} size="h5">
          {t('files.title')}
        </Title>
        {files.length > 0 && (
          <Text size="xs" c="dimmed" className="numbers">
            {files.length}
          </Text>
        )}
      </Group>
      {list.isPending && <Skeleton h={32} mb="xs" />}
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {files.length > 0 && (
        <ul className={classes.files} aria-label={t('files.title')}>
          {files.map((file) => (
            <AttachedFile
              key={file.id}
              tenant={tenant}
              file={file}
              onRemove={readOnly ? undefined : () => removeWithUndo(file)}
            />
          ))}
        </ul>
      )}
      <UploadList running={uploads.running} stop={uploads.stop} />
      {!readOnly && <DropArea many pictures label={t('files.attach')} onFiles={uploads.start} />}
      {isOver && (
        <div className={classes.everywhere} aria-hidden>
          <Text fw={500}>{t('files.dropTo', { title })}</Text>
        </div>
      )}
    </Paper>
  )

  function removeWithUndo(file: Attachment): void {
    detach.mutate(file.id, {
      onSuccess: () =>
        showUndo({
          text: t('files.removed', { name: file.name }),
          undo: t('common.undo'),
          onUndo: () => attach.mutate(file.id, { onError: fail }),
        }),
      onError: fail,
    })
  }
}

interface AttachedFileProps {
  readonly tenant: string
  readonly file: Attachment
  readonly onRemove: (() => void) | undefined
}

function AttachedFile({ tenant, file, onRemove }: AttachedFileProps) {
  const { t } = useText()
  const { language } = useFormats()
  return (
    <li className={classes.file}>
      <FileThumb tenant={tenant} file={file} size={isPicture(file) ? 44 : 20} />
      <span className={classes.words}>
        <FileLink tenant={tenant} file={file} />
        <Text size="xs" c="dimmed" className="numbers">
          {saySize(file.size, language)}
          {file.by && (
            <>
              {' · '}
              <UserName tenant={tenant} id={file.by} />
            </>
          )}
          {' · '}
          <RelativeTime at={file.at} />
        </Text>
      </span>
      <ActionIcon
        component="a"
        variant="subtle"
        className={classes.target ?? ''}
        href={downloadAddress(tenant, file.id)}
        download={file.name}
        aria-label={t('files.download', { name: file.name })}
      >
        <IconDownload size={16} stroke={1.5} />
      </ActionIcon>
      {onRemove && (
        <ActionIcon
          variant="subtle"
          className={classes.target ?? ''}
          aria-label={t('files.remove', { name: file.name })}
          onClick={onRemove}
        >
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      )}
    </li>
  )
}

/** Files may be dropped anywhere on the page that is no place for them of its own, and pasted where nothing is typed. True while some hover. */
function useDropOnPage(take: ((files: readonly File[]) => void) | undefined): boolean {
  const [depth, setDepth] = useState(0)
  const [overPlace, setOverPlace] = useState(false)
  const newest = useRef(take)
  newest.current = take
  const isOpen = take !== undefined
  useEffect(() => {
    if (!isOpen) return
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const end = new AbortController()
    const on = <Kind extends keyof WindowEventMap>(kind: Kind, hear: (event: WindowEventMap[Kind]) => void) =>
      window.addEventListener(kind, hear, { signal: end.signal })
    on('dragenter', (event) => {
      if (!holdsFiles(event)) return
      setDepth((before) => before + 1)
      setOverPlace(event.target instanceof Element && event.target.closest('[data-drop-place]') !== null)
    })
    on('dragleave', (event) => holdsFiles(event) && setDepth((before) => Math.max(0, before - 1)))
    on('dragover', (event) => holdsFiles(event) && event.preventDefault())
    // Also when a place of its own took it, which this then does not hear of.
    window.addEventListener('drop', () => setDepth(0), { signal: end.signal, capture: true })
    on('drop', (event) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      newest.current?.([...(event.dataTransfer?.files ?? [])])
    })
    on('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || isTypedInto(event.target)) return
      event.preventDefault()
      newest.current?.(files)
    })
    return () => end.abort()
  }, [isOpen])
  return depth > 0 && !overPlace
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
