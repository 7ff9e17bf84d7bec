// The permitted direction of imports: each rule is one sentence of ARCHITECTURE.md, "Who may import whom".
const tests = '\\.(test|spec)\\.tsx?$|/test/|/e2e/'
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { pathNot: allowed },
})
const never = (name, from, to, fromNot) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: fromNot ? `${tests}|${fromNot}` : tests },
  to: { path: to },
})
const lib = (...names) => names.map((n) => `(^|/)node_modules/${n}/|^${n}$`).join('|')
const rt = '^runtime-api/src/'

// engine layers, lowest first: a folder imports only from rows above its own
const ground = [
  'json',
  'ids',
  'errors',
  'issue-texts',
  'decimal',
  'zone-time',
  'fold-text',
  'whole-numbers',
  'sha256',
  'fnv1a',
  'reader',
]
const engineLayers = [
  ground,
  ['expression'],
  ['blueprint'],
  ['record'],
  ['time'],
  ['lens(?:-ops|-converters)?'],
  ['derivation'],
  ['flow', 'query', 'view', 'access'],
  ['flow-wire'],
  ['flow-exchange'],
  ['flow-checks'],
  ['automation'],
  ['module'],
  ['index'],
]
const engineRules = engineLayers
  .flatMap((row, i) =>
    row.map((name) => {
      const siblings = ground.includes(name) ? [] : row.filter((n) => n !== name)
      const barred = [...siblings, ...engineLayers.slice(i + 1).flat()]
      return (
        barred.length > 0 &&
        never(
          `engine-${name.replace(/\(.*/, '')}-looks-down`,
          `^engine/src/${name}[/.]`,
          `^engine/src/(?:${barred.join('|')})[/.]`,
        )
      )
    }),
  )
  .filter(Boolean)

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    never('tests-are-not-imported', '.', tests),
    // between workspaces
    {
      name: 'front-door-only',
      severity: 'error',
      from: { path: '^([^/]+)/' },
      to: {
        path: '^(engine|schemas|migrations|studio|runtime-api)/',
        pathNot: '^$1/|^engine/src/index\\.ts$|^(schemas|migrations)/index\\.ts$',
      },
    },
    only('schemas-import-nothing', '^schemas/.*\\.ts$', '^schemas/'),
    only(
      'engine-is-pure',
      '^engine/src/',
      `^(engine|schemas)/|${lib('xstate', 'ajv', 'ajv-formats', '@marcbachmann/cel-js', 're2js')}`,
    ),
    only('migrations-know-only-knex', '^migrations/', `^migrations/|${lib('knex')}`),
    never('studio-speaks-http', '^studio/', '^(runtime-api|migrations|examples)/'),
    never('runtime-imports-no-screens', '^runtime-api/', '^(studio|examples)/'),
    only(
      'examples-use-the-public-api',
      '^examples/.*\\.ts$',
      `^(examples|engine|schemas)/|^(node:)?[a-z_]+$|${lib('csv-parse')}`,
    ),
    // The step of a flow has no HTTP around it: it is measured through the engine's index.
    never(
      'bench-uses-the-public-api',
      '^bench/',
      '^(engine|schemas|migrations|runtime-api|studio|examples)/',
      '/flow-step\\.ts$',
    ),
    // engine
    ...engineRules,
    never('cel-behind-its-facade', '^engine/src/', lib('@marcbachmann/cel-js'), '/expression/cel\\.ts$'),
    never('re2-behind-its-facade', '^engine/src/', lib('re2js'), '/expression/safe-regex\\.ts$'),
    never('ajv-behind-its-facade', '^engine/src/', lib('ajv', 'ajv-formats'), '/blueprint/validator\\.ts$'),
    never('xstate-in-two-files', '^engine/src/', lib('xstate'), '/flow/(compile-flow|step)\\.ts$'),
    // inside runtime-api: routes -> operations -> tables -> store
    never('express-stays-at-the-edge', rt, lib('express'), '(-routes|/app|/main)\\.ts$|/http/'),
    never('sql-stays-in-tables', rt, lib('knex', 'pg', 'better-sqlite3'), '(-table|-sql)\\.ts$|/store/'),
    never(
      'better-auth-in-one-file',
      rt,
      lib('better-auth', '@better-auth/[^/]+', 'better-call'),
      '/identity/better-auth\\.ts$',
    ),
    never('routes-call-operations', `${rt}.*-routes\\.ts$`, `${rt}.*-(table|sql)\\.ts$`),
    only(
      'tables-are-leaves',
      `${rt}.*-(table|sql)\\.ts$`,
      `${rt}(store/|jobs/job\\.ts$|.*errors\\.ts|.*-(table|sql)\\.ts$)|${lib('knex')}|^(engine|schemas)/`,
    ),
    only(
      'store-is-the-floor',
      `${rt}store/`,
      `${rt}(store/|config\\.ts|errors\\.ts)|^(engine|migrations)/|^(node:)?[a-z_]+$|${lib('knex', 'pg', 'better-sqlite3')}`,
    ),
    only(
      'command-line-uses-the-public-api',
      `${rt}(command-line/|molde\\.ts$)`,
      `${rt}command-line/|^engine/|^(node:)?[a-z_]+$`,
    ),
    never('operations-do-not-know-routes', rt, `-routes\\.ts$|${rt}(app|main)\\.ts$`, '/(app|main)\\.ts$'),
    // inside studio
    only(
      'ui-has-no-domain',
      '^studio/src/ui/',
      `^studio/src/(ui|style|text)/|${lib('react', 'react-dom', 'react-i18next', '@mantine/[^/]+', '@tabler/[^/]+')}`,
    ),
    never('api-knows-no-screens', '^studio/src/api/', '^studio/src/(?!api/|text/)'),
    never(
      'react-flow-in-the-drawings',
      '^studio/src/(?!drawing/|data-model-canvas/|flow-canvas/)',
      lib('@xyflow/[^/]+'),
    ),
    never('drawing-knows-no-canvas', '^studio/src/drawing/', '^studio/src/[^/]+-canvas/'),
    {
      name: 'canvases-do-not-import-canvases',
      severity: 'error',
      from: { path: '^studio/src/([^/]+-canvas)/' },
      to: { path: '^studio/src/[^/]+-canvas/', pathNot: '^studio/src/$1/' },
    },
    never(
      'tiptap-in-rich-text',
      '^studio/src/(?!rich-text/)',
      lib('@tiptap/[^/]+', '@mantine/tiptap', 'prosemirror-markdown'),
    ),
    never('rjsf-in-record-form', '^studio/src/(?!record-form/)', lib('@rjsf/[^/]+')),
    never(
      'parts-do-not-know-screens',
      '^studio/src/([^/]+-canvas|[^/]+-form|record-(table|board|calendar|gallery|comments)|favourites|action-input|expression-input|date-input|rich-text|field-value|field-change|own-words|publish-panel|version-history|migration|drawing|file-upload|api|ui|text|style)/',
      '^studio/src/([^/]+-(builder|pages)/|app\\.tsx)',
    ),
    {
      name: 'screens-do-not-import-screens',
      severity: 'error',
      from: { path: '^studio/src/([^/]+-(?:builder|pages))/' },
      to: { path: '^studio/src/[^/]+-(builder|pages)/', pathNot: '^studio/src/$1/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
