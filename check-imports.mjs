// Runs dependency-cruiser over every workspace, and fails too when it saw fewer modules than there are source files:
// with a compiler it does not understand it would inspect nothing and be content.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const roots = ['engine', 'schemas', 'migrations', 'runtime-api', 'studio', 'examples']
const skip = /(^|\/)(node_modules|dist)\//
const wanted = roots
  .flatMap((root) => readdirSync(root, { recursive: true }).map((file) => `${root}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file) && !skip.test(file))

const cruise = ['depcruise', '--config', '.dependency-cruiser.cjs', '-T', 'json', ...roots]
const { stdout, stderr } = spawnSync('npx', cruise, { encoding: 'utf8', maxBuffer: 1 << 28 })
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
