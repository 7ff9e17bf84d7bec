// What would publishing these changes do, or those that lead to this schema? Nothing is kept, nobody's draft is touched.
import type { JsonObject } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import { deriveDraft, isWhole } from './derive-draft.ts'
import type { Preview } from './preview.ts'
import { previewDraft } from './preview-draft.ts'

/** Without a report nothing would change. */
export interface WantedPreview {
  readonly ops: readonly JsonObject[]
  readonly report?: Preview['report']
}

export async function previewWanted(scope: Scope, name: string, body: JsonObject): Promise<WantedPreview> {
  const ops = isWhole(body)
    ? (await deriveDraft(scope, name, body)).ops
    : ((body['ops'] ?? []) as readonly JsonObject[])
  if (ops.length === 0) return { ops }
  const { report } = await previewDraft(scope, name, ops)
  return { ops, report }
}
