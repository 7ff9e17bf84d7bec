// What a step asks for outside, written down in the transaction of the step: it is sent afterwards, whatever happens to the program.
import type { Json, OutsideEffect } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { newId } from '../new-id.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { presentRecord } from '../records/present-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { insertDeliveries, type NewDelivery } from './delivery-table.ts'

/** For so long it is tried. */
export const triedForMs = 72 * 60 * 60_000

export interface Asked {
  readonly effects: readonly OutsideEffect[]
  /** As it was written, in the shape of the definition. */
  readonly row: RecordRow
  /** What the step was: `delivery.deliver`, `delivery.created`. */
  readonly event: string
  /** Of what is no step: which it is among all that happens to the record. */
  readonly key?: string
}

/** The same where no record is meant. */
export interface AskedAlone extends Pick<Asked, 'effects' | 'event'> {
  readonly key: string
  /** What a receiver gets for whom nothing else is said. */
  readonly data: Json
}

/** What a request to a webhook is made of, kept as it was when the step was taken. */
export interface WebhookPayload {
  readonly text: string
}

/** A message to people, in every language. */
export interface MessagePayload {
  readonly to: { readonly members: readonly string[] } | { readonly roles: readonly string[] }
  readonly subject?: Readonly<Record<string, string>>
  readonly said: Readonly<Record<string, string>>
}

export async function writeEffects(tx: Db, scope: Scope, definition: Definition, asked: Asked): Promise<void> {
  const { effects, row, event, key = `${row.id}:${row.rev}` } = asked
  const data = () => presentRecord(definition, row) as unknown as Json
  await write(tx, scope, { effects, event, key, data, record: row.no })
}

export async function writeEffectsAlone(tx: Db, scope: Scope, asked: AskedAlone): Promise<void> {
  await write(tx, scope, { ...asked, data: () => asked.data, record: null })
}

interface Writing extends Pick<Asked, 'effects' | 'event'> {
  readonly key: string
  readonly data: () => Json
  readonly record: number | null
}

async function write(tx: Db, scope: Scope, { effects, event, key: about, data, record }: Writing): Promise<void> {
  if (effects.length === 0) return
  const at = scope.runtime.now()
  const rows = effects.map((effect, index): NewDelivery => {
    const key = `${about}:${index}`
    const shared = { id: newId(at), key, record, event, at, expiresAt: at + triedForMs }
    if (effect.kind !== 'webhook') {
      const { kind, to, text } = effect
      const subject = effect.kind === 'mail' ? effect.subject : undefined
      const payload = { to, said: text, ...(subject !== undefined && { subject }) } as unknown as Json
      return { ...shared, kind, target: null, payload }
    }
    const body = effect.body === undefined ? told(event, at, data()) : effect.body
    return { ...shared, kind: 'webhook', target: effect.endpoint, payload: { text: JSON.stringify(body) } }
  })
  await insertDeliveries(tx, scope.tenant.no, rows)
}

/** As the convention wants it: what happened, when, and to what. */
function told(event: string, at: number, data: Json) {
  return { type: event, timestamp: new Date(at).toISOString(), data }
}
