// Which files does a field take? In plain words, or as media types.
import type { FieldDef } from './blueprint.ts'

/** What an uploaded file is kept as in a record: facts that the server found out, none that a client says. */
export const fileMembers = ['id', 'name', 'size', 'type'] as const

const office = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** The words of `accept` and the media types each stands for. Pictures are those that every browser draws. */
export const fileKinds = {
  image: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'],
  pdf: ['application/pdf'],
  document: [
    'application/pdf',
    'application/msword',
    `${office}.wordprocessingml.document`,
    `${openDocument}.text`,
    'application/rtf',
    'text/plain',
    'text/markdown',
  ],
  spreadsheet: [
    'application/vnd.ms-excel',
    `${office}.spreadsheetml.sheet`,
    `${openDocument}.spreadsheet`,
    'text/csv',
    'text/tab-separated-values',
  ],
  presentation: [
    'application/vnd.ms-powerpoint',
    `${office}.presentationml.presentation`,
    `${openDocument}.presentation`,
  ],
  text: ['text/*', 'application/json', 'application/xml'],
  audio: ['audio/*'],
  video: ['video/*'],
  archive: ['application/zip', 'application/gzip', 'application/x-7z-compressed', 'application/x-tar'],
} as const satisfies { readonly [kind: string]: readonly string[] }
export type FileKind = keyof typeof fileKinds

/** The media types of an `accept` list, kinds written out: what a browser's file picker takes. */
export function acceptedTypes(accept: readonly string[]): readonly string[] {
  return [...new Set(accept.flatMap((one) => (isFileKind(one) ? fileKinds[one] : [one])))]
}

export function acceptsType(accept: readonly string[], type: string): boolean {
  return acceptedTypes(accept).some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))))
}

/** What the field takes, or undefined when it takes everything. An image is always a picture that every browser draws. */
export function acceptOf(field: Pick<FieldDef, 'type' | 'accept'>): readonly string[] | undefined {
  if (field.type !== 'image') return field.accept
  if (field.accept === undefined) return ['image']
  const narrow = field.accept
  return fileKinds.image.filter((type) => acceptsType(narrow, type))
}

/** `2 MB`, `1.5 KB`: for a sentence. */
export function sayBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB']
  const step = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  return `${Math.round((bytes / 1_000 ** step) * 10) / 10} ${units[step]}`
}

function isFileKind(word: string): word is FileKind {
  return Object.hasOwn(fileKinds, word)
}
