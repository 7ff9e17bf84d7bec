// Which files are fetched beside the program instead of after it? The first page names what addresses inside of a tenant need;
// before-paint.js, which knows the address and the language, asks for it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const source = join(import.meta.dirname, 'before-paint.js')
const tag = /<script\s(?:vite-ignore\s)?\s*src="\/before-paint\.js"><\/script>/

/** By what an address needs; words by their name and language. */
const parts: Readonly<Record<string, string>> = {
  frame: 'src/shell/tenant-frame.tsx',
  list: 'src/record-pages/record-list-page.tsx',
}
/** The letters that every language's first page is written with, or most of it. */
const letters = /inter-latin-wght-normal[^/]*\.woff2$/
const words = /\/src\/text\/((?:records\.)?(?:en|pt-BR|ru))\.json$/

export const earlyFiles: Plugin = {
  name: 'early-files',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') return
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const text = readFileSync(source, 'utf8')
      const name = `assets/before-paint-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.js`
      this.emitFile({ type: 'asset', fileName: name, source: text })
      const html = page.source.toString()
      if (!tag.test(html)) throw new Error(`index.html has no ${tag}`)
      const files = JSON.stringify(filesOf(chunks)).replaceAll('"', '&quot;')
      const font = Object.keys(bundle).find((file) => letters.test(file))
      if (font === undefined) throw new Error(`no file is ${letters}`)
      const preload = `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${font}">`
      page.source = html.replace(tag, () => `${preload}<script src="/${name}" data-files="${files}"></script>`)
    },
  },
}

/** What is fetched before each part can run, without what the first page names anyway. */
function filesOf(chunks: readonly Rolldown.OutputChunk[]): Record<string, readonly string[]> {
  const program = neededBy(
    chunks.find(({ isEntry }) => isEntry),
    chunks,
  )
  const more = (chunk: Rolldown.OutputChunk | undefined) =>
    [...neededBy(chunk, chunks)].filter((file) => !program.has(file))
  const of = (path: string) => chunks.find(({ facadeModuleId }) => facadeModuleId === join(import.meta.dirname, path))
  const pages = Object.entries(parts).map(([part, path]) => [part, more(of(path))] as const)
  const texts = chunks.flatMap((chunk) => {
    const [, name] = words.exec(chunk.facadeModuleId ?? '') ?? []
    return name === undefined ? [] : [[name, more(chunk)] as const]
  })
  for (const [part, files] of pages) if (files.length === 0) throw new Error(`no file begins with ${part}`)
  return Object.fromEntries([...pages, ...texts])
}

function neededBy(root: Rolldown.OutputChunk | undefined, chunks: readonly Rolldown.OutputChunk[]): Set<string> {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const found = new Set<string>()
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk.fileName)) return
    found.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const file of chunk.imports) visit(byFile.get(file))
  }
  visit(root)
  return found
}
