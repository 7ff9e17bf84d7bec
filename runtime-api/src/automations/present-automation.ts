// An automation as it is told, in today's names.
import { type Automation, type JsonObject, wireAutomation } from '@molde/engine'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import type { Surroundings } from './automation-surroundings.ts'
import type { AutomationRow, AutomationVersionRow } from './automation-table.ts'

/** What became of its runs lately. */
export interface RunCounts {
  readonly waiting: number
  /** Refused and failed ones that nobody has tried again. */
  readonly failed: number
  readonly lastAt: number | null
}

const noRuns: RunCounts = { waiting: 0, failed: 0, lastAt: null }

export function presentAutomation(
  scope: Scope,
  row: AutomationRow,
  surroundings: Surroundings,
  counts: RunCounts = noRuns,
): JsonObject {
  const { id, status, rev, version, nextAt, tokenHash, secret } = row
  return {
    id,
    ...documentOf(row.definition, surroundings),
    ...{ status, rev, version },
    ...(row.kind === 'schedule' && {
      zone: (row.definition.trigger as { zone?: string }).zone ?? scope.tenant.timezone,
      nextAt: nextAt === null ? null : wireTime(nextAt),
    }),
    ...(row.kind === 'webhook' && { hasAddress: tokenHash !== null, hasSecret: secret !== null }),
    runs: {
      waiting: counts.waiting,
      failed: counts.failed,
      lastAt: counts.lastAt === null ? null : wireTime(counts.lastAt),
    },
    ...{ createdAt: wireTime(row.createdAt), createdBy: row.createdBy },
    ...{ updatedAt: wireTime(row.updatedAt), updatedBy: row.updatedBy },
  }
}

export function presentVersion(row: AutomationVersionRow, surroundings: Surroundings): JsonObject {
  const { version, definition, createdAt, createdBy } = row
  return { version, ...documentOf(definition, surroundings), createdAt: wireTime(createdAt), createdBy }
}

/** The blueprint is called as it is now. */
export function documentOf(definition: Automation, surroundings: Surroundings): JsonObject {
  const said = wireAutomation(definition, surroundings)
  const { row } = surroundings
  return row && said['blueprint'] !== undefined ? { ...said, blueprint: row.name } : said
}
