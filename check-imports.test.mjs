// Does the import check stop what ARCHITECTURE.md forbids? One forbidden import per rule, planted in a small tree of the same shape.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const require = createRequire(import.meta.url)
const rules = require('./.dependency-cruiser.cjs').forbidden.map((rule) => rule.name)
const forests = []
afterAll(() => {
  for (const folder of forests) rmSync(folder, { recursive: true, force: true })
})

/** The walk of ARCHITECTURE.md, and what else must stay possible: who imports → what. */
const permitted = {
  'studio/src/app.tsx': ['studio/src/record-pages/record-page.tsx', 'react'],
  'studio/src/record-pages/record-page.tsx': ['studio/src/record-form/record-form.tsx', 'studio/src/ui/chip.tsx'],
  'studio/src/record-form/record-form.tsx': ['@rjsf/core', 'studio/src/api/records-api.ts', 'engine/src/index.ts'],
  'studio/src/flow-canvas/flow-canvas.tsx': ['@xyflow/react', 'studio/src/text/text.ts'],
  'studio/src/data-model-canvas/model-canvas.tsx': ['@xyflow/react', 'studio/src/drawing/drawing-ground.tsx'],
  'studio/src/drawing/drawing-ground.tsx': ['@xyflow/react', 'studio/src/text/text.ts'],
  'studio/src/ui/chip.tsx': ['@mantine/core', 'studio/src/style/theme.ts'],
  'studio/src/api/records-api.ts': ['studio/src/text/text.ts'],
  'runtime-api/src/main.ts': ['runtime-api/src/app.ts', 'runtime-api/src/jobs/worker.ts', 'node:http'],
  'runtime-api/src/app.ts': ['express', 'runtime-api/src/records/record-routes.ts'],
  'runtime-api/src/records/record-routes.ts': ['express', 'runtime-api/src/records/create-record.ts'],
  'runtime-api/src/records/create-record.ts': ['runtime-api/src/records/record-table.ts', 'engine/src/index.ts'],
  'runtime-api/src/records/record-table.ts': ['runtime-api/src/store/store.ts', 'runtime-api/src/records/list-sql.ts'],
  'runtime-api/src/records/list-sql.ts': ['knex', 'engine/src/index.ts'],
  'runtime-api/src/store/store.ts': ['better-sqlite3', 'pg', 'node:fs', 'migrations/index.ts'],
  'runtime-api/src/jobs/worker.ts': ['runtime-api/src/records/create-record.ts'],
  'runtime-api/src/command-line/plan.ts': ['engine/src/index.ts', 'node:fs'],
  'runtime-api/src/identity/better-auth.ts': ['better-auth'],
  'runtime-api/src/records/create-record.test.ts': ['runtime-api/src/records/record-routes.ts', 'express'],
  'migrations/index.ts': ['migrations/tenant/0001-blueprints.ts'],
  'migrations/tenant/0001-blueprints.ts': ['knex'],
  'schemas/index.ts': ['schemas/meta-types.generated.ts'],
  'examples/api.ts': ['node:fs'],
  'examples/northwind/load.ts': ['csv-parse', 'examples/api.ts', 'engine/src/index.ts'],
  'bench/run.ts': ['express', 'node:os'],
  'bench/flow-step.ts': ['engine/src/index.ts', 'xstate'],
  'engine/src/index.ts': ['engine/src/module/check-module.ts'],
  'engine/src/module/check-module.ts': ['engine/src/flow-checks/new-flow.ts', 'schemas/index.ts'],
  'engine/src/automation/wire-automation.ts': ['engine/src/flow-wire/wire-flow.ts'],
  'engine/src/flow-checks/new-flow.ts': ['engine/src/flow-wire/wire-flow.ts'],
  'engine/src/flow-wire/wire-flow.ts': ['engine/src/flow/step.ts'],
  'engine/src/flow-exchange/to-xstate.ts': ['engine/src/flow/compile-flow.ts'],
  'engine/src/flow/step.ts': ['xstate', 'engine/src/record/write-data.ts'],
  'engine/src/flow/compile-flow.ts': ['xstate'],
  'engine/src/query/match-record.ts': ['engine/src/record/write-data.ts'],
  'engine/src/view/view-key.ts': ['engine/src/record/write-data.ts'],
  'engine/src/access/mask.ts': ['engine/src/record/write-data.ts'],
  'engine/src/lens-ops/all-ops.ts': ['engine/src/lens/op-kind.ts'],
  'engine/src/lens/op-kind.ts': ['engine/src/record/write-data.ts'],
  'engine/src/derivation/derive-ops.ts': ['engine/src/lens-ops/all-ops.ts'],
  'engine/src/flow-wire/wire-timer.ts': ['engine/src/time/due.ts'],
  'engine/src/time/due.ts': ['engine/src/zone-time.ts', 'engine/src/record/write-data.ts'],
  'engine/src/record/write-data.ts': ['engine/src/blueprint/validator.ts'],
  'engine/src/blueprint/validator.ts': ['ajv', 'ajv-formats', 'engine/src/expression/cel.ts'],
  'engine/src/expression/cel.ts': ['@marcbachmann/cel-js', 'engine/src/json.ts'],
  'engine/src/expression/safe-regex.ts': ['re2js'],
  'engine/src/json.ts': ['engine/src/errors.ts'],
}

