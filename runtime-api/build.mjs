// Builds the server into dist: one file and what it loads later. What we import is bundled at the version that its
// workspace pins, and starts faster than hundreds of files; packages that bring binaries, files of their own or a choice
// of drivers stay where they are.
import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

const { metafile } = await build({
  // The server, and the command line.
  entryPoints: [at('src/main.ts'), at('src/molde.ts')],
  outdir: at('dist'),
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  external: ['better-sqlite3', 'pg', 'knex', '@node-rs/argon2', 'swagger-ui-dist'],
  // CommonJS packages among the bundled ones ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)",
  },
  alias: {
    '@molde/engine': at('../engine/src/index.ts'),
    '@molde/schemas': at('../schemas/index.ts'),
    '@molde/migrations': at('../migrations/index.ts'),
  },
  metafile: true,
  logLevel: 'warning',
})

// Parts of earlier builds go, but not at once: a server that runs may still ask for its own.
const written = new Set(Object.keys(metafile.outputs).map((file) => basename(file)))
for (const file of readdirSync(at('dist')).filter((name) => !written.has(name))) {
  if (Date.now() - statSync(at(`dist/${file}`)).mtimeMs > 3_600_000) rmSync(at(`dist/${file}`), { force: true })
}
