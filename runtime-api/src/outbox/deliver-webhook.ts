// One attempt to hand a message to a webhook: signed, to the address that was looked at, without following anything.
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { AddressRefused, guardAddress, type Place } from '../webhooks/guard-address.ts'
import { signatureHeaders } from '../webhooks/sign-webhook.ts'

export interface Message {
  readonly url: string
  readonly id: string
  readonly body: string
  readonly secrets: readonly string[]
  readonly allowed: readonly string[]
  readonly now: number
  readonly signal: AbortSignal
}

/** Why it did not arrive: a word that is said in the reader's language. */
type DeliveryFault =
  | 'refused-address'
  | 'unresolved'
  | 'unreachable'
  | 'timeout'
  | 'certificate'
  | 'redirect'
  | 'status'

export interface Answered {
  readonly status?: number
  /** How it begins. */
  readonly answer?: string
  readonly fault?: DeliveryFault
  /** What the receiver asked for, in milliseconds. */
  readonly retryAfter?: number
}

/** From the first look for the address to the end of the answer. */
const wholeMs = 15_000
const keptAnswer = 500

/** Throws only what is no answer about the receiver: that `signal` ended it. */
export async function deliverWebhook(message: Message): Promise<Answered> {
  const over = AbortSignal.timeout(wholeMs)
  try {
    const place = await unlessOver(guardAddress(message.url, message.allowed), over)
    return judged(await send(place, message, AbortSignal.any([over, message.signal])))
  } catch (thrown) {
    if (message.signal.aborted) throw thrown
    return { fault: over.aborted ? 'timeout' : faultOf(thrown) }
  }
}

async function unlessOver<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  return Promise.race([work, ended])
}

interface Received {
  readonly status: number
  readonly answer: string
  readonly retryAfter: string | undefined
}

function send({ url, host, address, family }: Place, message: Message, signal: AbortSignal): Promise<Received> {
  const body = Buffer.from(message.body)
  const timestamp = Math.floor(message.now / 1000)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        // The address itself: nobody asks for the name a second time.
        host: address,
        family,
        servername: isIP(host) ? '' : host,
        port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        agent: false,
        signal,
        headers: {
          ...signatureHeaders({ id: message.id, timestamp, body: message.body }, message.secrets),
          host: url.host,
          'content-type': 'application/json',
          'content-length': body.length,
          'user-agent': 'Molde-Webhook/1',
          'idempotency-key': message.id,
          connection: 'close',
        },
      },
      (response) => {
        const pieces: Buffer[] = []
        let length = 0
        const end = () => {
          const status = response.statusCode ?? 0
          const answer = plain(
            Buffer.concat(pieces)
              .subarray(0, keptAnswer * 4)
              .toString('utf8'),
          )
          resolve({ status, answer, retryAfter: response.headers['retry-after'] })
        }
        response.on('data', (piece: Buffer) => {
          pieces.push(piece)
          length += piece.length
          // Enough to see what is wrong; whoever answers without end is not listened to.
          if (length < keptAnswer * 4) return
          end()
          response.destroy()
        })
        response.on('end', end)
        response.on('error', reject)
        response.on('aborted', () => reject(Object.assign(new Error('cut off'), { code: 'ECONNRESET' })))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function judged({ status, answer, retryAfter }: Received): Answered {
  const after = secondsIn(retryAfter)
  const said = { status, answer, ...(after !== undefined && { retryAfter: after * 1000 }) }
  if (status >= 200 && status < 300) return said
  return { ...said, fault: status >= 300 && status < 400 ? 'redirect' : 'status' }
}

function secondsIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,7}$/.test(header) ? Number(header) : undefined
}

/** What neither database nor screen can take is left out. */
function plain(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cs}\uFFFD]+/gu, ' ')
    .slice(0, keptAnswer)
    .trim()
}

function faultOf(thrown: unknown): DeliveryFault {
  if (thrown instanceof AddressRefused) return thrown.fault === 'unresolved' ? 'unresolved' : 'refused-address'
  const code = String((thrown as { code?: unknown }).code ?? '')
  return /CERT|SSL|TLS|UNABLE_TO|SELF_SIGNED/.test(code) ? 'certificate' : 'unreachable'
}
