// Sets the chosen theme and language before anything is painted, so that a dark page never flashes white, and asks for the files
// that this address needs beside the program. A file of its own because the page's content security policy allows no inline script.
;(() => {
  const page = document.documentElement
  // As early-files.ts wrote it while the studio was built; there is nothing while it is developed.
  const files = JSON.parse(document.currentScript?.dataset.files ?? '{}')
  const [inside, list] = /^\/t\/[\w-]+(\/records\/[\w-]+\/?$)?/.exec(location.pathname) ?? []
  // Before the storage is read: a browser waits for that when a page does so first, and these can come meanwhile.
  fetchFiles(...(inside ? ['frame'] : []), ...(list ? ['list'] : []))

  let scheme = null
  let language = null
  let asked = []
  try {
    scheme = localStorage.getItem('molde.theme')
    language = localStorage.getItem('molde.language')
    asked = JSON.parse(localStorage.getItem('molde.asked') ?? '{}')[location.pathname + location.search] ?? []
  } catch {
    // Storage is blocked: the system's theme and the browser's language are used.
  }
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  if (language) page.lang = language
  paintFrame(dark)
  new MutationObserver(() => paintFrame(page.getAttribute('data-mantine-color-scheme') === 'dark')).observe(page, {
    attributeFilter: ['data-mantine-color-scheme'],
  })

  const spoken = language ?? nearest(navigator.language)
  fetchFiles(spoken, ...(list ? [`records.${spoken}`] : []))
  // As the reader speaks: see web-manifest.ts.
  const manifest = document.querySelector('link[rel=manifest]')
  if (manifest && spoken !== 'en') manifest.href = `/molde-${spoken}.webmanifest`

  // What this address asked for when it was opened last is asked for again while the program comes: see src/api/early-answers.ts.
  const headers = { accept: 'application/json', 'accept-language': spoken }
  const ask = async (url) => {
    const answer = await fetch(url, { headers, credentials: 'same-origin' })
    return {
      status: answer.status,
      ok: answer.ok,
      body: await answer.text(),
      event: answer.headers.get('last-event-id'),
    }
  }
  window.moldeEarly = new Map((Array.isArray(asked) ? asked : []).map((url) => [url, ask(url)]))
  // What nobody has taken by then is old.
  setTimeout(() => window.moldeEarly.clear(), 8_000)
  // Who takes it hears that it failed.
  for (const answer of window.moldeEarly.values()) answer.catch(() => undefined)

  /** Each once: the page knows the program's own files. */
  function fetchFiles(...parts) {
    for (const file of new Set(parts.flatMap((part) => (Object.hasOwn(files, part) ? files[part] : [])))) {
      const link = document.createElement('link')
      // Placed by the program, after its own styles: here they would stand before those, and lose to them.
      const isStyle = file.endsWith('.css')
      link.rel = isStyle ? 'preload' : 'modulepreload'
      if (isStyle) link.as = 'style'
      link.crossOrigin = ''
      link.href = `/${file}`
      document.head.append(link)
    }
  }

  /** What the system draws around the page follows the theme that was chosen here, not the system's own. */
  function paintFrame(isDark) {
    const colors = [...document.querySelectorAll('meta[name=theme-color]')]
    const paper = (colors.find(({ media }) => media.includes(isDark ? 'dark' : 'light')) ?? {}).dataset?.paper
    for (const meta of colors) if (paper) meta.content = paper
  }

  /** As `languageFor` in src/text/text.ts. */
  function nearest(tag) {
    const [base] = tag.toLowerCase().split('-')
    return base === 'pt' ? 'pt-BR' : base === 'ru' || base === 'be' ? 'ru' : 'en'
  }
})()
