// How does a mail leave? By SMTP when it is configured, else as a file in the outbox folder.
import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Mailer {
  /** Mails stay on this machine, so handing one over takes no time worth hiding. */
  readonly local: boolean
  /** Resolves when the mail is handed over: accepted by the SMTP server, or on disk. */
  send(mail: Mail): Promise<void>
  close(): void
}

/** `onKept` is told the whole path of each mail that was written to a file instead of sent. */
export function createMailer(config: Config, now: () => number, onKept?: (file: string) => void): Mailer {
  return config.smtpUrl ? smtpMailer(config, config.smtpUrl) : outboxMailer(config, now, onKept)
}

function smtpMailer(config: Config, smtpUrl: string): Mailer {
  const transport = whenNeeded((createTransport) =>
    createTransport(smtpUrl, { from: config.mailFrom, disableFileAccess: true, disableUrlAccess: true }),
  )
  return {
    local: false,
    async send(mail) {
      await (await transport.get()).sendMail({ ...mail, from: config.mailFrom })
    },
    close: transport.close,
  }
}

/** Names sort by time, and a file appears only when it is complete. */
function outboxMailer(config: Config, now: () => number, onKept: ((file: string) => void) | undefined): Mailer {
  const folder = join(config.dataFolder, 'outbox')
  const composer = whenNeeded((createTransport) =>
    createTransport({ streamTransport: true, buffer: true, newline: 'windows' }),
  )
  let count = 0
  return {
    local: true,
    async send(mail) {
      const letter = { ...mail, from: config.mailFrom, textEncoding: 'quoted-printable' as const }
      const { message } = await (await composer.get()).sendMail(letter)
      count += 1
      const time = new Date(now()).toISOString().replace(/[-:.]/g, '')
      const name = `${time}-${String(count).padStart(6, '0')}-${randomBytes(3).toString('hex')}.eml`
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const unfinished = join(folder, `.${name}.part`)
      await writeFile(unfinished, unquoted(message as Buffer), { mode: 0o600 })
      const file = join(folder, name)
      await rename(unfinished, file)
      onKept?.(file)
    },
    close: composer.close,
  }
}

/** As 8bit instead of quoted-printable: whoever has no mail program opens the file and finds the link whole. */
function unquoted(message: Buffer): Buffer {
  const letter = message.toString('latin1')
  const body = letter.indexOf('\r\n\r\n')
  const plain = letter
    .slice(body)
    .replaceAll('Content-Transfer-Encoding: quoted-printable\r\n', 'Content-Transfer-Encoding: 8bit\r\n')
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(letter.slice(0, body) + plain, 'latin1')
}

/** The library is loaded with the first mail. */
function whenNeeded<T extends { close(): void }>(make: (createTransport: CreateTransport) => T) {
  let made: Promise<T> | undefined
  return {
    get: () => (made ??= import('nodemailer').then(({ createTransport }) => make(createTransport))),
    close: () => void made?.then((transport) => transport.close()),
  }
}

type CreateTransport = typeof import('nodemailer').createTransport
