// Mounts the studio: words first, then the page.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './style/letters.ts'
import './style/page.css'
import './style/touch.css'
import './style/thumb.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api/query-client.ts'
import { makeRouter, setOff } from './app.tsx'
import { cssVariables, theme } from './style/theme.ts'
import { startText, TextProvider } from './text/text.ts'
import { whenIdle } from './ui/when-idle.ts'

/** What is said before it stands waits in its store. */
const NoticeStack = lazy(async () => {
  await whenIdle()
  return { default: (await import('./ui/notice-stack.tsx')).NoticeStack }
})

/** Milliseconds that the page waits for its rows: one that is drawn without them is drawn twice. */
const rowsLate = 150

const queryClient = makeQueryClient()
const router = makeRouter(queryClient)
const colorScheme = localStorageColorSchemeManager({ key: 'molde.theme' })

const rows = setOff(queryClient, window.location)
// The first drawing is the whole page: drawn by the router's own first step, it would come after an empty one, and what follows
// from it would be done before it is seen. What the router cannot find is said by the page it makes of that.
// No top-level await: the catalogue's own file may depend on this one, and each would wait for the other.
void Promise.all([startText(), router.load()])
  .then(() => Promise.race([rows, after(rowsLate)]))
  .then(mount)

// Installed on a phone, and readable without a connection. Nothing of the page waits for it.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  window.addEventListener('load', () => void navigator.serviceWorker.register('/offline.js').catch(() => undefined))

// A new release takes the old files away; a page still open reads the new one instead of breaking. Not twice in ten seconds, and
// not where only the connection is missing.
window.addEventListener('vite:preloadError', (event) => {
  if (!navigator.onLine) return
  const last = Number(sessionStorage.getItem('molde.reloaded') ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem('molde.reloaded', String(Date.now()))
  event.preventDefault()
  window.location.reload()
})

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function mount(): void {
  const place = document.getElementById('molde')
  if (!place) return
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <TextProvider>
          <QueryClientProvider client={queryClient}>
            <Suspense>
              <NoticeStack />
            </Suspense>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </TextProvider>
      </MantineProvider>
    </StrictMode>,
  )
}
