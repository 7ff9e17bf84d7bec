// Does every webhook arrive, each under one id, when the server is killed again and again and the receiver is as bad as they get?
import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldMs, isLong, KillClient, type KilledServer, openClient } from './kill-client.ts'
import { type Left, seed, unless, wrongInWhatIsLeft } from './kill-rounds.ts'
import { eventually } from './tenant-world.ts'
import { isSigned, type Received, startReceiver } from './webhook-receiver.ts'

const most = Number(process.env['KILL_RECORDS'] ?? (isLong ? 5_000 : 80))
const lanes = 4

export function killWebhooks(killed: KilledServer): void {
  const kills = killed.kills(isLong ? 50 : 2)
  const size = killed.isPostgres ? Math.ceil(most / 10) : most
  test(`${kills} kills while ${size} webhooks go to a bad receiver: none is lost, each has one id and one body`, {
    timeout: 300_000 + kills * 45_000 + size * 200,
  }, async () => {
    const receiver = await startReceiver()
    const { server, slug, client } = await openClient(killed, Client)
    try {
      receiver.answer(badly(receiver.received))
      const secret = await client.makeFlow(receiver.url)
      const ids = await client.fill('parcel', size, (i) => ({ cargo: `Load ${i}` }))
      const open = new Set(ids)
      const delays = fc.sample(fc.integer({ min: 50, max: 1_500 }), { numRuns: kills, seed })
      let inTheMiddle = 0
      for (const [round, delay] of delays.entries()) {
        // The rest is sent in the last rounds too: a kill while nothing is on its way proves nothing.
        const upTo = Math.ceil((size * (kills - 1 - round)) / kills)
        const sending = Array.from({ length: lanes }, () => client.sendUntil(open, upTo))
        await new Promise((resolve) => setTimeout(resolve, delay))
        const arrived = new Set(receiver.received.map(({ id }) => id)).size
        if (arrived > 0 && arrived < size) inTheMiddle += 1
        await server.kill()
        await Promise.all(sending)
        await server.start(server.port())
      }
      await Promise.all(Array.from({ length: lanes }, () => client.sendUntil(open, 0)))
      expect(open.size).toBe(0)
      const isDone = async () => (await client.must(200, 'GET', '/webhooks/erp')).body.waiting === 0
      expect(await eventually(isDone, 240_000 + heldMs + size * 100)).toBe(true)
      await server.kill()
      expect(server.damage()).toEqual([])
      const came = byId(receiver.received)
      const look = (left: Left) => wrongWith(left, ids, came)
      expect(await wrongInWhatIsLeft(killed, { slug, size }, look)).toEqual([])
      expect(receiver.received.filter((one) => !isSigned(one, secret))).toEqual([])
      const repeated = receiver.received.length - came.size
      console.log(
        `kill -9: ${kills} kills, ${inTheMiddle} while some of ${size} webhooks had arrived; ${repeated} requests were repetitions; FUZZ_SEED=${seed}`,
      )
      expect(inTheMiddle).toBeGreaterThan(0)
    } finally {
      await receiver.close()
    }
  })
}

/** By its id each is treated in one of these ways, at most twice badly. */
function badly(received: readonly Received[]) {
  const seen = new Map<string, number>()
  return ({ id }: Received, response: ServerResponse) => {
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    const kind = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) % 100
    if (kind < 10 && times === 1) return response.writeHead(500).end('broken')
    if (kind < 15 && times <= 2) return response.writeHead(503, { 'retry-after': '1' }).end()
    if (kind < 25 && times === 1) return response.destroy()
    if (kind < 30 && times === 1) return cutOff(response)
    if (kind < 31 && times === 1 && isLong) return undefined
    if (kind < 50) return setTimeout(() => response.end('slow'), 20 + (received.length % 300))
    return response.end('thanks')
  }
}

/** It may have been understood, and the sender cannot know. */
function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 100 })
  response.write('half', () => response.destroy())
}

class Client extends KillClient {
  /** Answers the webhook's secret. */
  async makeFlow(url: string): Promise<string> {
    await this.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      fields: [
        { key: 'cargo', type: 'text' },
        { key: 'status', type: 'enum', options: ['NEW', 'SENT'] },
      ],
    })
    const { body } = await this.must(201, 'POST', '/webhooks', { name: 'erp', url })
    await this.must(201, 'POST', '/flows', {
      name: 'parcel',
      blueprint: 'parcel',
      stateField: 'status',
      initial: 'NEW',
      states: { SENT: { type: 'final' } },
      transitions: [
        {
          event: 'send',
          from: ['NEW'],
          to: 'SENT',
          do: [{ webhook: 'erp', body: "{'id': record.id, 'what': cargo}" }],
        },
      ],
    })
    return body.secret
  }

  /** One record after the other, until so many are left or the server is gone. */
  async sendUntil(open: Set<string>, left: number): Promise<void> {
    for (const id of open) {
      if (open.size <= left) return
      open.delete(id)
      const answered = await this.call('POST', `/records/parcel/${id}/transitions/send`, {}).catch(() => undefined)
      if (!answered) {
        open.add(id)
        return
      }
      // Sent before a kill, and the answer was lost: it does not leave from there any more.
      if (answered.status !== 200 && answered.status !== 409) throw new Error(`a step was refused: ${answered.text}`)
    }
  }
}

/** Records whose webhook did not come, came for nothing, under another id or with another body. */
async function wrongWith(
  { store, tenant }: Left,
  ids: readonly string[],
  came: ReadonlyMap<string, readonly Received[]>,
): Promise<string[]> {
  const rows = await store.read.all<{ id: string; key: string; status: string }>(
    'SELECT r.id, d.key, d.status FROM delivery d JOIN record r ON r.tenant = d.tenant AND r.no = d.record WHERE d.tenant = ?',
    [tenant],
  )
  const written = byId(rows)
  const wrong = ids.flatMap((id) => {
    const key = `${id}:2:0`
    const requests = came.get(key) ?? []
    const is = {
      rows: (written.get(id) ?? []).map((row) => `${row.key} ${row.status}`),
      came: requests.length > 0,
      bodies: new Set(requests.map(({ body }) => body)).size,
      id: requests[0] && JSON.parse(requests[0].body).id,
    }
    return unless(id, is, { rows: [`${key} done`], came: true, bodies: 1, id })
  })
  const strange = [...came.keys()].filter((key) => !ids.includes(key.split(':')[0] as string))
  return [...wrong, ...strange.map((key) => `${key} belongs to no record`)].slice(0, 20)
}

function byId<One extends { readonly id: string }>(all: readonly One[]): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) {
    const own = groups.get(one.id) ?? []
    groups.set(one.id, own)
    own.push(one)
  }
  return groups
}
