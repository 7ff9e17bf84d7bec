// Every way to write an address that leads inside, and the few that lead outside.
import { describe, expect, test } from 'vitest'
import { AddressRefused, guardAddress, type Resolve } from './guard-address.ts'

const nobody: Resolve = async (host) => {
  throw new Error(`${host} was asked for`)
}
const resolvesTo =
  (...addresses: readonly string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

async function said(url: string, allowed: readonly string[] = [], resolve: Resolve = nobody) {
  try {
    const { address, host } = await guardAddress(url, allowed, resolve)
    return `${host} at ${address}`
  } catch (thrown) {
    if (thrown instanceof AddressRefused) return thrown.fault
    throw thrown
  }
}

/** The same machine in every notation that a URL or a system knows. */
const loopback4 = [
  ...['127.0.0.1', '127.0.0.1.', '127.1', '127.0.1', '127.255.255.254', '0177.0.0.1', '0177.0.0.01', '017700000001'],
  ...['2130706433', '0x7f000001', '0x7f.0.0.1', '0x7F.1', '0x7f.0x0.0x0.0x1', '0', '0.0.0.0', '0x0', '00'],
  ...['１２７.０.０.１', '127。0。0。1', '①②⑦.⓪.⓪.①', '%31%32%37.0.0.1'],
]
const inside4 = [
  ...['10.0.0.1', '10.1', '167772161', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.1', '0xc0a80001'],
  ...[
    '169.254.169.254',
    '169.254.43518',
    '2852039166',
    '0xA9FEA9FE',
    '0251.0376.0251.0376',
    '100.64.0.1',
    '100.100.100.200',
  ],
  ...['192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.7', '192.88.99.1', '224.0.0.1', '239.1.2.3'],
  ...['240.0.0.1', '255.255.255.255', '255.255.255.255.'],
]
const inside6 = [
  ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:10.0.0.1]'],
  ...['[::127.0.0.1]', '[::ffff:0:127.0.0.1]', '[::ffff:8.8.8.8]', '[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]'],
  ...['[64:ff9b:1::1]', '[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '[2001:0:7f00:1::]', '[2001:db8::1]', '[100::1]'],
  ...['[fc00::1]', '[fd00:ec2::254]', '[fe80::1]', '[febf::1]', '[fec0::1]', '[ff02::1]', '[ff0e::1]', '[3fff::1]'],
  ...['[4000::1]', '[1::1]'],
]

describe('what leads inside', () => {
  test.each([...loopback4, ...inside4, ...inside6].flatMap((host) => [`http://${host}/x`, `https://${host}:8443/`]))(
    '%s is refused without asking anybody',
    async (url) => expect(await said(url)).toBe('private'),
  )

  test.each([
    ...['127.0.0.1', '10.0.0.5', '169.254.169.254', '0.0.0.0', '::1', '::ffff:127.0.0.1', 'fe80::1', 'fd12::1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::'],
  ])('a name that means %s is refused, also when it means a public address too', async (address) => {
    for (const host of ['metadata.google.internal', 'localhost', 'localhost.', 'xn--n3h.example', '☃.example']) {
      expect(await said(`https://${host}/`, [], resolvesTo(address))).toBe('private')
      expect(await said(`https://${host}/`, [], resolvesTo('93.184.216.34', address))).toBe('private')
    }
  })
})

test.each([
  ['ftp://example.org/', 'scheme'],
  ['file:///etc/passwd', 'no-url'],
  ['gopher://127.0.0.1:70/_', 'scheme'],
  ['javascript:alert(1)', 'no-url'],
  ['data:text/plain,x', 'no-url'],
  ['//example.org/', 'no-url'],
  ['example.org', 'no-url'],
  ['https://', 'no-url'],
  ['', 'no-url'],
  ['https://256.256.256.256/', 'no-url'],
  ['https://user:pass@example.org/', 'credentials'],
  ['https://user@example.org/', 'credentials'],
  ['https://example.org@127.0.0.1/', 'credentials'],
  ['https://:x@example.org/', 'credentials'],
  ['https://nowhere.example/', 'unresolved'],
])('%s is refused: %s', async (url, fault) => expect(await said(url)).toBe(fault))

test('what is public is reached at the address that was looked at, under its name', async () => {
  const asked: string[] = []
  const resolve: Resolve = async (host) => {
    asked.push(host)
    // Whoever asks twice is told something else the second time.
    return [{ address: asked.length === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }]
  }
  expect(await said('https://Example.ORG./hook?x=1', [], resolve)).toBe('example.org at 93.184.216.34')
  expect(asked).toEqual(['example.org'])
  expect(await said('https://bücher.example/', [], resolvesTo('2606:2800:220:1::1'))).toBe(
    'xn--bcher-kva.example at 2606:2800:220:1::1',
  )
  expect(await said('http://8.8.8.8/')).toBe('8.8.8.8 at 8.8.8.8')
  expect(await said('http://[2606:4700::1111]/')).toBe('2606:4700::1111 at 2606:4700::1111')
})

describe('what the operator allows', () => {
  test('is reached: by address, network, and name, and nothing beside it', async () => {
    expect(await said('http://127.0.0.1/', ['127.0.0.1'])).toBe('127.0.0.1 at 127.0.0.1')
    expect(await said('http://2130706433/', ['127.0.0.1'])).toBe('127.0.0.1 at 127.0.0.1')
    expect(await said('http://127.0.0.2/', ['127.0.0.1'])).toBe('private')
    expect(await said('http://10.9.8.7/', ['10.0.0.0/8'])).toBe('10.9.8.7 at 10.9.8.7')
    expect(await said('http://11.0.0.1/', ['10.0.0.0/8'])).toBe('11.0.0.1 at 11.0.0.1')
    expect(await said('http://[fd00::5]/', ['fd00::/8'])).toBe('fd00::5 at fd00::5')
    expect(await said('http://[::1]/', ['10.0.0.0/8'])).toBe('private')
    expect(await said('http://erp.internal/', ['erp.internal'], resolvesTo('10.0.0.9'))).toBe(
      'erp.internal at 10.0.0.9',
    )
    expect(await said('http://xerp.internal/', ['erp.internal'], resolvesTo('10.0.0.9'))).toBe('private')
    expect(await said('http://a.erp.internal/', ['erp.internal'], resolvesTo('10.0.0.9'))).toBe('private')
    expect(await said('http://evil.example/', ['10.0.0.0/8'], resolvesTo('10.0.0.9', '127.0.0.1'))).toBe('private')
  })
})
