// Mails as files and over SMTP; what a template may and may not let through.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages } from '@molde/engine'
import PostalMime from 'postal-mime'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { createMailer } from './mail.ts'
import { type MailKind, sayMail } from './mail-templates.ts'

const folder = mkdtempSync(join(tmpdir(), 'molde-mail-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const config = (env: Record<string, string> = {}) =>
  readConfig({ MOLDE_DATA: folder, MAIL_FROM: 'Molde <mail@molde.example>', ...env })
const kinds: readonly MailKind[] = ['verify', 'reset', 'known-address', 'invitation']

describe('the outbox', () => {
  test('names sort by time, also within one millisecond; files are their owner’s alone', async () => {
    const mailer = createMailer(config(), () => 1_800_000_000_000)
    for (const n of [1, 2, 3])
      await mailer.send({ to: 'a@example.org', subject: `Olá №${n}`, text: 'Привет', html: '<p>Привет</p>' })
    const outbox = join(folder, 'outbox')
    const files = readdirSync(outbox).sort()
    const subjects = await Promise.all(
      files.map(async (name) => (await PostalMime.parse(readFileSync(join(outbox, name)))).subject),
    )
    expect(subjects).toEqual(['Olá №1', 'Olá №2', 'Olá №3'])
    expect(files.every((name) => name.endsWith('.eml'))).toBe(true)
    expect(statSync(join(outbox, files[0] as string)).mode & 0o077).toBe(0)
  })

  test('a link stands in the file as it is opened', async () => {
    const told: string[] = []
    const mailer = createMailer(
      config(),
      () => 1_900_000_000_000,
      (file) => void told.push(file),
    )
    const link = `https://molde.example/verify?token=3D${'x'.repeat(300)}&next=%2F`
    const text = `Привет, José =)\nСсылка: ${link}`
    await mailer.send({ to: 'a@example.org', subject: 'Подтвердите адрес', text, html: `<a href="${link}">x</a>` })
    expect(told).toEqual([join(folder, 'outbox', readdirSync(join(folder, 'outbox')).sort().at(-1) ?? '')])
    const file = readFileSync(told[0] ?? '')
    expect(file.toString()).toContain(text.replace('\n', '\r\n'))
    const mail = await PostalMime.parse(file)
    expect(mail).toMatchObject({ subject: 'Подтвердите адрес', html: `<a href="${link}">x</a>\n` })
    expect(mail.text?.trim()).toBe(text)
  })
})

describe('SMTP', () => {
  test('the mail arrives as it was written; a server that refuses is an error', async () => {
    const { server, received, port } = await smallSmtp()
    try {
      const mailer = createMailer(config({ SMTP_URL: `smtp://127.0.0.1:${port}` }), Date.now)
      await mailer.send({ to: 'olga@example.org', subject: 'Подтвердите', text: 'Ссылка', html: '<p>Ссылка</p>' })
      await expect(mailer.send({ to: 'refused@example.org', subject: 'x', text: 'x', html: 'x' })).rejects.toThrow()
      mailer.close()
      const mail = await PostalMime.parse(received.join(''))
      expect(mail).toMatchObject({
        subject: 'Подтвердите',
        from: { address: 'mail@molde.example' },
        to: [{ address: 'olga@example.org' }],
      })
      expect(mail.text?.trim()).toBe('Ссылка')
    } finally {
      server.close()
    }
  })
})

describe('templates', () => {
  test.each(kinds.flatMap((kind) => languages.map((language) => [kind, language] as const)))(
    '%s in %s says everything',
    (kind, language) => {
      const link = 'https://molde.example/x?a=1&b=2'
      const said = sayMail(kind, language, { name: 'Ana', link, tenant: 'X Delivery', support: 'help@example.org' })
      expect(said.text).toContain(link)
      expect(said.html).toContain('https://molde.example/x?a=1&amp;b=2')
      expect(said.text).toContain('help@example.org')
      expect(said.text + said.html + said.subject).not.toMatch(/[{}]/)
    },
  )

  test('a name is neither markup, nor a header, nor a template', () => {
    const name = '<img src=x onerror=1>\r\nBcc: evil@example.org\u2028{tenant}'
    const said = sayMail('invitation', 'en', { name, link: 'https://x.example/', tenant: '{name}"\'' })
    expect(said.html).not.toContain('<img')
    expect(said.subject).not.toMatch(/[\r\n\u2028]/)
    expect(said.subject).toContain('{tenant}')
    expect(said.html).not.toContain('"\'')
  })
})

/** As much SMTP as one mail needs. */
async function smallSmtp(): Promise<{ server: Server; received: string[]; port: number }> {
  const received: string[] = []
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 test\r\n')
    socket.on('data', (piece) => {
      const text = piece.toString()
      if (inData) {
        received.push(text)
        if (!text.endsWith('\r\n.\r\n')) return
        inData = false
        socket.write('250 kept\r\n')
        return
      }
      if (/^DATA/i.test(text)) {
        inData = true
        socket.write('354 go\r\n')
      } else if (/^RCPT TO:<refused/i.test(text)) socket.write('550 no\r\n')
      else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, received, port: (server.address() as AddressInfo).port }
}
