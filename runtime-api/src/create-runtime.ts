// Opens everything the program consists of. Migrations run when a store is opened.
import type { Config } from './config.ts'
import { createLiveEventHub } from './live-events/live-event-hub.ts'
import { createMailer } from './mail/mail.ts'
import { createLog } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
import type { Runtime } from './runtime.ts'
import { openControlStore } from './store/control-store.ts'
import { openTenantStores } from './store/tenant-store.ts'

export async function createRuntime(config: Config, now: () => number = Date.now): Promise<Runtime> {
  const place = {
    dataFolder: config.dataFolder,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
  }
  const control = await openControlStore(place)
  return {
    config,
    control,
    tenants: openTenantStores(place),
    mail: createMailer(config, now, config.isTerminal ? sayKept : undefined),
    hub: createLiveEventHub(),
    metrics: createMetrics({ ofProcess: true }),
    log: createLog({ level: config.logLevel }),
    now,
  }
}

/** Whoever waits for a mail at the terminal is told where it lies; elsewhere only lines of the log are written. */
function sayKept(file: string): void {
  process.stdout.write(`A mail was written to ${file}\n`)
}
