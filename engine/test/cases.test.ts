// Does every document of schemas/cases get the verdict it says?
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkShape } from '../src/blueprint/check-shape.ts'
import { newBlueprint } from '../src/blueprint/read-blueprint.ts'
import { toJsonSchema } from '../src/blueprint/to-json-schema.ts'
import { type Issue, MoldeError, pointerOf, sayIssue } from '../src/errors.ts'
import { idGiver } from '../src/ids.ts'
import { languages } from '../src/issue-texts.ts'
import { applyOps } from '../src/lens/apply-ops.ts'
import { checkModule } from '../src/module/check-module.ts'

interface Case {
  readonly kind: 'blueprint' | 'schema' | 'ops' | 'flow' | 'view' | 'role' | 'module'
  readonly document: unknown
  /** The blueprint that ops change. */
  readonly on?: unknown
  readonly code?: string
  readonly at?: string
}

const folder = fileURLToPath(new URL('../../schemas/cases/', import.meta.url))
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(folder + name, 'utf8')) as Case] as const)

const judges: { readonly [K in Case['kind']]: (one: Case) => readonly Issue[] | void } = {
  blueprint: ({ document }) => void newBlueprint(document, idGiver({})),
  schema: ({ document }) => void toJsonSchema(newBlueprint(document, idGiver({}))),
  ops({ document, on }) {
    const ids = idGiver({})
    applyOps(newBlueprint(on, ids), document, ids, { now: 0 })
  },
  flow: ({ document }) => checkShape('flow', document),
  view: ({ document }) => checkShape('view', document),
  role: ({ document }) => checkShape('role', document),
  module: ({ document }) => void checkModule(document),
}

function verdict(one: Case): readonly Issue[] {
  try {
    return judges[one.kind](one) ?? []
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return refused.issues
  }
}

describe('schemas/cases', () => {
  it.each(cases.filter(([name]) => name.startsWith('legal-')))('[B1] %s', (_, one) => {
    expect(verdict(one)).toEqual([])
  })

  it.each(cases.filter(([name]) => name.startsWith('illegal-')))('[B1] %s', (_, one) => {
    const issues = verdict(one)
    expect(issues.map((said) => [said.code, pointerOf(said.path)])).toContainEqual([one.code, one.at])
    for (const said of issues)
      for (const language of languages) expect(sayIssue(said, language)).not.toMatch(/[{][a-z]+[}]|undefined/)
  })

  it('[B1] every file is one or the other', () => {
    expect(cases.length).toBeGreaterThan(100)
    for (const [name, one] of cases) expect([name, one.code !== undefined]).toEqual([name, name.startsWith('illegal-')])
  })
})