/** Rule → the import that it alone is there for. */
const forbidden = {
  'no-cycles': ['engine/src/errors.ts', 'engine/src/json.ts'],
  unresolvable: ['runtime-api/src/records/create-record.ts', './nowhere.ts'],
  'tests-are-not-imported': ['runtime-api/src/jobs/worker.ts', 'runtime-api/src/records/create-record.test.ts'],
  // between workspaces
  'front-door-only': ['runtime-api/src/records/create-record.ts', 'engine/src/json.ts'],
  'schemas-import-nothing': ['schemas/index.ts', 'ajv'],
  'engine-is-pure': ['engine/src/record/write-data.ts', 'node:fs'],
  'migrations-know-only-knex': ['migrations/tenant/0001-blueprints.ts', 'engine/src/index.ts'],
  'studio-speaks-http': ['studio/src/api/records-api.ts', 'migrations/index.ts'],
  'runtime-imports-no-screens': ['runtime-api/src/app.ts', 'studio/src/app.tsx'],
  'examples-use-the-public-api': ['examples/api.ts', 'runtime-api/src/app.ts'],
  'bench-uses-the-public-api': ['bench/run.ts', 'runtime-api/src/app.ts'],
  // engine: each row knows those below it; here it looks up, or at a neighbour
  'engine-json-looks-down': ['engine/src/json.ts', 'engine/src/expression/cel.ts'],
  'engine-ids-looks-down': ['engine/src/ids.ts', 'engine/src/blueprint/validator.ts'],
  'engine-errors-looks-down': ['engine/src/errors.ts', 'engine/src/record/write-data.ts'],
  'engine-issue-texts-looks-down': ['engine/src/issue-texts.ts', 'engine/src/lens/op-kind.ts'],
  'engine-decimal-looks-down': ['engine/src/decimal.ts', 'engine/src/flow/step.ts'],
  'engine-zone-time-looks-down': ['engine/src/zone-time.ts', 'engine/src/flow-wire/wire-flow.ts'],
  'engine-fold-text-looks-down': ['engine/src/fold-text.ts', 'engine/src/module/check-module.ts'],
  'engine-whole-numbers-looks-down': ['engine/src/whole-numbers.ts', 'engine/src/module/check-module.ts'],
  'engine-sha256-looks-down': ['engine/src/sha256.ts', 'engine/src/index.ts'],
  'engine-fnv1a-looks-down': ['engine/src/fnv1a.ts', 'engine/src/index.ts'],
  'engine-reader-looks-down': ['engine/src/reader.ts', 'engine/src/index.ts'],
  'engine-expression-looks-down': ['engine/src/expression/cel.ts', 'engine/src/blueprint/validator.ts'],
  'engine-blueprint-looks-down': ['engine/src/blueprint/validator.ts', 'engine/src/record/write-data.ts'],
  'engine-record-looks-down': ['engine/src/record/write-data.ts', 'engine/src/lens-ops/all-ops.ts'],
  'engine-time-looks-down': ['engine/src/time/due.ts', 'engine/src/lens/op-kind.ts'],
  'engine-lens-looks-down': ['engine/src/lens-ops/all-ops.ts', 'engine/src/query/match-record.ts'],
  'engine-derivation-looks-down': ['engine/src/derivation/derive-ops.ts', 'engine/src/flow/step.ts'],
  'engine-flow-looks-down': ['engine/src/flow/step.ts', 'engine/src/view/view-key.ts'],
  'engine-query-looks-down': ['engine/src/query/match-record.ts', 'engine/src/flow/step.ts'],
  'engine-view-looks-down': ['engine/src/view/view-key.ts', 'engine/src/access/mask.ts'],
  'engine-access-looks-down': ['engine/src/access/mask.ts', 'engine/src/query/match-record.ts'],
  'engine-flow-wire-looks-down': ['engine/src/flow-wire/wire-flow.ts', 'engine/src/flow-checks/new-flow.ts'],
  'engine-flow-exchange-looks-down': ['engine/src/flow-exchange/to-xstate.ts', 'engine/src/flow-checks/new-flow.ts'],
  'engine-flow-checks-looks-down': ['engine/src/flow-checks/new-flow.ts', 'engine/src/module/check-module.ts'],
  'engine-automation-looks-down': ['engine/src/automation/wire-automation.ts', 'engine/src/module/check-module.ts'],
  'engine-module-looks-down': ['engine/src/module/check-module.ts', 'engine/src/index.ts'],
  // one door per library
  'cel-behind-its-facade': ['engine/src/flow/step.ts', '@marcbachmann/cel-js'],
  're2-behind-its-facade': ['engine/src/expression/cel.ts', 're2js'],
  'ajv-behind-its-facade': ['engine/src/record/write-data.ts', 'ajv'],
  'xstate-in-two-files': ['engine/src/flow-wire/wire-flow.ts', 'xstate'],
  'better-auth-in-one-file': ['runtime-api/src/app.ts', 'better-auth'],
  // inside runtime-api
  'express-stays-at-the-edge': ['runtime-api/src/records/create-record.ts', 'express'],
  'sql-stays-in-tables': ['runtime-api/src/records/create-record.ts', 'pg'],
  'routes-call-operations': ['runtime-api/src/records/record-routes.ts', 'runtime-api/src/records/record-table.ts'],
  'tables-are-leaves': ['runtime-api/src/records/record-table.ts', 'runtime-api/src/records/create-record.ts'],
  'store-is-the-floor': ['runtime-api/src/store/store.ts', 'runtime-api/src/records/record-table.ts'],
  'operations-do-not-know-routes': ['runtime-api/src/jobs/worker.ts', 'runtime-api/src/records/record-routes.ts'],
  'command-line-uses-the-public-api': ['runtime-api/src/command-line/plan.ts', 'runtime-api/src/app.ts'],
  // inside studio
  'ui-has-no-domain': ['studio/src/ui/chip.tsx', 'studio/src/api/records-api.ts'],
  'api-knows-no-screens': ['studio/src/api/records-api.ts', 'studio/src/record-form/record-form.tsx'],
  'react-flow-in-the-drawings': ['studio/src/record-pages/record-page.tsx', '@xyflow/react'],
  'drawing-knows-no-canvas': ['studio/src/drawing/drawing-ground.tsx', 'studio/src/flow-canvas/flow-canvas.tsx'],
  'canvases-do-not-import-canvases': [
    'studio/src/flow-canvas/flow-canvas.tsx',
    'studio/src/data-model-canvas/model-canvas.tsx',
  ],
  'tiptap-in-rich-text': ['studio/src/record-pages/record-page.tsx', '@tiptap/core'],
  'rjsf-in-record-form': ['studio/src/record-pages/record-page.tsx', '@rjsf/core'],
  'parts-do-not-know-screens': ['studio/src/record-form/record-form.tsx', 'studio/src/record-pages/record-page.tsx'],
  'screens-do-not-import-screens': ['studio/src/record-pages/record-page.tsx', 'studio/src/flow-builder/flow-page.tsx'],
}

