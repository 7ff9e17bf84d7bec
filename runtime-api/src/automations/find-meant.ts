// Which record does a message from outside mean?
import { type Automation, meantValue, sayFieldName } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { firstRows } from '../records/list-records.ts'
import { flowActor } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { RunInput } from './queue-runs.ts'

/** The numbers of records that it may be: one, or two where it is not clear. */
export async function findMeant(
  scope: Scope,
  definition: Definition,
  automation: Automation,
  { payload = null }: RunInput,
): Promise<readonly number[]> {
  const { trigger } = automation
  const find = trigger.kind === 'webhook' ? trigger.find : undefined
  const field = definition.head.fields.find(({ id }) => id === find?.field)
  const situation = {
    data: {},
    payload,
    actor: flowActor(scope),
    now: scope.runtime.now(),
    zone: scope.tenant.timezone,
  }
  const value = meantValue(automation, situation)
  if (!field || value === undefined || value === '') return []
  const isNumber = field.type === 'number' || field.type === 'integer'
  const number = Number(value)
  if (isNumber && !Number.isFinite(number)) return []
  const said = isNumber ? String(number) : JSON.stringify(String(value))
  const filter = `${sayFieldName(field.key)} == ${said}`
  return (await firstRows(scope, definition, { filter, limit: '2' })).map(({ row }) => Number(row.no))
}
