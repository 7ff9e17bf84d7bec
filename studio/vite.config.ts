// How the studio is built and how it reaches the API while it is being developed.
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Connect, defineConfig, type Plugin, type Rolldown, type UserConfig } from 'vite'
import { compileEarly } from './compile-early.ts'
import { earlyFiles } from './early-files.ts'
import { learnChunks } from './group-chunks.ts'
import { stillLibrary } from './still-library.ts'
import { webManifests } from './web-manifest.ts'

/** `MOLDE_API=http://127.0.0.1:4510 npm run dev` develops against a server on another port. */
const api = process.env.MOLDE_API ?? 'http://127.0.0.1:3000'
const toApi = { target: api, changeOrigin: true, headers: { origin: api } }

/** While one develops, /styleguide is the guide to everything the studio is made of; a release has neither page nor file of it. */
const styleguide: Plugin = {
  name: 'styleguide',
  configurePreviewServer: ({ middlewares }) => void middlewares.use(samplePicture),
  configureServer(server) {
    server.middlewares.use(samplePicture)
    server.middlewares.use((request, _answer, next) => {
      if (/^\/styleguide(\?|$)/.test(request.url ?? ''))
        request.url = request.url?.replace('/styleguide', '/styleguide.html')
      next()
    })
  },
}

/** No server stands behind the guide: every picture in it is the program's own. */
const samplePicture: Connect.NextHandleFunction = (request, answer, next) => {
  if (!request.url?.startsWith('/api/v1/tenants/guide/files/')) return next()
  answer.setHeader('content-type', 'image/svg+xml')
  answer.end(readFileSync(join(import.meta.dirname, 'public/molde.svg')))
}

const studio = (isGuide: boolean): UserConfig => ({
  root: import.meta.dirname,
  plugins: [react(), styleguide, webManifests, stillLibrary, earlyFiles, compileEarly],
  // Ajv could not run under the content security policy, so it is not even shipped; see src/without-ajv.ts.
  resolve: { alias: { 'ajv/dist/2020.js': `${import.meta.dirname}/src/without-ajv.ts` } },
  server: { port: 5173, proxy: { '/api': toApi, '/docs': toApi, '/healthz': toApi } },
  build: {
    outDir: isGuide ? join(tmpdir(), 'molde-styleguide') : 'dist',
    ...(isGuide ? { rolldownOptions: { input: `${import.meta.dirname}/styleguide.html` } } : {}),
    emptyOutDir: true,
    // Says which file holds which module: check-weight.mjs reads it.
    manifest: !isGuide,
    target: 'es2022',
    // The polyfill would be the only script that is not a file of its own.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})

// `--mode styleguide` builds the guide instead of the studio, to be photographed and tested.
export default defineConfig(async ({ command, mode }) => {
  const isGuide = mode === 'styleguide'
  const config = studio(isGuide)
  if (command !== 'build' || isGuide) return config
  const names = await learnChunks(config)
  const rolldownOptions: Rolldown.InputOptions & { output: Rolldown.OutputOptions } = {
    preserveEntrySignatures: 'allow-extension',
    output: {
      codeSplitting: {
        groups: [{ name: (id) => names.get(id) ?? null, debugName: 'together' }],
        includeDependenciesRecursively: false,
      },
    },
  }
  return { ...config, build: { ...config.build, rolldownOptions } }
})
