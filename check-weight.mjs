// How much script does a page of the studio cost to fetch? Prints a table, and fails when a page that somebody may begin with passes
// its budget.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** kB as they travel, gzipped: what a first screen fetches before it can be used. */
const budget = 250
/** The same of pages that somebody opens by a link, with nothing fetched before; each has words of its own. */
const opened = {
  'a list': { page: 'src/record-pages/record-list-page.tsx', words: 'records', budget: 330 },
  'a record': { page: 'src/record-pages/record-page.tsx', words: 'records', budget: 608 },
  'the data model': { page: 'src/blueprint-builder/model-page.tsx', words: 'builder', budget: 707 },
  'a flow': { page: 'src/flow-builder/flow-page.tsx', words: 'builder', budget: 702 },
}
const languages = ['en', 'pt-BR', 'ru']

const dist = join(import.meta.dirname, 'studio/dist')
execFileSync(process.execPath, ['run.mjs', 'ready'], {
  cwd: import.meta.dirname,
  env: { ...process.env, NODE_ENV: 'production' },
  stdio: 'inherit',
})
const chunks = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
process.exitCode = report(chunks, (file) => gzipSync(readFileSync(join(dist, file))).length / 1000)

function report(chunks, weigh) {
  const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0)
  const pages = Object.keys(chunks).filter((name) => name.endsWith('-page.tsx'))
  if (pages.length < 10) throw new Error('the pages were not found: is app.tsx still what loads them?')
  const program = ['index.html']
  const inside = [...program, 'src/shell/tenant-frame.tsx']
  const screens = {
    'the first screen outside: sign in': [...program, 'src/account-pages/sign-in-page.tsx'],
    'the first screen inside: start': [...inside, 'src/tenant-pages/tenant-start-page.tsx'],
  }
  // Each language is somebody's, and Russian words weigh the most.
  const first = Object.entries(screens).flatMap(([name, modules]) =>
    languages.map((language) => ({
      name: `${name} (${language})`,
      weight: sum(filesOf(chunks, [...modules, `src/text/${language}.json`])),
      budget,
    })),
  )
  const alone = Object.entries(opened).map(([name, { page, words, budget }]) => ({
    name: `${name}, opened first (ru)`,
    weight: sum(filesOf(chunks, [...inside, page, 'src/text/ru.json', `src/text/${words}.ru.json`])),
    budget,
  }))
  const held = [...first, ...alone]
  const there = filesOf(chunks, inside)
  const more = pages
    .map((name) => [name, sum([...filesOf(chunks, [name])].filter((file) => !there.has(file)))])
    .sort((a, b) => b[1] - a[1])
  console.log('scripts, kB gzipped')
  for (const { name, weight, budget } of held) console.log(`${line(name, weight)}  (budget ${budget})`)
  for (const [name, weight] of more) console.log(line(`+ ${name.replace(/^src\//, '').replace(/\.tsx$/, '')}`, weight))
  for (const words of ['records', 'builder', 'settings', 'jump'])
    console.log(line(`+ words of the ${words} (ru)`, sum(filesOf(chunks, [`src/text/${words}.ru.json`]))))
  const heavy = held.filter(({ weight, budget }) => weight > budget)
  for (const { name, weight, budget } of heavy)
    console.error(`${name}: ${weight.toFixed(1)} kB, over the budget of ${budget}`)
  return heavy.length > 0 ? 1 : 0
}

/** What a browser fetches for these modules: their chunks and all that these import at once. */
function filesOf(chunks, names) {
  const seen = new Set()
  const walk = (name) => {
    const chunk = chunks[name]
    if (!chunk) throw new Error(`no chunk of ${name}`)
    if (seen.has(chunk.file)) return
    seen.add(chunk.file)
    for (const other of chunk.imports ?? []) walk(other)
  }
  names.forEach(walk)
  return seen
}

function line(name, kilobytes) {
  return `${name.padEnd(48)} ${kilobytes.toFixed(1).padStart(7)}`
}
