// Does every rule of SPEC.md have a test, and every test of the engine a rule? A title begins with its rule: `[R14] …`.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

interface Title {
  readonly file: string
  readonly text: string
  readonly rule: string | undefined
}

const engine = fileURLToPath(new URL('..', import.meta.url))
const spec = readFileSync(`${engine}SPEC.md`, 'utf8')
const rules = [...spec.matchAll(/^[-*] \*\*([A-Z]+\d+)\*\* /gm)].map(([, rule]) => rule ?? '')
const titles = ['src', 'test'].flatMap((folder) =>
  readdirSync(engine + folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith('spec.test.ts'))
    .flatMap(titlesIn),
)

it('gives each rule one number', () => {
  expect(rules.length).toBeGreaterThan(100)
  expect(rules.filter((rule, i) => rules.indexOf(rule) !== i)).toEqual([])
})

it('finds a test for every rule', () => {
  const held = new Set(titles.map(({ rule }) => rule))
  expect(rules.filter((rule) => !held.has(rule))).toEqual([])
})

it('finds the rule of every test', () => {
  const ruleless = titles.filter(({ rule }) => rule === undefined || !rules.includes(rule))
  expect(ruleless.map(({ file, text }) => `${file}: ${text}`)).toEqual([])
})

it('reads titles however they are written', () => {
  const text = `it('[A1] plain', f); it.each([['x)(']])('[A2] row %s', f); it.skipIf(no)(\`[A3] \${x}\`, f)
    it.each<T>([{ a: 1 }])("no rule", f); test.only('[A4] one', f); expect.it('no title'); it(name, f)`
  expect(titlesOf('a.test.ts', text).map(({ rule }) => rule)).toEqual(['A1', 'A2', 'A3', undefined, 'A4', undefined])
})

function titlesIn(file: string): Title[] {
  return titlesOf(file, readFileSync(engine + file, 'utf8'))
}

function titlesOf(file: string, text: string): Title[] {
  const found: Title[] = []
  const visit = (node: ts.Node): void => {
    const title = ts.isCallExpression(node) && isTest(node.expression) ? node.arguments[0] : undefined
    // `it.each(rows)` is the callee of the call that has the title.
    if (title && !isCalled(node)) found.push(titleOf(file, title))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
}

function titleOf(file: string, title: ts.Node): Title {
  const text = title.getText().replace(/^['"`]/, '')
  return { file, text, rule: /^\[([A-Z]+\d+)\] /.exec(text)?.[1] }
}

function isCalled(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node
}

/** `it`, `it.only`, `it.each(…)`, `test.skipIf(…)` and the like. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test'
  return (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) && isTest(callee.expression)
}
