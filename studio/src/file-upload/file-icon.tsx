// The icon of a file, by what it is.

import { acceptsType } from '@molde/engine'
import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconPhoto,
} from '@tabler/icons-react'

const icons = [
  [['pdf'], IconFileTypePdf],
  [['image', 'image/*'], IconPhoto],
  [['spreadsheet'], IconFileSpreadsheet],
  [['audio'], IconFileMusic],
  [['video'], IconMovie],
  [['archive'], IconFileZip],
  [['document', 'text'], IconFileText],
] as const

export function FileIcon({ type, size = 18 }: { readonly type: string; readonly size?: number }) {
  const Icon = icons.find(([accept]) => acceptsType(accept, type))?.[1] ?? IconFile
  return <Icon size={size} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
}
