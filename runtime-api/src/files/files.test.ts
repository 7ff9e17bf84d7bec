// Files through the real server: who sees them, what a browser may do with them, what stays on the disk.

import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'
import { newApiKey, newPerson, newTenant, type TestApp } from '../../test/test-app.ts'
import type { Scope } from '../runtime.ts'
import { findTenantByNo } from '../tenants/tenant-table.ts'
import { sweepFiles } from './sweep-files.ts'

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('a picture')])
const pdf = Buffer.from('%PDF-1.7 an offer')
const day = 86_400_000
let clock = 0

const claim = {
  name: 'claim',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text' },
    { key: 'offer', type: 'file', accept: ['pdf', 'text'], maxBytes: 1_000 },
    { key: 'photos', type: 'image', many: true, maxItems: 3 },
    {
      key: 'lines',
      type: 'list',
      fields: [
        { key: 'what', type: 'text' },
        { key: 'receipt', type: 'file' },
      ],
    },
    { key: 'status', type: 'enum', options: ['OPEN', 'CLOSED'], default: 'OPEN' },
  ],
}
const claimFlow = {
  name: 'claim',
  blueprint: 'claim',
  stateField: 'status',
  initial: 'OPEN',
  states: { OPEN: {}, CLOSED: { type: 'final' } },
  transitions: [{ event: 'close', from: ['OPEN'], to: 'CLOSED', form: [{ field: 'offer', required: true }] }],
}

const env = { MOLDE_FILE_LIMIT: '1' }

