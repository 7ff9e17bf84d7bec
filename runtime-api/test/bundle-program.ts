// Which file do tests start as a process of its own? A program from the sources as they are now, in one piece: it starts in a fraction of the time that its sources take one by one.
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { programFolder } from '../src/program-folder.ts'

const source = (path: string) => join(programFolder, path)

/** What Node needs to start it with, and how it goes away again. */
export interface Bundled {
  readonly args: readonly string[]
  remove(): void
}

/** From an entry below the program's folder. Lies beside the real build and not in its place, with every package left where it is. */
export async function bundleProgram(entry: string, mark = ''): Promise<Bundled> {
  const outfile = source(`runtime-api/dist/${basename(entry, '.ts')}-${process.pid}${mark}.js`)
  await build({
    entryPoints: [source(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    alias: {
      '@molde/engine': source('engine/src/index.ts'),
      '@molde/schemas': source('schemas/index.ts'),
      '@molde/migrations': source('migrations/index.ts'),
    },
  })
  return { args: [outfile], remove: () => rmSync(outfile, { force: true }) }
}
