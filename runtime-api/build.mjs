// Builds the server into dist/main.js: our own workspaces bundled into one file, packages from npm left where they are.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

await build({
  entryPoints: [at('src/main.ts')],
  outdir: at('dist'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  packages: 'external',
  alias: {
    '@molde/engine': at('../engine/src/index.ts'),
    '@molde/schemas': at('../schemas/index.ts'),
    '@molde/migrations': at('../migrations/index.ts'),
  },
  logLevel: 'warning',
})
