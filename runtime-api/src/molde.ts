// The program behind `npx molde`: talks to a running Molde over its public API.
import { runCommand } from './command-line/run-command.ts'

runCommand(process.argv.slice(2), {
  env: process.env,
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
}).then(
  (code) => {
    process.exitCode = code
  },
  (failed: unknown) => {
    process.stderr.write(`${failed instanceof Error ? failed.stack : String(failed)}\n`)
    process.exitCode = 1
  },
)
