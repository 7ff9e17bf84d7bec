// `npm start`, `npm test`, `npm run test:long`, `npm run bench` and its `bench:studio`, `bench:scroll`, `bench:canvas` on a fresh clone: installs and builds what is missing. Node only.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
process.chdir(root)
const [command = 'start', ...rest] = process.argv.slice(2)

const tasks = {
  async start() {
    install()
    build()
    await import('./runtime-api/dist/main.js')
  },
  // For `npx molde`: everything is there, and nothing was said where its answer goes.
  ready() {
    install()
    build()
  },
  test: () => test('small'),
  'test:long': () => test('long'),
  bench: () => measure('bench/run.ts'),
  'bench:studio': () => measure('bench/studio.ts'),
  'bench:scroll': () => measure('bench/studio-scroll.ts'),
  'bench:canvas': () => measure('bench/studio-canvas.ts'),
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Molde needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
if (!Object.hasOwn(tasks, command)) {
  console.error(`run.mjs knows: ${Object.keys(tasks).join(', ')}. Not: ${command}`)
  process.exit(1)
}
await tasks[command]()

function measure(script) {
  install()
  build()
  exit('node', ['--import', 'tsx', script, ...rest])
}

function test(size) {
  install()
  build()
  process.env.TEST_SIZE = size
  exit('npx', ['vitest', 'run', ...rest])
}

/** Installs when the lock changed since the last install here, and makes sure that the native addon really loads. */
function install() {
  const wanted = hash([readFileSync('package-lock.json', 'utf8'), process.versions.modules])
  const stamp = join('node_modules', '.molde-installed')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    say('Installing packages (once) …')
    // What builds and tests is wanted too where NODE_ENV says production.
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
    writeFileSync(stamp, wanted)
  }
  if (!addonLoads()) {
    // npm may be set to skip install scripts; the addon is then built explicitly.
    say('Building the SQLite driver …')
    run('npm', ['rebuild', 'better-sqlite3', '--ignore-scripts=false', '--foreground-scripts'])
    if (!addonLoads())
      fail(
        'better-sqlite3 could not be built: a C++ compiler, make and Python 3 are needed where no ready binary exists.',
      )
  }
}

function addonLoads() {
  const probe = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['-e', probe], { stdio: 'ignore' }).status === 0
}

/** Builds server and studio when a source file is newer, gone or new since the last build. */
function build() {
  const wanted = hash(
    ['schemas', 'engine', 'migrations', 'runtime-api', 'studio']
      .flatMap(sourcesIn)
      .concat('package-lock.json')
      .map(fingerprint),
  )
  const stamp = join('node_modules', '.molde-built')
  const built = existsSync('runtime-api/dist/main.js') && existsSync('studio/dist/index.html')
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Building …')
  run('npm', ['run', '--silent', 'build'])
  writeFileSync(stamp, wanted)
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath ?? file.path, file.name))
    .filter((file) => !/(^|\/)(node_modules|dist)\//.test(file) && !/\.(test|spec)\.tsx?$/.test(file))
    .sort()
}

function fingerprint(file) {
  const { size, mtimeMs } = statSync(file)
  return `${file} ${size} ${mtimeMs}`
}

function hash(parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

function run(program, args) {
  try {
    // What a builder says is not the answer of the command that needs it.
    const stdio = command === 'ready' ? ['ignore', 2, 2] : 'inherit'
    execFileSync(program, args, { stdio, shell: process.platform === 'win32' })
  } catch {
    fail(`"${program} ${args.join(' ')}" failed; its own words are above.`)
  }
}

function exit(program, args) {
  const ended = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  process.exit(ended.status ?? 1)
}

function say(text) {
  console.error(text)
}

function fail(text) {
  console.error(text)
  process.exit(1)
}
