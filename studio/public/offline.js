// What can be read without a connection: the program itself, and what its pages have read last. Runs beside the pages as their
// service worker. What is kept belongs to one person: signing in, signing out and any 401 throw it away.
const program = 'molde-program-1'
const answers = 'molde-answers-1'
const mostAnswers = 400
/** Longer than this nobody waits for the program where the connection is there only in name. */
const patience = 4_000

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (request.method === 'POST' && /^\/api\/auth\/sign-(in|out)/.test(pathname))
    return event.respondWith(whoElse(request))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' && !/^\/(api|docs)(\/|$)/.test(pathname)) return event.respondWith(page(request))
  if (pathname.startsWith('/assets/') || /^\/[\w-]+\.(js|svg|webmanifest)$/.test(pathname))
    return event.respondWith(file(request))
  if (isKept(request, pathname)) event.respondWith(answer(request))
})

/** Secrets, streams, files (they are large, and the browser keeps them by itself) and who is signed in where are never kept. */
function isKept({ headers }, pathname) {
  if (headers.get('accept')?.includes('text/event-stream')) return false
  return (
    /^\/api\/v1\/(me$|tenants(\/|$))/.test(pathname) &&
    !/\/(events|api-keys|openapi\.json|files|files\/[^/]+\/(content|preview))$/.test(pathname)
  )
}

/** Another person may be in front of the screen now. */
async function whoElse(request) {
  const answered = await fetch(request)
  if (answered.ok) await caches.delete(answers)
  return answered
}

/** Every address shows the same first page, so one copy stands for all; it is only the program, never anybody's data. */
async function page(request) {
  const cache = await caches.open(program)
  const kept = await cache.match('/')
  const fresh = fetch(request).then(async (answered) => {
    if (answered.ok && !answered.redirected) await cache.put('/', answered.clone())
    return answered
  })
  if (!kept) return fresh
  return Promise.race([fresh, after(patience)]).catch(() => kept)
}

function after(ms) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('no answer in time')), ms))
}

/** Names of assets hold a hash: what is there is right. Other files are asked for first. */
async function file(request) {
  const cache = await caches.open(program)
  const kept = await cache.match(request, { ignoreVary: true })
  const isHashed = new URL(request.url).pathname.startsWith('/assets/')
  if (kept && isHashed) return kept
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(request, fresh.clone())
    return fresh
  } catch (failed) {
    if (kept) return kept
    throw failed
  }
}

/** What the server says; what was kept only where it cannot be reached, since an old answer that looks new would mislead. */
async function answer(request) {
  try {
    const fresh = await fetch(request)
    if (fresh.status === 401) await caches.delete(answers)
    else if (fresh.status === 200) await keep(request, fresh.clone())
    return fresh
  } catch (failed) {
    const kept = await (await caches.open(answers)).match(request, { ignoreVary: true })
    if (kept) return kept
    throw failed
  }
}

async function keep(request, fresh) {
  const cache = await caches.open(answers)
  // Taken away and put again, it stands last: those in front are the oldest.
  await cache.delete(request, { ignoreVary: true })
  await cache.put(request, fresh)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - mostAnswers)).map((old) => cache.delete(old)))
}

async function dropOld() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== program && name !== answers).map((name) => caches.delete(name)))
}
