// An uploaded file to be read: a picture or an icon, its name, and the way to its content.
import { Anchor, Group, Text } from '@mantine/core'
import { fileKinds, isJsonObject, type Json } from '@molde/engine'
import { contentAddress, previewAddress, type WireFile } from '../api/files-api.ts'
import { FileIcon } from '../file-upload/file-icon.tsx'
import classes from '../file-upload/file-upload.module.css'
import { saySize } from '../file-upload/say-size.ts'
import { useFormats } from '../text/use-formats.tsx'

const drawn: readonly string[] = fileKinds.image

export function isPicture({ type }: Pick<WireFile, 'type'>): boolean {
  return drawn.includes(type)
}

/** Undefined when the value is no file: it was written under another version. */
export function fileOf(value: Json | undefined): WireFile | undefined {
  return isJsonObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string'
    ? (value as unknown as WireFile)
    : undefined
}

export interface FileValueProps {
  readonly tenant: string
  readonly value: Json
  /** Inside a table: one line, nothing that can be clicked by mistake. */
  readonly dense: boolean
  /** One of several: of a picture the picture says enough. */
  readonly oneOfMany: boolean
}

export function FileValue({ tenant, value, dense, oneOfMany }: FileValueProps) {
  const { language } = useFormats()
  const file = fileOf(value)
  if (!file) return null
  if (dense && oneOfMany && isPicture(file)) return <FileThumb tenant={tenant} file={file} size={22} alt={file.name} />
  if (dense)
    return (
      <Group gap={6} wrap="nowrap" component="span" style={{ minWidth: 0 }}>
        <FileThumb tenant={tenant} file={file} size={22} />
        <Text span inherit truncate>
          {file.name}
        </Text>
      </Group>
    )
  return (
    <span className={classes.file}>
      <FileThumb tenant={tenant} file={file} size={isPicture(file) ? 56 : 18} />
      <span className={classes.words}>
        <FileLink tenant={tenant} file={file} />
        <Text size="xs" c="dimmed" className="numbers">
          {saySize(file.size, language)}
        </Text>
      </span>
    </span>
  )
}

/** Opens beside the page; what a browser does not show, it keeps. */
export function FileLink({ tenant, file }: { readonly tenant: string; readonly file: WireFile }) {
  return (
    <Anchor
      href={contentAddress(tenant, file.id)}
      target="_blank"
      rel="noopener noreferrer"
      size="sm"
      style={{ overflowWrap: 'anywhere' }}
    >
      {file.name}
    </Anchor>
  )
}

export interface FileThumbProps {
  readonly tenant: string
  readonly file: WireFile
  readonly size: number
  /** Where the name does not stand beside it. */
  readonly alt?: string
}

export function FileThumb({ tenant, file, size, alt = '' }: FileThumbProps) {
  if (!isPicture(file)) return <FileIcon type={file.type} size={Math.min(size, 20)} />
  return (
    <img
      className={classes.thumb}
      src={previewAddress(tenant, file.id)}
      width={size}
      height={size}
      alt={alt}
      {...(alt && { title: alt })}
      loading="lazy"
      decoding="async"
    />
  )
}
