// A webhook as it is told: everything but its secret.
import { wireTime } from '../records/wire-time.ts'
import type { WebhookRow } from './webhook-table.ts'

export interface Waiting {
  readonly waiting: number
  readonly dead: number
}

export function presentWebhook(row: WebhookRow, { waiting, dead }: Waiting, now: number) {
  const { name, url, description, status, createdBy, earlierUntil } = row
  return {
    ...{ name, url, description, status, waiting, dead, createdBy },
    earlierSecretUntil: earlierUntil !== null && earlierUntil > now ? wireTime(earlierUntil) : null,
    createdAt: wireTime(row.createdAt),
    updatedAt: wireTime(row.updatedAt),
  }
}
