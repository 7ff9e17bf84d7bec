// Does the TypeScript that is shown compile, and does it say the same as types made of the JSON Schema by somebody else?
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idGiver, type JsonObject, newBlueprint, schemaToTypescript, toJsonSchema, typeNameOf } from '@molde/engine'
import { compile } from 'json-schema-to-typescript'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import { curlOf, typescriptOf } from './api-calls.ts'
import { sampleDataOf } from './sample-data-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'molde-types-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const everyType = [
  'text longText richText number integer money percent rating date datetime time duration boolean color',
  'email phone url address geo cpf cnpj cep user json',
]
  .join(' ')
  .split(' ')
const version = newBlueprint(
  {
    name: 'order_line',
    label: 'Order line */ evil',
    fields: [
      { key: 'title', type: 'text', required: true, label: 'Title */ of it', help: 'Two\nlines' },
      ...everyType.map((type) => ({ key: `a_${type}`, type })),
      { key: 'status', type: 'enum', options: ['NEW', "it's", 'a "b" `${c}`'], default: 'NEW', required: true },
      { key: 'labels', type: 'tags', options: ['x'] },
      { key: 'parent', type: 'relation', blueprint: 'order_line' },
      { key: 'others', type: 'relation', blueprint: 'order_line', many: true },
      { key: 'links', type: 'list', of: 'url', minItems: 1 },
      {
        key: 'lines',
        type: 'list',
        fields: [
          { key: 'item', type: 'text', required: true },
          { key: 'n', type: 'integer' },
        ],
      },
      { key: 'made', type: 'datetime', readOnly: true, default: { expr: 'now' } },
      { key: 'why', type: 'text', required: true, showWhen: "status != 'NEW'" },
    ],
  },
  idGiver({}),
)
const schema = toJsonSchema(version)
const request = {
  version,
  language: 'en',
  now: Date.parse('2026-11-26T12:00:00Z'),
  person: 'u1',
  zone: 'UTC',
  currency: 'EUR',
} as const
const call = (data: JsonObject) => ({ origin: 'https://molde.example', tenant: 'shop', blueprint: 'order_line', data })

/** What the compiler says of the files, with everything it is strict about. */
function complaintsOf(files: Readonly<Record<string, string>>): string[] {
  const roots = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
  const program = ts.createProgram(roots, {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    skipLibCheck: true,
  })
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('the call as TypeScript', () => {
  it('compiles, whatever the field types and words', () => {
    const files = [0, 1, 2].map((number) => [
      `call${number}.ts`,
      typescriptOf(call(sampleDataOf(request, number) as JsonObject), schema),
    ])
    expect(complaintsOf(Object.fromEntries(files))).toEqual([])
  })

  it('is refused by the compiler when the data is of another kind: the types say something', () => {
    const wrong = typescriptOf(call({ title: 5, status: 'NOWHERE' }), schema)
    expect(complaintsOf({ 'wrong.ts': wrong }).join()).toMatch(/not assignable/)
  })

  it('has types that are exactly those that json-schema-to-typescript makes of the same schema', async () => {
    // A value of which the schema says nothing is an object to the other program, and anything to ours.
    const { a_json: _, ...properties } = schema['properties'] as JsonObject
    const said = { ...schema, properties }
    const theirs = await compile(said as never, 'Theirs', { ignoreMinAndMaxItems: true, unknownAny: true })
    const [name] = /(?<=export interface )\w+(?= \{)/.exec(theirs) ?? ['']
    const both = [
      theirs.replace(new RegExp(`interface ${name}\\b`), 'interface Theirs'),
      schemaToTypescript('Ours', said),
      'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false',
      'export const there: Theirs = {} as Ours',
      'export const back: Ours = {} as Theirs',
      'export const keys: Same<keyof Ours, keyof Theirs> = true',
    ].join('\n')
    expect(complaintsOf({ 'both.ts': both })).toEqual([])
  })

  it.each([
    ['order_line', 'OrderLine'],
    ['a', 'A'],
    ['x2_y', 'X2Y'],
  ])('calls %s %s', (blueprint, name) => {
    expect(typeNameOf(blueprint)).toBe(name)
  })
})

describe('the call as curl', () => {
  it('lets nothing out of its quotes', () => {
    const data = { title: `it's; $(touch /tmp/never) "\`x\`" \\n $HOME`, more: "''" }
    // A real shell takes it apart; instead of the program, the words come back.
    const words = execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }\n${curlOf(call(data))}`], {
      encoding: 'utf8',
    }).split('\0')
    expect(words.slice(0, 3)).toEqual(['-X', 'POST', 'https://molde.example/api/v1/tenants/shop/records/order_line'])
    expect(JSON.parse(words[8] ?? '')).toEqual({ data })
    expect(words).toHaveLength(10)
  })
})