it('has a planted import for every rule', () => {
  expect(Object.keys(forbidden).sort()).toEqual([...rules].sort())
})

it('knows every folder and file of the engine', () => {
  const names = readdirSync(join(import.meta.dirname, 'engine/src')).map((name) => name.replace(/(\.test)?\.ts$/, ''))
  const ruled = new Set(rules.map((rule) => /^engine-(.+)-looks-down$/.exec(rule)?.[1]))
  expect(names.filter((name) => !ruled.has(name) && !['index', 'lens-ops', 'lens-converters'].includes(name))).toEqual(
    [],
  )
})

it('lets through what is permitted', async () => {
  const { code, said } = await checkImports(plant({}))
  expect(said).toMatch(/^imports: \d+ files, 0 violations, 0 not inspected\n$/)
  expect(code).toBe(0)
})

it('stops each forbidden import, in a tree where everything else is as it should be', async () => {
  const { code, said } = await checkImports(plant(forbidden))
  const lines = said.split('\n')
  const missed = Object.entries(forbidden).filter(
    ([rule, [from, to]]) =>
      !lines.some((line) => line.startsWith(`${rule}: ${from} → `) && line.includes(to.replace('node:', ''))),
  )
  expect(missed).toEqual([])
  expect(code).toBe(1)
})

