// The delivery story through the REST API alone: from sign-up to a delivered parcel, one call after the other.
//   npx tsx examples/delivery/deliver-a-parcel.ts http://127.0.0.1:3000 ./data
// The second argument is the server's data folder: without SMTP the verification mail is written there.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Api, openApi, signUpAndIn } from '../api.ts'

const bundle = JSON.parse(readFileSync(new URL('module.json', import.meta.url), 'utf8'))

export interface Parcel {
  readonly id: string
  readonly rev: number
  readonly data: Readonly<Record<string, string>>
}

/** Walks S2-09 to S2-17 and answers with the parcel after each step. */
export async function deliverAParcel(url: string, dataFolder: string, tell: (line: string) => void = () => {}) {
  // A person registers, follows the link in the mail and signs in (S2-09, S2-20, S2-24).
  const person = {
    name: 'Delivery Owner',
    email: `owner-${Date.now()}@example.com`,
    password: 'a long enough password',
  }
  const api = await signUpAndIn(url, dataFolder, person)
  tell(`signed up and in as ${person.email}`)

  // The tenant (S2-09).
  const slug = `x-delivery-${Date.now().toString(36)}`
  await api.post('/tenants', { name: 'X Delivery System', slug, timezone: 'Europe/Lisbon', language: 'en' })
  const tenant = `/tenants/${slug}`
  tell(`created the tenant ${slug}`)

  // The blueprint with its enumeration (S2-10, S2-11), then the flow with its two transitions (S2-14, S2-15).
  await api.post(`${tenant}/blueprints`, bundle.blueprints[0])
  await api.post(`${tenant}/flows`, bundle.flows[0])
  tell('created the blueprint and its flow')

  // A record from the blueprint; its id and times come from the system (S2-12, S2-13, S2-16).
  const created = await send<Parcel>(api, `${tenant}/records/delivery`, {
    data: { deliver_from: 'Porto', deliver_to: 'Lisbon', cargo: 'A box of tiles' },
  })
  tell(`created ${created.id}: ${created.data['status']}`)

  // The record moves through the flow (S2-17). If-Match makes sure that nobody changed it meanwhile.
  const path = `${tenant}/records/delivery/${created.id}/transitions`
  const started = await send<Parcel>(api, `${path}/start`, {}, { 'If-Match': `"${created.rev}.1"` })
  tell(`started: ${started.data['status']} at ${started.data['started_at']}`)
  const delivered = await send<Parcel>(api, `${path}/deliver`, {})
  tell(`delivered: ${delivered.data['status']} at ${delivered.data['delivered_at']}`)
  return { api, tenant, created, started, delivered }
}

async function send<T>(api: Api, path: string, body: unknown, headers?: Record<string, string>): Promise<T> {
  return (await api.post(path, body, headers)) as T
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [url = 'http://127.0.0.1:3000', dataFolder = './data'] = process.argv.slice(2)
  await openApi(url).get('/openapi.json')
  await deliverAParcel(url, dataFolder, console.log)
}
