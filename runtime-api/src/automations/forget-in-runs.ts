// A field is destroyed: the log of runs keeps nothing of what it held, neither what set them off nor what they wrote.
import { isJsonObject, type Json, type JsonObject } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { keptOfRuns, setKeptOfRun } from './run-table.ts'

/** In the runs about one record. */
export async function forgetInRuns(tx: Db, tenant: number, record: number, fields: readonly string[]): Promise<void> {
  for (const { no, input, actions } of await keptOfRuns(tx, tenant, record)) {
    const left = { no, input: withoutIn(input, fields), actions: withoutValues(actions, fields) }
    if (JSON.stringify(left) !== JSON.stringify({ no, input, actions })) await setKeptOfRun(tx, tenant, left)
  }
}

function withoutIn(input: JsonObject, fields: readonly string[]): JsonObject {
  const left = (member: string) => {
    const data = input[member]
    if (!isJsonObject(data)) return {}
    return { [member]: Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field))) }
  }
  return { ...input, ...left('before'), ...left('after') }
}

/** A text may hold the value, too. */
function withoutValues(actions: Json | null, fields: readonly string[]): Json | null {
  if (!Array.isArray(actions)) return actions
  return actions.map((action): Json => {
    if (!isJsonObject(action)) return action
    const { text: _, ...rest } = action
    return typeof action['field'] === 'string' && fields.includes(action['field']) ? { ...rest, value: null } : rest
  })
}
