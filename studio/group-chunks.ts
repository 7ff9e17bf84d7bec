// Which modules travel together? Left alone, the bundler makes a file for every set of pages that have something in common: a
// list would be more than a hundred files, each with its own way through cache, service worker and loader.
import { join } from 'node:path'
import { build, type InlineConfig, type Rolldown } from 'vite'

const at = (path: string) => join(import.meta.dirname, 'src', path)
const program = [join(import.meta.dirname, 'index.html')]
const outside = ['sign-in', 'sign-up', 'check-mail', 'verified', 'forgot-password', 'reset-password'].map((page) =>
  at(`account-pages/${page}-page.tsx`),
)
const frame = [at('shell/tenant-frame.tsx')]
const start = [at('tenant-pages/tenant-start-page.tsx')]
const list = [at('record-pages/record-list-page.tsx')]
const canvases = [at('blueprint-builder/model-page.tsx'), at('flow-builder/flow-page.tsx')]
const record = [at('record-pages/record-page.tsx'), at('record-pages/new-record-page.tsx')]

/**
 * Builds once without writing anything, to learn which modules each page really needs once unused parts of libraries are left
 * out. Answers with the file of each module that is needed together with others; the bundler decides about the rest.
 */
export async function learnChunks(config: InlineConfig): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    ...config,
    configFile: false,
    logLevel: 'silent',
    build: { ...config.build, write: false, minify: false, reportCompressedSize: false },
  })
  const chunks = [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((file) => file.type === 'chunk')
  return namesOf(chunks)
}

function namesOf(chunks: readonly Rolldown.OutputChunk[]): ReadonlyMap<string, string> {
  const needed = (roots: readonly string[]) => neededBy(roots, chunks)
  const [everywhere, before, inside, first] = [needed(program), needed(outside), needed(frame), needed(start)]
  const [ofList, ofRecord, ofCanvases] = [needed(list), needed(record), needed(canvases)]
  const nameOf = (chunk: Rolldown.OutputChunk): string | undefined => {
    if (everywhere.has(chunk)) return 'program'
    // Inputs and titles that the pages before signing in have, too, are so small that everybody fetches them.
    if (before.has(chunk)) return inside.has(chunk) || ofList.has(chunk) ? 'program' : undefined
    // Who starts does not fetch the lists.
    if (inside.has(chunk) || (first.has(chunk) && ofList.has(chunk))) return 'frame'
    if (first.has(chunk) || !ofList.has(chunk)) return undefined
    // A drawing shows no list, but has menus, choices and conditions as lists do.
    if (ofCanvases.has(chunk)) return 'parts'
    return ofRecord.has(chunk) ? 'records' : 'list'
  }
  const names = new Map<string, string>()
  for (const chunk of chunks) {
    const name = nameOf(chunk)
    // Where a page begins is a file of its own, under its own name.
    const others = chunk.moduleIds.filter((id) => id !== chunk.facadeModuleId && id !== at('main.tsx'))
    if (name) for (const id of others) names.set(id, name)
  }
  return names
}

/** What is fetched before these modules can run. */
function neededBy(roots: readonly string[], chunks: readonly Rolldown.OutputChunk[]): Set<Rolldown.OutputChunk> {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const found = new Set<Rolldown.OutputChunk>()
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk)) return
    found.add(chunk)
    for (const file of chunk.imports) visit(byFile.get(file))
  }
  for (const root of roots) {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === root)
    if (!chunk) throw new Error(`no file begins with ${root}`)
    visit(chunk)
  }
  return found
}
