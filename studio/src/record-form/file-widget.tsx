// One or several uploaded files of a field: what is there, what is on its way, and a place to drop more.
import { ActionIcon, Text } from '@mantine/core'
import { acceptedTypes, acceptOf, type Json } from '@molde/engine'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { WireFile } from '../api/files-api.ts'
import { FileLink, FileThumb, fileOf, isPicture } from '../field-value/file-value.tsx'
import { DropArea } from '../file-upload/drop-area.tsx'
import classes from '../file-upload/file-upload.module.css'
import { useKindText } from '../file-upload/kind-text.ts'
import { saySize } from '../file-upload/say-size.ts'
import { UploadList } from '../file-upload/upload-list.tsx'
import { useUploads } from '../file-upload/use-uploads.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useFormScope } from './form-scope.ts'
import { GroupFrame } from './group-frame.tsx'
import type { WidgetProps } from './widget.ts'

export function FileWidget(props: WidgetProps) {
  const { field, label } = props
  const { t } = useText()
  const { language } = useFormats()
  const { tenant, await: awaitIn } = useFormScope()
  const kindText = useKindText()
  const files = filesOf(props.value)
  // Several may arrive between two renders: each is added to what is there then.
  const there = useRef(files)
  there.current = files
  const set = (next: readonly WireFile[]) => {
    there.current = next
    if (field.many) props.onChange(next.length > 0 ? (next as unknown as Json) : undefined)
    else props.onChange(next[0] as unknown as Json | undefined)
  }
  const accept = acceptOf(field)
  const kinds = accept?.map(kindText).join(', ')
  const uploads = useUploads(tenant, { accept, maxBytes: field.maxBytes, kinds }, ({ id, name, size, type }) => {
    const file = { id, name, size, type }
    set(field.many ? [...there.current.filter((one) => one.id !== id), file] : [file])
  })
  const isOnTheWay = uploads.running.some(({ error }) => error === undefined)
  useEffect(() => {
    awaitIn(props.id, isOnTheWay)
    return () => awaitIn(props.id, false)
  }, [awaitIn, props.id, isOnTheWay])
  const isFull =
    field.many === true && field.maxItems !== undefined && files.length + uploads.running.length >= field.maxItems
  const isImage = field.type === 'image'
  const hints = [
    ...(kinds && !isImage ? [t('files.takes', { kinds })] : []),
    ...(field.maxBytes ? [t('files.atMost', { limit: saySize(field.maxBytes, language) })] : []),
  ]
  return (
    <GroupFrame {...props}>
      {files.length > 0 && (
        <ul className={classes.files} aria-label={label}>
          {files.map((file) => (
            <li key={file.id} className={classes.file}>
              <FileThumb tenant={tenant} file={file} size={isPicture(file) ? 44 : 20} />
              <span className={classes.words}>
                <FileLink tenant={tenant} file={file} />{' '}
                <Text span size="xs" c="dimmed" className="numbers">
                  {saySize(file.size, language)}
                </Text>
              </span>
              <ActionIcon
                variant="subtle"
                className={classes.target ?? ''}
                aria-label={t('files.remove', { name: file.name })}
                onClick={() => set(files.filter((one) => one.id !== file.id))}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <UploadList running={uploads.running} stop={uploads.stop} />
      {!isFull && (
        <DropArea
          id={props.id}
          types={accept && acceptedTypes(accept)}
          many={field.many === true}
          compact={files.length > 0 && field.many !== true}
          pictures={isImage || accept === undefined}
          label={chooseText(isImage, field.many === true, files.length > 0)}
          of={label}
          hint={hints.join(' ')}
          onFiles={uploads.start}
          onBlur={props.onBlur}
        />
      )}
    </GroupFrame>
  )

  function chooseText(image: boolean, many: boolean, some: boolean): string {
    if (some && !many) return t('files.replace')
    if (many) return t(image ? 'files.addImages' : 'files.addFiles')
    return t(image ? 'files.chooseImage' : 'files.chooseFile')
  }
}

function filesOf(value: Json | undefined): readonly WireFile[] {
  const all: readonly Json[] = Array.isArray(value) ? value : value === undefined ? [] : [value as Json]
  return all.flatMap((one) => fileOf(one) ?? [])
}
