// Is a file called what it is, whatever its name says?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sniffType } from './sniff-type.ts'

const bytes = (...pieces: readonly (number | string)[]) =>
  Buffer.concat(
    pieces.map((piece) => (typeof piece === 'number' ? Buffer.from([piece]) : Buffer.from(piece, 'latin1'))),
  )
const zip = (rest = '') => bytes('PK\u0003\u0004', '\0'.repeat(26), rest)

describe('sniffType', () => {
  it.each<[string, Uint8Array, string]>([
    ['a.png', bytes(0x89, 'PNG\r\n', 0x1a, '\n...'), 'image/png'],
    ['a.jpg', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['a.gif', bytes('GIF89a'), 'image/gif'],
    ['a.webp', bytes('RIFF\u0001\u0002\u0003\u0004WEBPVP8 '), 'image/webp'],
    ['a.avif', bytes(0, 0, 0, 0x1c, 'ftypavif'), 'image/avif'],
    ['a.avif', bytes(0, 0, 0, 0x1c, 'ftypmif1\0\0\0\0mif1avif'), 'image/avif'],
    ['a.heic', bytes(0, 0, 0, 0x1c, 'ftypheic'), 'image/heic'],
    ['a.bmp', bytes('BM', 1, 2, 3, 4, 0, 0, 0, 0), 'image/bmp'],
    ['a.mp4', bytes(0, 0, 0, 0x1c, 'ftypisom'), 'video/mp4'],
    ['a.m4a', bytes(0, 0, 0, 0x1c, 'ftypM4A '), 'audio/mp4'],
    ['a.wav', bytes('RIFF1234WAVE'), 'audio/wav'],
    ['a.mp3', bytes('ID3', 3), 'audio/mpeg'],
    ['a.pdf', bytes('%PDF-1.7'), 'application/pdf'],
    ['a.docx', zip('[Content_Types].xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['a.xlsx', zip('_rels/.rels'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.odt', zip('mimetypeapplication/vnd.oasis.opendocument.text'), 'application/vnd.oasis.opendocument.text'],
    ['a.jar', zip('META-INF/'), 'application/zip'],
    ['constructor', zip(), 'application/zip'],
    ['a.doc', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'application/msword'],
    ['a.xyz', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'application/x-ole-storage'],
    ['a.tar', bytes('x'.repeat(257), 'ustar'), 'application/x-tar'],
    ['a.csv', bytes('a;b\n1;2'), 'text/csv'],
    ['a.json', bytes('{"a":1}'), 'application/json'],
    ['a.md', bytes('# Hello'), 'text/markdown'],
    ['a.txt', Buffer.from('Olá, привет'), 'text/plain'],
    ['a.txt', Buffer.from('\ufeffwide', 'utf16le'), 'text/plain'],
    ['a', bytes('BMW is a car'), 'text/plain'],
    ['a.js', bytes('alert(1)'), 'text/plain'],
    ['a.bin', bytes(0, 1, 2, 3), 'application/octet-stream'],
    ['a.bin', bytes(0xc3, 0x28, 0xa0), 'application/octet-stream'],
  ])('%s %#: a well-formed one', (name, head, type) => expect(sniffType(head, name)).toBe(type))

  it.each<[string, string | Uint8Array, string]>([
    ['a.png', '<!DOCTYPE html><script>alert(1)</script>', 'text/html'],
    ['a.png', '  \n<!-- hidden --><HTML>', 'text/html'],
    ['a.png', '\ufeff<script>alert(1)</script>', 'text/html'],
    ['a.pdf', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">', 'image/svg+xml'],
    ['a.png', '<?xml version="1.0"?><!-- x --><svg onload="alert(1)"/>', 'image/svg+xml'],
    ['a.png', '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x"><svg/>', 'image/svg+xml'],
    ['a.svg', 'whatever', 'image/svg+xml'],
    ['a.html', 'whatever', 'text/html'],
    ['a.xhtml', '<?xml version="1.0"?><x/>', 'text/html'],
    ['a.png', '<?xml version="1.0"?><x/>', 'application/xml'],
    ['a.png', 'alert(1)', 'text/plain'],
    ['a.pdf', bytes('x%PDF-1.7'), 'text/plain'],
    ['a.pdf', 'MZ\u0000\u0003', 'application/octet-stream'],
  ])('%s with %j is %s: a disguise helps nothing', (name, content, type) =>
    expect(sniffType(typeof content === 'string' ? Buffer.from(content) : content, name)).toBe(type),
  )

  it('the name alone makes nothing a picture or a document that is shown', () => {
    const shown = /^(image\/(?!svg)|application\/pdf)/
    const names = fc.constantFrom('a.png', 'a.jpg', 'a.pdf', 'a.webp', 'a.avif', 'x.gif')
    fc.assert(
      fc.property(names, fc.string(), (name, text) => {
        const head = Buffer.from(text)
        expect(shown.test(sniffType(head, name))).toBe(shown.test(sniffType(head, 'x')))
      }),
    )
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (head, name) => {
        expect(sniffType(head, name)).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/)
      }),
    )
  })
})
