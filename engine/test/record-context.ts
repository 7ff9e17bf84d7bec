// What the tests of records write with, and short ways to make a blueprint version and its fields.
import type { BlueprintVersion, FieldDef } from '../src/blueprint/blueprint.ts'
import type { Issue } from '../src/errors.ts'
import type { Expression } from '../src/expression/expression.ts'
import type { FieldId } from '../src/ids.ts'
import type { StoredData } from '../src/record/stored-record.ts'
import type { WriteContext } from '../src/record/write-context.ts'
import type { Written } from '../src/record/write-data.ts'

export const context: WriteContext = {
  now: Date.parse('2026-03-01T01:30:00.000Z'),
  zone: 'America/Sao_Paulo',
  actor: { id: 'ana', roles: ['owner'] },
}

export function versionOf(fields: readonly FieldDef[], more: Partial<BlueprintVersion> = {}): BlueprintVersion {
  return { name: 'thing', version: 1, fields, rules: [], uniques: [], reserved: [], ...more }
}

export function expressionOf(cel: string, uses: readonly FieldId[] = []): Expression {
  return { cel, uses, usesRecord: [], usesInput: [], usesActor: false, usesNow: /\bnow\b/.test(cel) }
}

export function dataOf(written: Written): StoredData {
  if ('issues' in written) throw new Error(JSON.stringify(written.issues))
  return written.data
}

export function issuesOf(written: Written): readonly Issue[] {
  if (!('issues' in written)) throw new Error(`taken: ${JSON.stringify(written.data)}`)
  return written.issues
}

/** `/data/cargo required` for each. */
export function saidOf(written: Written): string[] {
  return issuesOf(written).map(({ path, code }) => `/${path.join('/')} ${code}`)
}
