// Runs one command: pull, plan or apply. Answers with the exit code.
import { apiClient } from './api-client.ts'
import { apply } from './apply.ts'
import { fetchConfiguration, readConfiguration, writeConfiguration } from './configuration.ts'
import { planOf } from './plan.ts'
import { type Command, CommandError, readCommand, usage } from './read-command.ts'
import { sayApplied, sayDone, sayPlan } from './say-changes.ts'

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  out(text: string): void
  error(text: string): void
}

/** 0: done, or nothing to do. 2: `plan` found changes. 1: something went wrong, or has to be decided. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    terminal.out(usage)
    return 0
  }
  try {
    return await run(readCommand(args, terminal.env), terminal)
  } catch (failed) {
    if (!(failed instanceof CommandError)) throw failed
    terminal.error(`${failed.message.trimEnd()}\n`)
    return 1
  }
}

async function run(command: Command, { out }: Terminal): Promise<number> {
  const { verb, folder, asJson } = command
  const api = apiClient(command)
  if (verb === 'pull') {
    const written = writeConfiguration(folder, await fetchConfiguration(api))
    out(written.length === 0 ? 'There is nothing to write.\n' : `${written.join('\n')}\n`)
    return 0
  }
  const wanted = readConfiguration(folder)
  if (verb === 'plan') {
    const plan = await planOf(api, wanted, command)
    out(asJson ? json(plan) : sayPlan(plan))
    if (plan.changes.some(({ refusal }) => refusal !== undefined)) return 1
    return plan.changes.length === 0 ? 0 : 2
  }
  const applied = await apply(api, wanted, command, (change) => {
    if (!asJson) out(sayDone(change))
  })
  out(asJson ? json(applied) : sayApplied(applied))
  return applied.stopped ? 1 : 0
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
