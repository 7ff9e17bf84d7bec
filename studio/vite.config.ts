// How the studio is built and how it reaches the API while it is being developed.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `MOLDE_API=http://127.0.0.1:4510 npm run dev` develops against a server on another port. */
const api = process.env.MOLDE_API ?? 'http://127.0.0.1:3000'
const toApi = { target: api, changeOrigin: true, headers: { origin: api } }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // Ajv could not run under the content security policy, so it is not even shipped; see src/without-ajv.ts.
  resolve: { alias: { 'ajv/dist/2020.js': `${import.meta.dirname}/src/without-ajv.ts` } },
  server: { port: 5173, proxy: { '/api': toApi, '/docs': toApi, '/healthz': toApi } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The polyfill would be the only script that is not a file of its own.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})
