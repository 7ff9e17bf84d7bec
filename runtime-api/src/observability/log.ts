// How does the program log? ECS JSON lines, so that Logstash and Kibana read them as they are; never a secret or a body.
import { ecsFormat } from '@elastic/ecs-pino-format'
import { type Logger, pino } from 'pino'

export type Log = Logger
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'

export function createLog(options: {
  readonly level: LogLevel
  readonly destination?: { write(line: string): void }
}): Log {
  const settings = { ...ecsFormat({ serviceName: 'molde', apmIntegration: false }), level: options.level }
  return pino(settings, options.destination ?? standardOutput())
}

/** A write per line costs more than many a request: lines leave together, after a moment at the latest and at the end. */
function standardOutput() {
  return pino.destination({ dest: 1, sync: false, minLength: 8_192, periodicFlush: 100 })
}
