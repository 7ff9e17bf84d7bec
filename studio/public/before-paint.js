// Sets the chosen theme and language before anything is painted, so that a dark page never flashes white.
// A file of its own because the page's content security policy allows no inline script.
;(() => {
  const page = document.documentElement
  let scheme = null
  let language = null
  try {
    scheme = localStorage.getItem('molde.theme')
    language = localStorage.getItem('molde.language')
  } catch {
    // Storage is blocked: the system's theme and the browser's language are used.
  }
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  if (language) page.lang = language
})()
