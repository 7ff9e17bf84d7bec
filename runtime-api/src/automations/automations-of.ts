// Which automations look at what happens to a blueprint's records?
import { type Automation, isRecordTrigger, type RecordTrigger } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { automationsAbout } from './automation-table.ts'

/** One that is on and that something about a record sets off. */
export interface WatchingAutomation {
  readonly no: number
  readonly name: string
  readonly version: number
  readonly automation: Automation & { readonly trigger: RecordTrigger }
}

export async function automationsOf(db: Db, tenant: number, blueprint: number): Promise<WatchingAutomation[]> {
  const rows = await automationsAbout(db, tenant, blueprint)
  return rows.flatMap(({ no, name, version, status, definition }) => {
    const { trigger } = definition
    return status === 'on' && isRecordTrigger(trigger)
      ? [{ no, name, version, automation: { ...definition, trigger } }]
      : []
  })
}
