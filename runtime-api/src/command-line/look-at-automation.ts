// What would an automation of the files change, where it is to be? Read by the server as when it is saved; nothing is kept.
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@molde/engine'
import { type ApiClient, sayProblem } from './api-client.ts'
import { automationOf } from './configuration.ts'
import type { Change, LookedAt } from './look-at.ts'
import { sayChangedAutomation, sayNewAutomation } from './say-automation.ts'

/** `there`: the automations of the workspace. A file that does not say whether it is on leaves that as it is. */
export async function lookAtAutomation(
  api: ApiClient,
  there: readonly JsonObject[],
  name: string,
  document: JsonObject,
): Promise<LookedAt> {
  const same = there.find((one) => one['name'] === name)
  const change = { kind: 'automation', name, warnings: [], decisions: [] } as const
  const is = same ? 'changed' : 'new'
  const read = await api.call('POST', '/automations/preview', document)
  if (read.status >= 400) return looked({ ...change, is, sentences: [], refusal: sayProblem(read.body) })
  const wanted = automationOf({
    ...(read.body['document'] as JsonObject),
    status: document['status'] ?? same?.['status'] ?? 'off',
  })
  const { sentences, warnings } = same ? sayChangedAutomation(told(same), told(wanted)) : sayNewAutomation(wanted)
  const isSame = same && canonicalJson(told(same)) === canonicalJson(told(wanted))
  return looked(isSame ? undefined : { ...change, is, sentences, warnings })
}

/** What is left out goes. */
export function completeAutomation({ name: _, ...document }: JsonObject): JsonObject {
  return { label: null, description: null, blueprint: null, when: null, ...document }
}

function looked(change: Change | undefined): LookedAt {
  return { change, answers: {}, ops: [] }
}

/** Ids tell one step from another in a log, and change nothing of what is done. */
function told(automation: JsonObject): JsonObject {
  const steps = (automation['do'] as readonly Json[]).map((step) => {
    const { id: _, ...rest } = isJsonObject(step) ? step : {}
    return rest
  })
  return { ...automationOf(automation), do: steps }
}
