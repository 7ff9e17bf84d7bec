// What is a file really? Its first bytes say; the name only tells apart what no browser would ever run.

/** So many bytes from the beginning are enough. */
export const headLength = 4_096

type Test = readonly [type: string, at: number, ...bytes: readonly (number | string)[]]

/** Signatures at fixed places; a text stands for its ASCII bytes. The first that fits counts. */
const signatures: readonly Test[] = [
  ['image/png', 0, 0x89, 'PNG\r\n', 0x1a, '\n'],
  ['image/jpeg', 0, 0xff, 0xd8, 0xff],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/tiff', 0, 'II*', 0],
  ['image/tiff', 0, 'MM', 0, '*'],
  ['application/pdf', 0, '%PDF-'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3', 2],
  ['audio/mpeg', 0, 'ID3', 3],
  ['audio/mpeg', 0, 'ID3', 4],
  ['audio/mpeg', 0, 0xff, 0xfb],
  ['video/webm', 0, 0x1a, 0x45, 0xdf, 0xa3],
  ['application/gzip', 0, 0x1f, 0x8b],
  ['application/x-7z-compressed', 0, '7z', 0xbc, 0xaf, 0x27, 0x1c],
  ['application/vnd.rar', 0, 'Rar!', 0x1a, 0x07],
  ['application/x-xz', 0, 0xfd, '7zXZ', 0],
  ['application/x-bzip2', 4, '1AY&SY'],
  ['application/x-tar', 257, 'ustar'],
  ['application/rtf', 0, '{\\rtf'],
]

const office = 'application/vnd.openxmlformats-officedocument'
const zipped: Readonly<Record<string, string>> = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
}
const compound: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
}
const texts: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  json: 'application/json',
  ics: 'text/calendar',
  vcf: 'text/vcard',
}
/** What a file of boxes is made for, and what it is also good for. */
const brands: readonly (readonly [RegExp, string])[] = [
  [/avif|avis/, 'image/avif'],
  [/^(heic|heix|heim|heis|mif1|msf1)/, 'image/heic'],
  [/^M4[AB] /, 'audio/mp4'],
  [/^qt {2}/, 'video/quicktime'],
]

/** `head`: the first `headLength` bytes, or all of a shorter file. Never throws; what nobody knows is a stream of octets. */
export function sniffType(head: Uint8Array, name: string): string {
  const signed = signatures.find(([, at, ...bytes]) => startsAt(head, at, bytes))
  return (
    signed?.[0] ??
    containerType(head, extensionOf(name)) ??
    textType(head, extensionOf(name)) ??
    'application/octet-stream'
  )
}

function containerType(head: Uint8Array, extension: string): string | undefined {
  const at = (from: number, to: number) => ascii(head.subarray(from, to))
  if (at(0, 2) === 'BM' && at(6, 10) === '\0\0\0\0') return 'image/bmp'
  if (at(0, 4) === 'RIFF') {
    const kind = at(8, 12)
    return { WEBP: 'image/webp', WAVE: 'audio/wav', 'AVI ': 'video/x-msvideo' }[kind]
  }
  if (at(4, 8) === 'ftyp') {
    const said = at(8, 12) + at(16, 40)
    return brands.find(([brand]) => brand.test(said))?.[1] ?? 'video/mp4'
  }
  if (at(0, 4) === 'PK\u0003\u0004') return zipType(at(30, 38) === 'mimetype' ? at(38, 120) : '', extension)
  if (at(0, 4) === 'PK\u0005\u0006') return 'application/zip'
  if (startsAt(head, 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))
    return ownEntry(compound, extension) ?? 'application/x-ole-storage'
  return undefined
}

/** OpenDocument and e-books say at the beginning what they are; the others by their name. */
function zipType(said: string, extension: string): string {
  const open = /^application\/(vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)|epub\+zip)/.exec(said)
  return open?.[0] ?? ownEntry(zipped, extension) ?? 'application/zip'
}

/** What may stand before the first tag. */
const prologue = /^(\ufeff|\s|<!--[^>]{0,2000}-->|<\?[^>]{0,500}>)*/

/** Markup that a browser would run is called what it is, whatever the name says. */
function textType(head: Uint8Array, extension: string): string | undefined {
  const text = decoded(head)
  if (text === undefined) return undefined
  const start = text.replace(prologue, '')
  if (extension === 'svg' || /^<(!doctype\s+)?svg[\s>]/i.test(start)) return 'image/svg+xml'
  if (
    /^x?html?$/.test(extension) ||
    /^<(!doctype\s+html|html|head|body|script|iframe|meta|style|title|div|p)[\s/>]/i.test(start)
  )
    return 'text/html'
  if (/^\s*<\?xml/i.test(text)) return 'application/xml'
  return ownEntry(texts, extension) ?? 'text/plain'
}

/** UTF-8, or UTF-16 with its mark; no control characters that no text has. A last character may be cut off. */
function decoded(head: Uint8Array): string | undefined {
  const wide = startsAt(head, 0, [0xff, 0xfe]) ? 'utf-16le' : startsAt(head, 0, [0xfe, 0xff]) ? 'utf-16be' : undefined
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(head, { stream: true })
    return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

function ownEntry(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

function startsAt(head: Uint8Array, at: number, pieces: readonly (number | string)[]): boolean {
  let place = at
  for (const piece of pieces) {
    const bytes = typeof piece === 'number' ? [piece] : [...piece].map((letter) => letter.charCodeAt(0))
    for (const byte of bytes) if (head[place++] !== byte) return false
  }
  return true
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