describeApp('files', { env, now: () => Date.now() + clock }, (app) => {
  let world: TenantWorld
  let no: number
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', claim)
    await world.must(201, 'POST', '/flows', claimFlow)
    no = await numberOf(app(), world.tenant.id)
  })

  const upload = (content: Uint8Array | string, name = 'offer.pdf', token = world.token, headers = {}) =>
    app().call('POST', `${world.tenant.path}/files`, {
      token,
      text: typeof content === 'string' ? Buffer.from(content) : content,
      headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(name), ...headers },
    })
  const uploaded = async (content: Uint8Array | string, name?: string, token?: string): Promise<string> => {
    const answered = await upload(content, name, token)
    if (answered.status !== 201) throw new Error(answered.text)
    return answered.body.id
  }
  const get = (id: string, rest = '', headers: Record<string, string> = {}, token = world.token) =>
    app().call('GET', `${world.tenant.path}/files/${id}${rest}`, { token, headers })
  const folder = () => join(app().runtime.config.dataFolder, 'files', String(no))
  const onDisk = (): string[] =>
    readdirSync(folder(), { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder(), name)).isFile(),
    )
  const newClaim = async (data: unknown) => (await world.must(201, 'POST', '/records/claim', { data })).body

  describe('bringing in and fetching', () => {
    test('the server says what it is: name, size, and a type by its content', async () => {
      const answered = await upload(pdf, 'Proposta São.png', world.token, { 'Content-Type': 'image/png' })
      expect(answered.status).toBe(201)
      expect(answered.body).toEqual({
        id: expect.stringMatching(/^[0-9A-Z]{26}$/),
        name: 'Proposta São.png',
        size: pdf.length,
        type: 'application/pdf',
        preview: false,
        createdAt: expect.any(String),
        createdBy: expect.any(String),
      })
      expect((await get(answered.body.id)).body).toEqual(answered.body)
      const content = await get(answered.body.id, '/content')
      expect([content.status, content.text, content.headers.get('content-type')]).toEqual([
        200,
        `${pdf}`,
        'application/pdf',
      ])
      expect(content.headers.get('content-length')).toBe(String(pdf.length))
    })

    test('a part, the end, what is held already, and what lies beyond the end', async () => {
      const id = await uploaded('0123456789', 'digits.txt')
      const whole = await get(id, '/content')
      const etag = whole.headers.get('etag') ?? ''
      expect(whole.headers.get('accept-ranges')).toBe('bytes')
      const part = async (range: string, more = {}) => {
        const answered = await get(id, '/content', { range, ...more })
        return [answered.status, answered.text, answered.headers.get('content-range')]
      }
      expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10'])
      expect(await part('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10'])
      expect(await part('bytes=-2')).toEqual([206, '89', 'bytes 8-9/10'])
      expect(await part('bytes=5-99', { 'if-range': etag })).toEqual([206, '56789', 'bytes 5-9/10'])
      expect(await part('bytes=5-9', { 'if-range': '"another"' })).toEqual([200, '0123456789', null])
      for (const whole of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=4-2', 'bytes=-'])
        expect(await part(whole)).toEqual([200, '0123456789', null])
      const beyond = await get(id, '/content', { range: 'bytes=10-' })
      expect([beyond.status, beyond.body.code, beyond.headers.get('content-range')]).toEqual([
        416,
        'range-not-satisfiable',
        'bytes */10',
      ])
      const held = await get(id, '/content', { 'if-none-match': etag })
      expect([held.status, held.text]).toEqual([304, ''])
    })

    test('a large file is not compressed and comes back as it went', async () => {
      const large = Buffer.alloc(900_000, 'abc')
      const id = await uploaded(large, 'large.txt')
      const answered = await get(id, '/content', { 'accept-encoding': 'gzip' })
      expect(answered.headers.get('content-encoding')).toBeNull()
      expect(answered.text.length).toBe(large.length)
    })

    test.each([
      ['page.html', '<!doctype html><script>alert(1)</script>'],
      ['innocent.png', '<html><script>alert(1)</script>'],
      ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ['drawing.png', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
      ['notes.txt', 'alert(1)'],
      ['data.xml', '<?xml version="1.0"?><x/>'],
      ['unknown', '\u0000\u0001\u0002'],
    ])('%s with %j is kept and never shown', async (name, content) => {
      const id = await uploaded(content, name)
      for (const rest of ['/content', '/content?download=false']) {
        const { headers } = await get(id, rest)
        expect(headers.get('content-disposition')).toMatch(/^attachment; /)
        expect(headers.get('content-security-policy')).toContain('sandbox')
        expect(headers.get('content-security-policy')).toContain("default-src 'none'")
        expect(headers.get('x-content-type-options')).toBe('nosniff')
      }
      expect((await get(id, '/preview')).status).toBe(404)
    })

    test('pictures and PDF are shown, in a cage; asked for as a download they are kept too', async () => {
      for (const [content, sandboxed] of [
        [png, true],
        [pdf, false],
      ] as const) {
        const id = await uploaded(content, 'x.bin')
        const { headers } = await get(id, '/content')
        expect(headers.get('content-disposition')).toMatch(/^inline; filename="x.bin"/)
        expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; frame-ancestors 'none'/)
        expect(headers.get('content-security-policy')?.includes('sandbox')).toBe(sandboxed)
        expect(headers.get('content-security-policy')).not.toContain('script-src')
        expect(headers.get('cache-control')).toBe('private, no-cache, no-transform')
        const kept = await get(id, '/content?download=true')
        expect(kept.headers.get('content-disposition')).toMatch(/^attachment; /)
      }
    })

    test.each([
      '../../../etc/passwd',
      '..\\..\\windows\\system.ini',
      '/abs/olute',
      '....//x',
      'a\u0000b/../c',
      '%2e%2e%2fx',
    ])('the name %j leads nowhere: on the disk there are only hashes', async (name) => {
      const before = new Set(onDisk())
      const { body } = await upload(`named ${name}`, name)
      expect(body.name).not.toMatch(/[/\\\u0000]/)
      const fresh = onDisk().filter((one) => !before.has(one))
      expect(fresh).toEqual([expect.stringMatching(/^[0-9a-f]{2}\/[0-9a-f]{64}$/)])
      expect(readFileSync(join(folder(), fresh[0] as string), 'utf8')).toBe(`named ${name}`)
    })

    test('nothing, and a malformed name, are refused', async () => {
      expect((await upload('')).status).toBe(400)
      expect((await upload('x', 'a', world.token, { 'X-File-Name': '%E0%A4%A' })).body.code).toBe('bad-header')
    })
  })

  describe('limits', () => {
    test('announced or not, what is too large is refused and leaves nothing behind', async () => {
      const before = onDisk()
      const large = Buffer.alloc(1_000_001, 'x')
      const announced = await upload(large, 'large.txt').catch(() => undefined)
      if (announced) expect([announced.status, announced.body.code]).toEqual([413, 'body-too-large'])
      const chunked = await sendPieces(app(), world, { piece: Buffer.alloc(64_000, 'y'), pieces: 400 })
      expect(chunked.status === 413 || chunked.status === 'cut').toBe(true)
      // Refused while it came: most of what was meant to be sent never had to be taken.
      expect(chunked.taken).toBeLessThan(400)
      await settled(() => expect(onDisk()).toEqual(before))
      expect((await upload(Buffer.alloc(1_000_000, 'z'), 'just.txt')).status).toBe(201)
    })

    test('broken off in the middle: no file, no bytes', async () => {
      const used = (await world.must(200, 'GET', '/files')).body.used
      const before = onDisk()
      await breakOff(app(), world)
      await settled(() => expect(onDisk()).toEqual(before))
      expect((await world.must(200, 'GET', '/files')).body).toEqual({ used, limit: null, largest: 1_000_000 })
    })

    test('what a killed program left half-written is nobody’s, and goes after a day', async () => {
      const left = join(folder(), 'arriving', 'half')
      writeFileSync(left, 'half of a file')
      expect((await get('half', '/content')).status).toBe(404)
      await sweepFiles(await scopeOf(app(), no))
      expect(onDisk()).toContain(join('arriving', 'half'))
      utimesSync(left, new Date(Date.now() - 2 * day), new Date(Date.now() - 2 * day))
      await sweepFiles(await scopeOf(app(), no))
      expect(onDisk()).not.toContain(join('arriving', 'half'))
    })

    test('the same content, many times at once, lies there once', async () => {
      const before = onDisk().length
      const used = (await world.must(200, 'GET', '/files')).body.used
      const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => uploaded('the same for all', `${i}.txt`)))
      expect(new Set(ids).size).toBe(12)
      expect(onDisk().length).toBe(before + 1)
      expect((await world.must(200, 'GET', '/files')).body.used).toBe(used + 'the same for all'.length)
      for (const id of ids) expect((await get(id, '/content')).text).toBe('the same for all')
    })
  })

  describe('who sees it', () => {
    test('before a record names it, only who sent it; afterwards whoever reads the record', async () => {
      const id = await uploaded(pdf)
      const nothing = await get('01J0000000000000000000000X', '', {}, world.memberToken)
      for (const rest of ['', '/content', '/preview']) {
        const theirs = await get(id, rest, {}, world.memberToken)
        expect([theirs.status, theirs.text]).toEqual([404, nothing.text])
      }
      await newClaim({ offer: { id } })
      expect((await get(id, '/content', {}, world.memberToken)).status).toBe(200)
    })

    test('somebody else’s upload cannot be named, and is told from nothing by nothing', async () => {
      const id = await uploaded(pdf)
      const name = (file: string) =>
        app().call('POST', `${world.tenant.path}/records/claim`, {
          token: world.memberToken,
          body: { data: { title: 'Theft', offer: { id: file } } },
        })
      const [foreign, nothing] = [await name(id), await name('01J0000000000000000000000X')]
      expect(foreign.status).toBe(422)
      expect(foreign.body.errors).toEqual([expect.objectContaining({ pointer: '/data/offer', code: 'file-missing' })])
      expect(foreign.text.replaceAll(id, 'ID')).toBe(nothing.text.replaceAll('01J0000000000000000000000X', 'ID'))
      const record = await newClaim({ title: 'x' })
      const attach = await app().call('POST', `${world.tenant.path}/records/claim/${record.id}/attachments`, {
        token: world.memberToken,
        body: { file: id },
      })
      expect(attach.status).toBe(404)
    })

    test('the neighbour’s file is nowhere in this tenant', async () => {
      const stranger = await newPerson(app(), 'stranger')
      const elsewhere = await newTenant(app(), stranger)
      const key = await newApiKey(app(), stranger, elsewhere)
      const { body } = await app().call('POST', `${elsewhere.path}/files`, { token: key, text: Buffer.from('secret') })
      for (const rest of ['', '/content', '/preview']) expect((await get(body.id, rest)).status).toBe(404)
      expect((await world.call('POST', '/records/claim', { data: { offer: body.id } })).status).toBe(422)
      expect(onDisk().some((path) => readFileSync(join(folder(), path), 'utf8') === 'secret')).toBe(false)
    })

    test('a file of a blueprint in the trash is gone with it', async () => {
      await world.must(201, 'POST', '/blueprints', { name: 'passing', fields: [{ key: 'f', type: 'file' }] })
      const id = await uploaded('passing', 'p.txt')
      await world.must(201, 'POST', '/records/passing', { data: { f: id } })
      await world.must(204, 'DELETE', '/blueprints/passing')
      expect((await get(id)).status).toBe(404)
      await world.must(200, 'POST', '/blueprints/passing/restore')
      expect((await get(id)).status).toBe(200)
    })
  })

  describe('in a record', () => {
    test('an id is enough, and what a client says beside it does not count', async () => {
      const id = await uploaded(pdf)
      const truth = { id, name: 'offer.pdf', size: pdf.length, type: 'application/pdf' }
      const forged = { id, name: 'virus.exe', size: 1, type: 'text/plain' }
      expect((await newClaim({ offer: id })).data.offer).toEqual(truth)
      const record = await newClaim({ offer: forged })
      expect(record.data.offer).toEqual(truth)
      const again = await world.must(200, 'PATCH', `/records/claim/${record.id}`, { data: { offer: forged } })
      expect([again.body.rev, again.body.data.offer]).toEqual([1, truth])
      const listed = await world.must(200, 'GET', `/records/claim?filter=${encodeURIComponent('has(offer)')}`)
      expect(listed.body.items.some((one: { id: string }) => one.id === record.id)).toBe(true)
    })

    test('kind, size and number are held to, by what the file is and not by its name', async () => {
      const [picture, big, text] = [
        await uploaded(png, 'really.pdf'),
        await uploaded(Buffer.concat([pdf, Buffer.alloc(1_000)]), 'big.pdf'),
        await uploaded('plain', 'really.png'),
      ]
      const refusal = async (data: unknown) => {
        const { status, body } = await world.call('POST', '/records/claim', { data })
        return [status, ...body.errors.map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`)]
      }
      expect(await refusal({ offer: picture })).toEqual([422, '/data/offer file-not-accepted'])
      expect(await refusal({ offer: big })).toEqual([422, '/data/offer file-too-large'])
      expect(await refusal({ photos: [picture, text] })).toEqual([422, '/data/photos/1 file-not-accepted'])
      expect(await refusal({ photos: picture })).toEqual([422, '/data/photos not-list'])
      const four = await Promise.all([1, 2, 3, 4].map((i) => uploaded(Buffer.concat([png, Buffer.from([i])]))))
      expect(await refusal({ photos: four })).toEqual([422, '/data/photos too-many'])
      expect(await refusal({ offer: { id: picture, url: 'x' } })).toEqual([422, '/data/offer/url unknown-member'])
      expect(await refusal({ offer: { name: 'x' } })).toEqual([422, '/data/offer not-file'])
      expect(await refusal({ lines: [{ receipt: 'nothing' }] })).toEqual([422, '/data/lines/0/receipt file-missing'])
      expect((await newClaim({ photos: [picture, { id: picture }] })).data.photos).toHaveLength(1)
    })

    test('in groups, in bulk, in the form of an event', async () => {
      const [receipt, second, offer] = [await uploaded('r', 'r.txt'), await uploaded('s', 's.txt'), await uploaded(pdf)]
      const record = await newClaim({ lines: [{ what: 'Taxi', receipt: { id: receipt } }] })
      expect(record.data.lines[0]).toMatchObject({ what: 'Taxi', receipt: { name: 'r.txt', size: 1 } })
      expect((await get(receipt, '', {}, world.memberToken)).status).toBe(200)
      const items = [
        { op: 'create', data: { title: 'b', lines: [{ receipt: second }] } },
        { op: 'update', id: record.id, data: { offer } },
      ]
      await world.must(200, 'POST', '/records/claim/bulk', { items })
      expect((await get(second, '', {}, world.memberToken)).status).toBe(200)
      const refused = await world.call('POST', '/records/claim/bulk', {
        items: [{ op: 'create', data: { offer: 'nothing' } }],
      })
      expect(refused.body.errors[0]).toMatchObject({ pointer: '/items/0/data/offer', code: 'file-missing' })
      const partial = await world.must(200, 'POST', '/records/claim/bulk?partial=true', {
        items: [
          { op: 'create', data: { offer: 'nothing' } },
          { op: 'create', data: { offer } },
        ],
      })
      expect(partial.body.items.map((one: { status: number }) => one.status)).toEqual([422, 201])
      const closing = await newClaim({ title: 'to close' })
      const close = `/records/claim/${closing.id}/transitions/close`
      expect((await world.call('POST', close, { offer: 'nothing' })).body.errors[0].code).toBe('file-missing')
      const closed = await world.must(200, 'POST', close, { offer: { id: offer, name: 'forged' } })
      expect(closed.body.data.offer).toMatchObject({ name: 'offer.pdf' })
    })

    test('asked for: which records have one', async () => {
      const picture = await uploaded(png, 'asked.png')
      const [withPhotos, without] = [
        await newClaim({ title: 'has photos', photos: [picture] }),
        await newClaim({ title: 'no photos' }),
      ]
      const found = async (filter: string) => {
        const { body } = await world.must(200, 'GET', `/records/claim?limit=200&filter=${encodeURIComponent(filter)}`)
        const ids: string[] = body.items.map((one: { id: string }) => one.id)
        return [withPhotos, without].map(({ id }) => ids.includes(id))
      }
      expect(await found('has(photos)')).toEqual([true, false])
      expect(await found('photos == null')).toEqual([false, true])
      expect(await found('has(offer)')).toEqual([false, false])
      expect(await found('offer == null')).toEqual([true, true])
    })

    test('found by its name', async () => {
      const id = await uploaded('x', 'Zusammenfassung.txt')
      const record = await newClaim({ offer: id })
      const { indexSearch } = await import('../record-store/search-table.ts')
      const { store } = await scopeOf(app(), no)
      while ((await indexSearch(store)) > 0);
      const found = await world.must(200, 'GET', '/records/claim?q=zusammenfassung')
      expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([record.id])
    })

    test('taken out it can come back with the history', async () => {
      const id = await uploaded('old offer', 'old.txt')
      const record = await newClaim({ offer: id })
      await world.must(200, 'PATCH', `/records/claim/${record.id}`, { data: { offer: null } })
      clock += 40 * day
      await sweepFiles(await scopeOf(app(), no))
      const back = await app().call('POST', `${world.tenant.path}/records/claim/${record.id}/restore`, {
        token: world.memberToken,
        body: { rev: 1 },
      })
      expect(back.body.data.offer).toMatchObject({ id, name: 'old.txt' })
      expect((await get(id, '/content', {}, world.memberToken)).text).toBe('old offer')
    })
  })

  describe('attachments', () => {
    const at = (record: string, rest = '') => `/records/claim/${record}/attachments${rest}`
    const asMember = (method: string, path: string, body?: unknown) =>
      app().call(method, world.tenant.path + path, {
        token: world.memberToken,
        ...(body === undefined ? {} : { body }),
      })

    test('hung up, listed, taken off, hung up again by somebody else', async () => {
      const record = await newClaim({ title: 'with attachments' })
      const [one, two] = [await uploaded('one', 'one.txt'), await uploaded(png, 'two.png')]
      const attached = await world.must(201, 'POST', at(record.id), { file: one })
      expect(attached.body).toMatchObject({ id: one, name: 'one.txt', size: 3, type: 'text/plain', preview: false })
      await world.must(201, 'POST', at(record.id), { file: two })
      // Twice is once.
      expect((await world.must(201, 'POST', at(record.id), { file: one })).body).toEqual(attached.body)
      const names = async () =>
        (await asMember('GET', at(record.id))).body.items.map((file: { name: string }) => file.name)
      expect(await names()).toEqual(['one.txt', 'two.png'])
      expect((await asMember('DELETE', at(record.id, `/${one}`))).status).toBe(204)
      expect(await names()).toEqual(['two.png'])
      expect((await asMember('GET', `/files/${one}`)).status).toBe(404)
      expect((await asMember('DELETE', at(record.id, `/${one}`))).status).toBe(404)
      expect((await asMember('POST', at(record.id), { file: one })).status).toBe(201)
      expect(await names()).toEqual(['one.txt', 'two.png'])
      expect((await asMember('GET', `/files/${one}`)).status).toBe(200)
      expect((await world.must(200, 'GET', `/records/claim/${record.id}`)).body.rev).toBe(1)
    })

    test('a record in the trash shows them and takes none', async () => {
      const record = await newClaim({ title: 'thrown away' })
      const [kept, late] = [await uploaded('kept', 'kept.txt'), await uploaded('late', 'late.txt')]
      await world.must(201, 'POST', at(record.id), { file: kept })
      await world.must(204, 'DELETE', `/records/claim/${record.id}`)
      expect((await world.must(200, 'GET', at(record.id))).body.items).toHaveLength(1)
      expect((await world.call('POST', at(record.id), { file: late })).status).toBe(404)
      expect((await world.call('DELETE', at(record.id, `/${kept}`))).status).toBe(404)
      expect((await get(kept, '/content')).status).toBe(200)
    })

    test('unknown members and records are refused', async () => {
      const record = await newClaim({ title: 'y' })
      expect((await world.call('POST', at(record.id), { file: 'x', more: 1 })).status).toBe(422)
      expect((await world.call('POST', at(record.id), { file: 'nothing' })).status).toBe(404)
      expect((await world.call('GET', at('nothing'))).status).toBe(404)
      expect((await world.call('GET', '/records/nothing/x/attachments')).status).toBe(404)
    })
  })

  describe('a small picture', () => {
    const put = (id: string, content: Uint8Array, token = world.token) =>
      app().call('PUT', `${world.tenant.path}/files/${id}/preview`, { token, text: content })

    test('by the sender, once; without one the picture itself is shown', async () => {
      const id = await uploaded(Buffer.concat([png, Buffer.from('large')]), 'photo.png')
      expect((await get(id, '/preview')).text).toContain('large')
      const small = Buffer.concat([png, Buffer.from('small')])
      expect((await put(id, small)).status).toBe(204)
      expect((await put(id, Buffer.concat([png, Buffer.from('other')]))).status).toBe(204)
      const shown = await get(id, '/preview')
      expect(shown.text).toContain('small')
      expect(shown.headers.get('content-type')).toBe('image/png')
      expect(shown.headers.get('content-security-policy')).toContain('sandbox')
      expect((await get(id)).body.preview).toBe(true)
    })

    test('is a picture, is small, and nobody else’s business', async () => {
      const id = await uploaded(png, 'photo.png')
      expect((await put(id, Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(400)
      expect((await put(id, Buffer.concat([png, Buffer.alloc(300_000)]))).status).toBe(413)
      expect((await put(id, png, world.memberToken)).status).toBe(404)
      await newClaim({ photos: [id] })
      expect((await put(id, png, world.memberToken)).status).toBe(403)
    })
  })

  describe('sweeping', () => {
    test('what no record named for a day goes, bytes and all; what is shared or named stays', async () => {
      const [lonely, twin, named] = [
        await uploaded('nobody named me', 'lonely.txt'),
        await uploaded('shared content', 'twin.txt'),
        await uploaded('shared content', 'named.txt'),
      ]
      await newClaim({ offer: named })
      expect(await sweepFiles(await scopeOf(app(), no))).toBe(0)
      clock += day + 60_000
      const before = onDisk().length
      expect(await sweepFiles(await scopeOf(app(), no))).toBeGreaterThanOrEqual(2)
      for (const id of [lonely, twin]) expect((await get(id)).status).toBe(404)
      expect((await get(named, '/content')).text).toBe('shared content')
      expect(onDisk().length).toBeLessThan(before)
      expect(onDisk().some((path) => readFileSync(join(folder(), path), 'utf8') === 'nobody named me')).toBe(false)
    })

    test('what was taken off a record can be hung up again for 30 days', async () => {
      const record = await newClaim({ title: 'z' })
      const id = await uploaded('taken off', 'off.txt')
      const path = `/records/claim/${record.id}/attachments`
      await world.must(201, 'POST', path, { file: id })
      await world.must(204, 'DELETE', `${path}/${id}`)
      clock += 29 * day
      await sweepFiles(await scopeOf(app(), no))
      await world.must(201, 'POST', path, { file: id })
      await world.must(204, 'DELETE', `${path}/${id}`)
      clock += 31 * day
      await sweepFiles(await scopeOf(app(), no))
      expect((await world.call('POST', path, { file: id })).status).toBe(404)
      expect(onDisk().some((path) => readFileSync(join(folder(), path), 'utf8') === 'taken off')).toBe(false)
    })

    test('while the same bytes go and come, whoever brings them has them', async () => {
      for (let round = 0; round < 8; round++) {
        const content = `going and coming ${round}`
        await uploaded(content)
        clock += 2 * day
        const scope = await scopeOf(app(), no)
        const [, ids] = await Promise.all([
          sweepFiles(scope),
          Promise.all(Array.from({ length: 4 }, () => uploaded(content))),
        ])
        for (const id of ids) expect((await get(id, '/content')).text).toBe(content)
      }
    })

    test('naming and sweeping at once: the record has its file, or was refused', async () => {
      for (let round = 0; round < 6; round++) {
        const id = await uploaded(`raced for ${round}`, 'raced.txt')
        clock += 2 * day
        const [, answered] = await Promise.all([
          sweepFiles(await scopeOf(app(), no)),
          world.call('POST', '/records/claim', { data: { offer: id } }),
        ])
        expect([201, 422]).toContain(answered.status)
        expect((await get(id, '/content')).status).toBe(answered.status === 201 ? 200 : 404)
      }
    })
  })

  test('bytes that are missing are 404, and said in the log alone', async () => {
    const id = await uploaded('to be lost', 'lost.txt')
    const path = onDisk().find((one) => readFileSync(join(folder(), one), 'utf8') === 'to be lost') as string
    rmSync(join(folder(), path))
    expect((await get(id, '/content')).status).toBe(404)
    await uploaded('to be lost', 'found.txt')
    expect((await get(id, '/content')).text).toBe('to be lost')
  })

  test('an erased tenant leaves no bytes', async () => {
    clock = 0
    const stranger = await newPerson(app(), 'leaving')
    const tenant = await newTenant(app(), stranger)
    await app().call('POST', `${tenant.path}/files`, { token: stranger.token, text: Buffer.from('x') })
    const number = await numberOf(app(), tenant.id)
    const left = join(app().runtime.config.dataFolder, 'files', String(number))
    expect(readdirSync(left).length).toBeGreaterThan(0)
    await app().runtime.tenants.erase(number)
    expect(() => readdirSync(left)).toThrow('ENOENT')
  })
})

describeApp('files in little space', { env: { MOLDE_FILE_LIMIT: '1', MOLDE_STORAGE_LIMIT: '1' } }, (app) => {
  test('a full workspace takes no more, and says so', async () => {
    const world = await newWorld(app())
    const send = (content: Uint8Array) =>
      app().call('POST', `${world.tenant.path}/files`, { token: world.token, text: content })
    const most = Buffer.alloc(600_000, 'a')
    expect((await send(most)).status).toBe(201)
    // The same bytes take no more room.
    expect((await send(most)).status).toBe(201)
    const full = await send(Buffer.alloc(600_000, 'b'))
    expect([full.status, full.body.code]).toEqual([507, 'storage-full'])
    expect((await world.must(200, 'GET', '/files')).body).toEqual({
      used: 600_000,
      limit: 1_000_000,
      largest: 1_000_000,
    })
  })
})

async function numberOf(app: TestApp, id: string): Promise<number> {
  const row = await app.runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [id])
  return Number(row?.no)
}

async function scopeOf({ runtime }: TestApp, no: number): Promise<Scope> {
  const tenant = await findTenantByNo(runtime.control.read, no)
  if (!tenant) throw new Error('no tenant')
  const store = await runtime.tenants.open(no)
  return { runtime, tenant, store, actor: { kind: 'system', id: 'system', roles: [] }, language: 'en' }
}

/** A body without a length, piece by piece, until the server has had enough. */
function sendPieces(app: TestApp, world: TenantWorld, { piece, pieces }: { piece: Uint8Array; pieces: number }) {
  return new Promise<{ status: number | 'cut'; taken: number }>((resolve) => {
    let taken = 0
    const sent = httpRequest(`${app.url}${world.tenant.path}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.token}`, 'transfer-encoding': 'chunked' },
    })
    let status: number | 'cut' = 'cut'
    sent.on('response', (answered) => {
      status = answered.statusCode ?? 0
      answered.resume()
      resolve({ status, taken })
      sent.destroy()
    })
    sent.on('error', () => resolve({ status, taken }))
    const next = () => {
      if (taken >= pieces || sent.destroyed) return void sent.end()
      taken += 1
      sent.write(piece, () => setTimeout(next, 2))
    }
    next()
  })
}

function breakOff(app: TestApp, world: TenantWorld): Promise<void> {
  return new Promise((resolve) => {
    const sent = httpRequest(`${app.url}${world.tenant.path}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.token}`, 'content-length': '500000' },
    })
    sent.on('error', () => resolve())
    sent.write(Buffer.alloc(100_000, 'x'), () => setTimeout(() => sent.destroy(new Error('gone')), 100))
  })
}

async function settled(check: () => void): Promise<void> {
  for (let wait = 0; ; wait += 50) {
    try {
      return check()
    } catch (failed) {
      if (wait >= 3_000) throw failed
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
