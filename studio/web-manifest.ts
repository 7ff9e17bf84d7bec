// What a browser learns of the studio before it installs it: name, icons, colours, and where one can begin, in each language.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const languages = ['en', 'pt-BR', 'ru'] as const
type Language = (typeof languages)[number]

/** As `nearest` in before-paint.js asks for it. */
const manifestName = (language: Language) => `molde${language === 'en' ? '' : `-${language}`}.webmanifest`

/** The pictures are drawn by e2e/draw-icons.ts. */
const icons = [
  { src: '/molde.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  { src: '/molde-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/molde-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/molde-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
  { src: '/molde-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
]

function webManifest(language: Language): object {
  const { account, tenants } = JSON.parse(readFileSync(join(import.meta.dirname, `src/text/${language}.json`), 'utf8'))
  const [own] = icons.filter(({ src }) => src === '/molde-192.png')
  return {
    // The same program in every language: a browser that speaks another one later knows it again.
    id: '/',
    name: 'Molde',
    short_name: 'Molde',
    description: account.whatItIs,
    lang: language,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#FAF9F6',
    theme_color: '#FAF9F6',
    categories: ['business', 'productivity'],
    icons,
    // Only what needs no workspace: which one is meant, nobody knows before it is open.
    shortcuts: [
      { name: tenants.title, url: '/', icons: [own] },
      { name: tenants.new, url: '/new-tenant', icons: [own] },
      { name: account.title, url: '/account', icons: [own] },
    ],
  }
}

export const webManifests: Plugin = {
  name: 'web-manifests',
  configureServer(server) {
    server.middlewares.use((request, answer, next) => {
      const language = languages.find((one) => request.url === `/${manifestName(one)}`)
      if (!language) return next()
      answer.setHeader('content-type', 'application/manifest+json')
      answer.end(JSON.stringify(webManifest(language)))
    })
  },
  generateBundle() {
    for (const language of languages)
      this.emitFile({
        type: 'asset',
        fileName: manifestName(language),
        source: JSON.stringify(webManifest(language)),
      })
  },
}
