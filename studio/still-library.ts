// Which parts of the library draw themselves a second time before anything is seen? Whatever sets a state while it is placed on the
// page has the whole page settled at once: all that follows from the first drawing is then done before the first rows are painted.
import type { Plugin } from 'vite'

/** By the end of their path, what stands for them. */
const stills: Readonly<Record<string, string>> = {
  // React's ids stay the same; the library makes others as soon as the element is there.
  '/hooks/esm/use-id/use-id.mjs': `import { useId as useOwn } from 'react'
export function useId(given) {
  const own = useOwn()
  return typeof given === 'string' ? given : 'mantine-' + own
}
`,
  // Our frame moves nothing when its window changes, so there is no motion to be held back.
  '/core/esm/components/AppShell/use-resizing/use-resizing.mjs': 'export function useResizing() {\n  return false\n}\n',
}

function stillOf(id: string): string | undefined {
  return Object.keys(stills).find((path) => id.endsWith(`/@mantine${path}`))
}

export const stillLibrary: Plugin = {
  name: 'still-library',
  apply: 'build',
  load: (id) => stills[stillOf(id) ?? ''] ?? null,
  buildEnd(failed) {
    if (failed) return
    const found = new Set([...this.getModuleIds()].flatMap((id) => stillOf(id) ?? []))
    for (const path of Object.keys(stills)) if (!found.has(path)) throw new Error(`@mantine${path} is elsewhere now`)
  },
}