it('is not content when it inspects nothing', async () => {
  const folder = plant({})
  const blind = join(folder, 'blind.cjs')
  writeFileSync(blind, "module.exports = { forbidden: [], options: { exclude: '.' } }")
  const { code, said } = await checkImports(folder, blind)
  expect(said).toMatch(/not inspected: (\d+) of \1, e\.g\. .*\nimports: \1 files, 0 violations, \1 not inspected/)
  expect(code).toBe(1)
})

/** A tree with the permitted imports and these: files that only import, packages that only exist. */
function plant(more) {
  const folder = mkdtempSync(join(tmpdir(), 'molde-imports-'))
  forests.push(folder)
  const imports = new Map(Object.entries(permitted).map(([from, to]) => [from, new Set(to)]))
  for (const [from, to] of Object.values(more)) imports.set(from, (imports.get(from) ?? new Set()).add(to))
  const targets = [...imports.values()].flatMap((to) => [...to])
  for (const file of targets.filter(isFile)) if (!imports.has(file)) imports.set(file, new Set())
  for (const [file, to] of imports) write(join(folder, file), [...to].map((one) => importOf(file, one)).join(''))
  for (const name of targets.filter((one) => !isFile(one) && !/^(node:|\.)/.test(one))) {
    write(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, main: 'index.js' }))
    write(join(folder, 'node_modules', name, 'index.js'), '')
  }
  return folder
}

function isFile(target) {
  return /^[a-z].*\.tsx?$/.test(target)
}

function importOf(file, target) {
  if (!isFile(target)) return `import '${target}'\n`
  const path = relative(dirname(file), target)
  return `import '${path.startsWith('.') ? path : `./${path}`}'\n`
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function checkImports(folder, ...more) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'check-imports.mjs'), folder, ...more])
    let said = ''
    child.stdout.on('data', (piece) => (said += piece))
    child.stderr.on('data', (piece) => (said += piece))
    child.on('close', (code) => resolve({ code, said }))
  })
}
