// Makes a workspace what the files say, one definition after the other. Whatever ends it in between, the same command goes on.
import { canonicalJson, type Json, type JsonObject } from '@molde/engine'
import type { ApiClient } from './api-client.ts'
import { automationsThere, type Configuration, inPlace } from './configuration.ts'
import {
  type Change,
  completeView,
  type LookedAt,
  lookAtBlueprint,
  lookAtFlow,
  lookAtView,
  type Said,
  viewThere,
} from './look-at.ts'
import { completeAutomation, lookAtAutomation } from './look-at-automation.ts'
import { inOrder } from './plan.ts'
import { CommandError } from './read-command.ts'

export interface Applied {
  readonly done: readonly Change[]
  /** Where it stopped; `refusal` or `decisions` say why. */
  readonly stopped?: Change
  /** Names of what was not looked at any more. */
  readonly left: readonly string[]
}

interface Task {
  readonly name: string
  look(): Promise<LookedAt>
  make(looked: LookedAt): Promise<void>
}

/** `said` hears of each change when it is made. */
export async function apply(
  api: ApiClient,
  wanted: Configuration,
  answered: Said,
  said: (change: Change) => void,
): Promise<Applied> {
  const tasks = tasksFor(api, wanted, answered)
  const done: Change[] = []
  for (const [i, task] of tasks.entries()) {
    const left = tasks.slice(i + 1).map(({ name }) => name)
    const looked = await task.look()
    const { change } = looked
    if (!change) continue
    if (change.refusal !== undefined || change.decisions.length > 0) return { done, stopped: change, left }
    try {
      await task.make(looked)
    } catch (failed) {
      if (!(failed instanceof CommandError)) throw failed
      return { done, stopped: { ...change, refusal: failed.message }, left }
    }
    done.push(change)
    said(change)
  }
  return { done, left: [] }
}

function tasksFor(api: ApiClient, wanted: Configuration, answered: Said): Task[] {
  return [
    ...inOrder(wanted.blueprints).map(([name, document]) => blueprintTask(api, name, document, answered)),
    ...inPlace(wanted.flows).map(([name, document]) => flowTask(api, name, document)),
    ...[...wanted.views].flatMap(([blueprint, views]) => views.map((view) => viewTask(api, blueprint, view))),
    ...[...wanted.automations].map(([name, document]) => automationTask(api, name, document)),
  ]
}

function blueprintTask(api: ApiClient, name: string, document: JsonObject, answered: Said): Task {
  const draft = `/blueprints/${name}/draft`
  return {
    name: `blueprint ${name}`,
    look: () => lookAtBlueprint(api, name, document, answered),
    async make({ change, answers, ops, isWritten, confirm = {}, accept = [] }) {
      if (change?.is === 'new') {
        await api.must('POST', '/blueprints', document)
        return
      }
      const kept = await api.must('GET', draft)
      const theirs = kept.body['ops'] as readonly Json[]
      // What an apply left that was ended half way is the same draft again.
      if (theirs.length > 0 && canonicalJson(theirs) !== canonicalJson(ops)) throw unpublished(kept.body)
      await api.must('PUT', draft, isWritten ? { ops } : { document, answers }, ifMatch(kept.etag))
      await publish(api, draft, {
        ...(Object.keys(confirm).length > 0 && { confirm }),
        ...(accept.length > 0 && { accept }),
      })
    },
  }
}

function flowTask(api: ApiClient, name: string, document: JsonObject): Task {
  const draft = `/flows/${name}/draft`
  return {
    name: `flow ${name}`,
    look: () => lookAtFlow(api, name, document),
    async make({ change }) {
      if (change?.is === 'new') {
        await api.must('POST', '/flows', document)
        return
      }
      const kept = await api.must('GET', draft)
      const isOurs = canonicalJson((kept.body['definition'] ?? null) as Json) === canonicalJson(document)
      if (Number(kept.body['rev']) > 0 && !isOurs) throw unpublished(kept.body)
      await api.must('PUT', draft, document, ifMatch(kept.etag))
      await publish(api, draft)
    },
  }
}

function viewTask(api: ApiClient, blueprint: string, view: JsonObject): Task {
  return {
    name: `view ${blueprint}/${String(view['name'])}`,
    look: async () => lookAtView(await api.all('/views'), blueprint, view),
    async make({ change }) {
      if (change?.is === 'new') {
        await api.must('POST', '/views', { ...view, blueprint, shared: true })
        return
      }
      const there = viewThere(await api.all('/views'), blueprint, view)
      await api.must('PATCH', `/views/${String(there?.['id'])}`, completeView(view))
    },
  }
}

function automationTask(api: ApiClient, name: string, document: JsonObject): Task {
  return {
    name: `automation ${name}`,
    look: async () => lookAtAutomation(api, await automationsThere(api), name, document),
    async make({ change }) {
      if (change?.is === 'new') await api.must('POST', '/automations', document)
      else await api.must('PATCH', `/automations/${name}`, completeAutomation(document))
    },
  }
}

async function publish(api: ApiClient, draft: string, more: JsonObject = {}): Promise<void> {
  const { token } = (await api.must('POST', `${draft}/preview`)).body
  await api.must('POST', `${draft}/publish`, { token: String(token), ...more })
}

function ifMatch(etag: string | undefined): Readonly<Record<string, string>> {
  return etag === undefined ? {} : { 'If-Match': etag }
}

function unpublished(draft: JsonObject): CommandError {
  const since = typeof draft['updatedAt'] === 'string' ? `, from ${draft['updatedAt']}` : ''
  return new CommandError(`Somebody has changes here that are not published${since}. Publish or discard them first.`)
}
