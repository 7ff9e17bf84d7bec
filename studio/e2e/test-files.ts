// Files for browser tests: real pictures, and ways to drop and paste them as a person would.
import { crc32, deflateSync } from 'node:zlib'
import type { Locator, Page } from 'playwright-core'
import type { Molde, Seat } from './test-browser.ts'

export interface TestFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A picture of coloured stripes; with `noise` it is as large as a photo. */
export function picture(name: string, { side = 64, noise = false, hue = 40 } = {}): TestFile {
  const rows = Buffer.alloc(side * (side * 3 + 1))
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const at = y * (side * 3 + 1) + 1 + x * 3
      const grain = noise ? ((x * 7919 + y * 104_729 + ((x * y) % 251) * 31) % 64) - 32 : 0
      rows[at] = clamp(hue + (x * 180) / side + grain)
      rows[at + 1] = clamp(120 + ((x + y) % 16) * 4 + grain)
      rows[at + 2] = clamp(200 - (y * 150) / side + grain)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const buffer = Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { name, mimeType: 'image/png', buffer }
}

export function pdf(name: string, more = ''): TestFile {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n% ${more}\n%%EOF\n`) }
}

/** As if dragged from a folder: over the place, then let go. */
export async function dropOn(place: Locator, files: readonly TestFile[]): Promise<void> {
  const data = await transferOf(place.page(), files)
  for (const type of ['dragenter', 'dragover', 'drop']) await place.dispatchEvent(type, { dataTransfer: data })
}

export async function hoverWith(place: Locator, files: readonly TestFile[]): Promise<void> {
  await place.dispatchEvent('dragenter', { dataTransfer: await transferOf(place.page(), files) })
}

export async function pasteInto(place: Locator, file: TestFile): Promise<void> {
  const data = await transferOf(place.page(), [file])
  await place.evaluate(
    (element, clipboardData) =>
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: clipboardData as DataTransfer, bubbles: true, cancelable: true }),
      ),
    data,
  )
}

function transferOf(page: Page, files: readonly TestFile[]) {
  const plain = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, content: buffer.toString('base64') }))
  return page.evaluateHandle((all) => {
    const data = new DataTransfer()
    for (const { name, mimeType, content } of all) {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: mimeType }))
    }
    return data
  }, plain)
}

/** Through the API; answers with its id. */
export async function uploadAs({ context }: Seat, molde: Molde, tenant: string, file: TestFile): Promise<string> {
  const answer = await context.request.post(`${molde.url}/api/v1/tenants/${tenant}/files`, {
    headers: { origin: molde.url, 'x-file-name': encodeURIComponent(file.name), 'content-type': file.mimeType },
    data: file.buffer,
  })
  if (!answer.ok()) throw new Error(`upload: ${answer.status()} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named) >>> 0, named.length + 4)
  return whole
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}
