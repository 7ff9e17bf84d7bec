// What can be read without a connection: the program itself, and what its pages have read last. Runs beside the pages as their
// service worker. What is kept belongs to one person: signing in, signing out and any 401 throw it away.
const program = 'molde-program-1'
const answers = 'molde-answers-1'
const mostAnswers = 400
/** Longer than this nobody waits for the program where the connection is there only in name. */
const patience = 4_000
/** Counts who was here: what is still being written for the one before is not kept for the next. */
let person = 0

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([dropOld(), self.registration.navigationPreload?.enable()]).then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (request.method === 'POST' && /^\/api\/auth\/sign-(in|out)/.test(pathname))
    return event.respondWith(whoElse(request))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' && !/^\/(api|docs)(\/|$)/.test(pathname)) return event.respondWith(page(event))
  if (pathname.startsWith('/assets/') || /^\/[\w-]+\.(js|svg|png|webmanifest)$/.test(pathname))
    return event.respondWith(file(request))
  if (isKept(request, pathname)) event.respondWith(answer(event))
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
  if (answered.ok) await forget()
  return answered
}

/** Every address shows the same first page, so one copy stands for all; it is only the program, never anybody's data. */
async function page(event) {
  const { request, preloadResponse } = event
  // Asked for before this program was awake, where the browser does that.
  const asked = Promise.resolve(preloadResponse).then((answered) => answered ?? fetch(request))
  const cache = await caches.open(program)
  const copied = asked.then((answered) => (answered.ok && !answered.redirected ? answered.clone() : undefined))
  event.waitUntil(copied.then((copy) => copy && cache.put('/', copy)).catch(() => undefined))
  const kept = await cache.match('/')
  if (!kept) return asked
  return Promise.race([asked, after(patience)]).catch(() => kept)
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
async function answer(event) {
  const { request } = event
  const whose = person
  try {
    const fresh = await fetch(request)
    if (fresh.status === 401) await forget()
    // Nobody waits until it is kept.
    else if (fresh.status === 200) event.waitUntil(keep(request, fresh.clone(), whose))
    return fresh
  } catch (failed) {
    const kept = await (await caches.open(answers)).match(request, { ignoreVary: true })
    if (kept) return kept
    throw failed
  }
}

async function keep(request, fresh, whose) {
  const cache = await caches.open(answers)
  // Taken away and put again, it stands last: those in front are the oldest.
  await cache.delete(request, { ignoreVary: true })
  if (whose === person) await cache.put(request, fresh)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - mostAnswers)).map((old) => cache.delete(old)))
  // Somebody came or went while it was written.
  if (whose !== person) await forget()
}

function forget() {
  person += 1
  return caches.delete(answers)
}

async function dropOld() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== program && name !== answers).map((name) => caches.delete(name)))
}
