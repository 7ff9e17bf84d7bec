// Where may a request go that somebody else has asked for? To public addresses alone, unless the operator says otherwise.
// Whoever sends connects to the very address that was looked at here: a name that is resolved twice may mean two machines.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export type AddressFault = 'no-url' | 'scheme' | 'credentials' | 'private' | 'unresolved'

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  constructor(readonly fault: AddressFault) {
    super(fault)
  }
}

export interface Place {
  readonly url: URL
  /** The name as it stands in the certificate; an address without brackets. */
  readonly host: string
  readonly address: string
  readonly family: 4 | 6
}

export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

/** What the operator lets through beside the public internet: addresses, networks, names of hosts. */
export type Allowed = readonly string[]

/** Throws an AddressRefused. */
export async function guardAddress(text: string, allowed: Allowed, resolve: Resolve = resolveName): Promise<Place> {
  const url = readAddress(text)
  const host = hostOf(url)
  const literal = isIP(host)
  const found = literal ? [{ address: host, family: literal }] : await resolved(host, resolve)
  const isNamed = allowed.some((one) => one.toLowerCase() === host)
  // One that is not to be reached among several would be reached sooner or later.
  if (!isNamed && found.some(({ address }) => !isReachable(address, allowed))) throw new AddressRefused('private')
  const [first] = found
  if (!first) throw new AddressRefused('unresolved')
  return { url, host, address: first.address, family: first.family === 6 ? 6 : 4 }
}

/** What can be told of an address without asking anybody. URL understands every notation of an IPv4 address and of other scripts. */
function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.hostname === '') throw new AddressRefused('no-url')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new AddressRefused('scheme')
  if (url.username !== '' || url.password !== '') throw new AddressRefused('credentials')
  return url
}

/** Without brackets and without the dot at the end, which names the same host. */
function hostOf({ hostname }: URL): string {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return bare.endsWith('.') ? bare.slice(0, -1) : bare
}

async function resolved(host: string, resolve: Resolve) {
  try {
    return await resolve(host)
  } catch {
    throw new AddressRefused('unresolved')
  }
}

async function resolveName(host: string) {
  return lookup(host, { all: true, verbatim: true })
}

function isReachable(address: string, allowed: Allowed): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  // An address that goes by way of another one is judged by neither: it is not needed.
  if (listOf(allowed).check(address, family)) return true
  return family === 'ipv4' ? !notPublic.check(address, 'ipv4') : isPublic6(address)
}

/** Of version 6 only what is given out as global unicast, without what leads elsewhere through it. */
function isPublic6(address: string): boolean {
  return unicast6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6')
}

const notPublic = networks([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
])
const unicast6 = networks(['2000::/3'])
/** Teredo and its neighbours, documentation, 6to4. Mapped, NAT64, ULA, link-local, multicast and loopback are no unicast. */
const notPublic6 = networks(['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'])

function networks(all: readonly string[]): BlockList {
  const list = new BlockList()
  for (const one of all) {
    const [address = '', bits] = one.split('/')
    const family = isIP(address)
    if (family === 0) continue
    const type = family === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 6 ? 128 : 32) : Number(bits), type)
  }
  return list
}

const lists = new WeakMap<Allowed, BlockList>()

function listOf(allowed: Allowed): BlockList {
  const known = lists.get(allowed) ?? networks(allowed)
  lists.set(allowed, known)
  return known
}
