// Which scripts are compiled whole while they are still being fetched? Left alone, a browser compiles each function when it is first
// called, on the thread that draws the page; for those that every first screen runs, most of that time can pass elsewhere.
import type { Plugin } from 'vite'

/** https://v8.dev/blog/explicit-compile-hints; to other browsers it is a comment. */
const hint = '//# allFunctionsCalledOnLoad\n'

/** By the name of their file without its hash; group-chunks.ts names them. */
const runAtOnce: readonly string[] = [
  'index',
  'program',
  'frame',
  'records',
  'list',
  'tenant-frame',
  'record-list-page',
]

export const compileEarly: Plugin = {
  name: 'compile-early',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && runAtOnce.includes(file.name)) file.code = hint + file.code
    },
  },
}
