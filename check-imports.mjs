// Runs dependency-cruiser over every workspace, and fails too when it saw fewer modules than there are source files:
// with a compiler it does not understand it would inspect nothing and be content.
//   node check-imports.mjs [folder] [rule file]     this folder and its rules unless said otherwise
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const at = (path) => resolve(import.meta.dirname, path)
const folder = resolve(process.argv[2] ?? import.meta.dirname)
const rules = resolve(process.argv[3] ?? at('.dependency-cruiser.cjs'))
const cruiser = at('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

const roots = ['engine', 'schemas', 'migrations', 'runtime-api', 'studio', 'examples', 'bench']
const skip = /(^|\/)(node_modules|dist)\//
const wanted = roots
  .flatMap((root) => readdirSync(`${folder}/${root}`, { recursive: true }).map((file) => `${root}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file) && !skip.test(file))

const cruise = [cruiser, '--config', rules, '-T', 'json', ...roots]
const { stdout, stderr } = spawnSync(process.execPath, cruise, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
if (!stdout) {
  console.error(stderr)
  process.exit(1)
}
const { modules, summary } = JSON.parse(stdout)
const seen = new Set(modules.map((module) => module.source))
const missed = wanted.filter((file) => !seen.has(file))
for (const found of summary.violations) console.error(`${found.rule.name}: ${found.from} → ${found.to}`)
if (missed.length > 0) console.error(`not inspected: ${missed.length} of ${wanted.length}, e.g. ${missed[0]}`)
console.log(`imports: ${wanted.length} files, ${summary.violations.length} violations, ${missed.length} not inspected`)
process.exit(summary.violations.length > 0 || missed.length > 0 || wanted.length === 0 ? 1 : 0)
