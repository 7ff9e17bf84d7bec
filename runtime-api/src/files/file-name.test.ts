// Does a name stay what people gave it, and never lead anywhere?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, dispositionOf, sentName } from './file-name.ts'

const headers = (sent: Record<string, string>) => (name: string) => sent[name]

describe('file names', () => {
  it.each([
    ['offer.pdf', 'offer.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\Proposta.pdf', 'Proposta.pdf'],
    ['/', 'file'],
    ['..', 'file'],
    ['', 'file'],
    ['  a  b.txt ', 'a  b.txt'],
    ['e\u0301.txt', 'é.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['a\u0000\r\nb.txt', 'ab.txt'],
    ['\ud800.txt', '.txt'],
    ['Счёт №5 👩‍🚀.pdf', 'Счёт №5 👩‍🚀.pdf'],
    [`${'x'.repeat(400)}.docx`, `${'x'.repeat(250)}.docx`],
  ])('%j is kept as %j', (sent, kept) => expect(cleanName(sent)).toBe(kept))

  it('comes from one header or the other', () => {
    expect(sentName(headers({ 'x-file-name': 'Proposta%20S%C3%A3o.pdf' }))).toBe('Proposta São.pdf')
    expect(
      sentName(headers({ 'content-disposition': `attachment; filename="a.txt"; filename*=UTF-8''%D0%B0.txt` })),
    ).toBe('а.txt')
    expect(sentName(headers({ 'content-disposition': 'attachment; filename="a \\"b\\".txt"' }))).toBe('a "b".txt')
    expect(sentName(headers({ 'content-disposition': 'inline; filename=plain.txt' }))).toBe('plain.txt')
    expect(sentName(headers({}))).toBe('file')
    expect(() => sentName(headers({ 'x-file-name': '%E0%A4%A' }))).toThrow('bad-header')
    expect(() => sentName(headers({ 'content-disposition': "attachment; filename*=UTF-8''%ZZ" }))).toThrow('bad-header')
  })

  it('no name breaks out of its header, and every one comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (sent) => {
        const name = cleanName(sent)
        const said = dispositionOf(name, 'attachment')
        expect(said).toMatch(/^attachment; filename="[^"\\%\r\n]*"; filename\*=UTF-8''[A-Za-z0-9%._~&$#+!-]*$/)
        expect(sentName(headers({ 'content-disposition': said }))).toBe(name)
      }),
    )
  })
})
