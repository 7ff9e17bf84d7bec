// The record being tried: a made-up or a real one, its steps, and the way back.
import { compileFlow, type FlowActor } from '@molde/engine'
import { useEffect, useMemo, useState } from 'react'
import { get, type Page, path } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import type { Trail } from '../flow-canvas/flow-to-graph.ts'
import { makeFormCheck } from '../record-form/form-check.ts'
import { sampleRecord } from '../sample-data/sample-record.ts'
import { readerHere } from '../text/reader-here.ts'
import { currentLanguage } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import type { Calendars, Verdict } from './judge-flow.ts'
import {
  passTime,
  placeNow,
  resumeTrial,
  sendTrial,
  startTrial,
  type Trial,
  type TrialFault,
  type TrialGround,
} from './try-flow.ts'

/** Whoever holds every role. */
export const everybody = ' '

/** What the record starts from: made-up or changed values, or a record that is there. */
export interface TrialSource {
  readonly data: WireData
  /** Of a real record: where it stands. */
  readonly state?: string | null
  readonly id?: string
}

export type TrialDesk = NonNullable<ReturnType<typeof useTrial>>

export function useTrial(
  tenant: string,
  blueprint: Blueprint,
  verdict: Verdict,
  stateField: string,
  opened: boolean,
  calendars?: Calendars,
) {
  const me = useMe().data?.id ?? 'me'
  const zone = useTenant(tenant).data?.timezone ?? 'UTC'
  const { currency } = useFormats()
  const [role, setRole] = useState(everybody)
  const [source, setSource] = useState<TrialSource>()
  const [trial, setTrial] = useState<Trial>()
  const [faults, setFaults] = useState<readonly TrialFault[]>([])
  const { version, blueprint: typed } = verdict
  const ground = useMemo((): TrialGround | undefined => {
    if (!version) return undefined
    const actor: FlowActor = role === everybody ? { id: me, roles: [], everyRole: true } : { id: me, roles: [role] }
    const around = { zone, now: Date.now(), reader: readerHere(), ...(calendars && { calendars }) }
    return { flow: compileFlow(version, typed), actor, ...around }
  }, [version, typed, role, me, zone, calendars])
  const begin = (from: TrialSource) => {
    setSource(from)
    setFaults([])
    if (!ground) return
    if (from.state !== undefined) return setTrial(resumeTrial(ground, from.data, from.state))
    const started = startTrial(ground, from.data)
    if ('done' in started) setTrial(started.done)
    else setFaults(started.faults)
  }
  const makeUp = async () => {
    const check = makeFormCheck(blueprint, { zone, now: Date.now(), actor: me, stateFields: [stateField] })
    const related = await relatedIds(tenant, blueprint)
    const words = {
      language: currentLanguage(),
      currency,
      random: Math.random,
      now: Date.now(),
      related,
      members: [me],
      stateFields: [stateField],
    }
    begin({ data: (check && sampleRecord(blueprint, check, words)) ?? {} })
  }
  // The first one is made up as soon as it is asked for; a flow that changes under the record begins it anew.
  useEffect(() => {
    if (!opened || !ground) return
    if (!source) void makeUp()
    else begin(source)
    // Only then: what is begun must not begin again because it was begun.
  }, [opened, ground])
  const send = (event: string, input: WireData): boolean => {
    if (!ground || !trial) return false
    const sent = sendTrial(ground, trial, event, input)
    setFaults('faults' in sent ? sent.faults : [])
    if ('done' in sent) setTrial(sent.done)
    return 'done' in sent
  }
  return {
    ground,
    trial,
    source,
    faults,
    role,
    setRole,
    begin,
    makeUp: () => void makeUp(),
    send,
    passTime: () => {
      setFaults([])
      if (ground && trial) setTrial(passTime(ground, trial))
    },
    forget: () => setFaults([]),
    back: () => {
      setFaults([])
      setTrial((now) => now && { ...now, steps: now.steps.slice(0, -1) })
    },
    restart: () => {
      setFaults([])
      setTrial((now) => now && { ...now, steps: [] })
    },
  }
}

export function trailOf(trial: Trial | undefined): Trail | undefined {
  if (!trial) return undefined
  const all = [trial.start, ...trial.steps].flatMap(({ standing }) => standing)
  return {
    here: placeNow(trial).standing,
    been: all,
    transitions: trial.steps.flatMap(({ transitions }) => transitions),
  }
}

/** Some records that relations may point to; none where their kind of record is gone. */
async function relatedIds(tenant: string, blueprint: Blueprint): Promise<ReadonlyMap<string, readonly string[]>> {
  const relations = blueprint.fields.filter(({ type, readOnly }) => type === 'relation' && !readOnly)
  const found = relations.map(async ({ key, blueprint: target = '' }) => {
    const list = path('tenants', tenant, 'records', target)
    const page = await get<Page<WireRecord>>(list, { query: { limit: 10, count: 'none' } }).catch(() => undefined)
    return [key, page?.items.map(({ id }) => id) ?? []] as const
  })
  return new Map(await Promise.all(found))
}
