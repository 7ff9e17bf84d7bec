// How is an automation said in a terminal, and what is another one in it?
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '@molde/engine'
import { shortly } from './shortly.ts'

interface Said {
  readonly sentences: readonly string[]
  readonly warnings: readonly string[]
}

const noAddress =
  'It has no address to send to yet: make one in this workspace (POST …/automations/<name>/address) and give it to whoever sends.'

export function sayNewAutomation(automation: JsonObject): Said {
  const { when, status, trigger } = automation
  const condition = when === undefined ? '' : `, if ${String(when)}`
  return {
    sentences: [
      `When ${sayTrigger(automation)}${condition}: ${stepsIn(automation).map(sayStep).join(', ')}.`,
      status === 'on' ? 'It is on at once.' : 'It is off until somebody turns it on.',
    ],
    warnings: isWebhook(trigger) ? [noAddress] : [],
  }
}

/** Both without the ids of their steps. */
export function sayChangedAutomation(before: JsonObject, after: JsonObject): Said {
  const differs = (...names: readonly string[]) =>
    names.some((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
  const wasHook = isWebhook(before['trigger'])
  const isHook = isWebhook(after['trigger'])
  return {
    sentences: [
      ...(differs('label')
        ? [`It is called ${shortly(after['label'])} (until now: ${shortly(before['label'])}).`]
        : []),
      ...(differs('description')
        ? [`Its description is ${shortly(after['description'])} (until now: ${shortly(before['description'])}).`]
        : []),
      ...(differs('trigger', 'blueprint')
        ? [`It is set off when ${sayTrigger(after)} (until now: when ${sayTrigger(before)}).`]
        : []),
      ...(differs('when') ? [`It runs ${sayCondition(after)} (until now: ${sayCondition(before)}).`] : []),
      ...changedSteps(stepsIn(before), stepsIn(after)),
      ...(differs('status') ? [after['status'] === 'on' ? 'It is turned on.' : 'It is turned off.'] : []),
    ],
    warnings: [
      ...(wasHook && !isHook ? ['Its address ends: what is sent there is not taken any more.'] : []),
      ...(isHook && !wasHook ? [noAddress] : []),
    ],
  }
}

function sayCondition({ when }: JsonObject): string {
  return when === undefined ? 'always' : `only if ${String(when)}`
}

function sayTrigger({ blueprint, trigger }: JsonObject): string {
  const { kind, fields, from, to, event, find, signed, form, ...rest } = trigger as JsonObject
  const record = `a record of ${String(blueprint)}`
  const way = [
    ...(from === undefined ? [] : [` from ${shortly(from)}`]),
    ...(to === undefined ? [] : [` to ${shortly(to)}`]),
  ].join('')
  switch (kind) {
    case 'created':
      return `${record} is created`
    case 'submitted':
      return form === undefined
        ? `a form of ${String(blueprint)} is sent`
        : `the form “${String(form)}” of ${String(blueprint)} is sent`
    case 'deleted':
      return `${record} is deleted`
    case 'changed':
      return Array.isArray(fields) ? `${fields.join(' or ')} of ${record} changes${way}` : `${record} is changed`
    case 'transition':
      return `${record} takes ${event === undefined ? 'a step' : `the step ${String(event)}`}${way}`
    case 'schedule':
      return `the time comes ${sayTime(rest)}${blueprint === undefined ? '' : `, for each record of ${String(blueprint)}`}`
    default: {
      const sent = signed === true ? 'something signed is sent to its address' : 'something is sent to its address'
      return isJsonObject(find)
        ? `${sent}, about ${record} with ${String(find['field'])} = ${String(find['value'])}`
        : sent
    }
  }
}

function sayTime({ cron, zone, ...rest }: JsonObject): string {
  const times = cron === undefined ? Object.entries(rest) : [['cron', cron] as const]
  const said = times.map(([name, value]) => `${name} ${typeof value === 'string' ? value : shortly(value)}`).join(', ')
  return `(${said}${zone === undefined ? '' : `, ${String(zone)}`})`
}

function changedSteps(before: readonly JsonObject[], after: readonly JsonObject[]): string[] {
  const steps = Array.from({ length: Math.max(before.length, after.length) }, (_, i) => ({
    ...{ n: i + 1, was: before[i], is: after[i] },
  }))
  return steps.flatMap(({ n, was, is }) => {
    if (!was && is) return [`New step ${n}: ${shortly(is)}.`]
    if (was && !is) return [`Step ${n} goes: ${shortly(was)}.`]
    return was && is && canonicalJson(was) !== canonicalJson(is)
      ? [`Step ${n} is ${shortly(is)} (until now: ${shortly(was)}).`]
      : []
  })
}

function stepsIn(automation: JsonObject): readonly JsonObject[] {
  return automation['do'] as readonly JsonObject[]
}

/** The member that says what it does, and to what: `set driver`, `notify`. */
function sayStep({ id: _, ...step }: JsonObject): string {
  const [name = '', target] = Object.entries(step).find(([one]) => kinds.includes(one)) ?? []
  return typeof target === 'string' ? `${name} ${target}` : name
}

const kinds = ['set', 'clear', 'add', 'assign', 'send', 'create', 'updateRelated', 'notify', 'mail', 'webhook']

function isWebhook(trigger: Json | undefined): boolean {
  return isJsonObject(trigger) && trigger['kind'] === 'webhook'
}
