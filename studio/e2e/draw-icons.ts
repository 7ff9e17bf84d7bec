// Draws public/molde.svg as the pictures that systems want of an installed program. Run it when the drawing has changed:
//   node --import tsx studio/e2e/draw-icons.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from './test-browser.ts'

const folder = join(import.meta.dirname, '../public')
const drawing = readFileSync(join(folder, 'molde.svg'), 'utf8')
/** To the edges, since a system cuts its own shape out of it; what must be seen stays in the inner four fifths. */
const uncut = drawing
  .replace(' rx="6"', '')
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect width="32" height="32"', '<rect x="-4" y="-4" width="40" height="40"')
/** An iPhone rounds the corners itself, and cuts nothing else. */
const square = drawing.replace(' rx="6"', '')

const pictures = [
  ['molde-192', drawing, 192],
  ['molde-512', drawing, 512],
  ['molde-maskable-192', uncut, 192],
  ['molde-maskable-512', uncut, 512],
  ['molde-touch-180', square, 180],
] as const

const browser = await openBrowser()
try {
  for (const [name, svg, size] of pictures) {
    const page = await browser.newPage({ viewport: { width: size, height: size }, deviceScaleFactor: 1 })
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
    )
    writeFileSync(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }))
    await page.close()
  }
} finally {
  await browser.close()
}
