// How the studio is built and how it reaches the API while it is being developed.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** `MOLDE_API=http://127.0.0.1:4510 npm run dev` develops against a server on another port. */
const api = process.env.MOLDE_API ?? 'http://127.0.0.1:3000'
const toApi = { target: api, changeOrigin: true, headers: { origin: api } }

/** While one develops, /styleguide is the guide to everything the studio is made of; a release has neither page nor file of it. */
const styleguide: Plugin = {
  name: 'styleguide',
  configureServer(server) {
    server.middlewares.use((request, _answer, next) => {
      if (/^\/styleguide(\?|$)/.test(request.url ?? ''))
        request.url = request.url?.replace('/styleguide', '/styleguide.html')
      next()
    })
  },
}

// `--mode styleguide` builds the guide instead of the studio, to be photographed and tested.
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [react(), styleguide],
  // Ajv could not run under the content security policy, so it is not even shipped; see src/without-ajv.ts.
  resolve: { alias: { 'ajv/dist/2020.js': `${import.meta.dirname}/src/without-ajv.ts` } },
  server: { port: 5173, proxy: { '/api': toApi, '/docs': toApi, '/healthz': toApi } },
  build: {
    outDir: mode === 'styleguide' ? join(tmpdir(), 'molde-styleguide') : 'dist',
    ...(mode === 'styleguide' ? { rollupOptions: { input: `${import.meta.dirname}/styleguide.html` } } : {}),
    emptyOutDir: true,
    target: 'es2022',
    // The polyfill would be the only script that is not a file of its own.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
}))
