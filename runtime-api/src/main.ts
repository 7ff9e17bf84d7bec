// Starts the program: config → stores → server and worker; stops in reverse.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { createRuntime } from './create-runtime.ts'
import { ensureSuperAdmin } from './identity/first-super-admin.ts'
import { startWorker } from './jobs/worker.ts'
import type { Runtime } from './runtime.ts'
import { writeUses } from './spoken-versions/count-use.ts'

/** SIGTERM promises an end within 10 s; what is not finished by then is cut off. */
const patience = 8_000

async function main(): Promise<void> {
  // Files of ours are nobody else's: they hold sessions and customers' data.
  process.umask(0o077)
  const config = readConfig(process.env, process.stdout.isTTY === true)
  // The address must be known before links are made, so the port is taken first; until the app is there it answers 503.
  const server = createServer({
    maxHeaderSize: 16_384,
    // A large file over a slow line takes its time; a JSON body has less (http/read-body.ts).
    requestTimeout: 900_000,
    headersTimeout: 15_000,
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: 5_000,
  })
  server.on('request', answerStarting)
  const url = await listen(server, config.host, config.port)
  const runtime = await createRuntime({
    ...config,
    publicUrl: config.publicUrl ?? `http://127.0.0.1:${new URL(url).port}`,
  })
  for (const name of config.notBuiltYet) runtime.log.warn(`${name} is set, but its feature is not built yet`)

  const credentials = await ensureSuperAdmin(runtime)
  const app = config.role === 'worker' ? undefined : createApp(runtime)
  const worker = config.role === 'api' ? undefined : startWorker(runtime)
  if (app) server.off('request', answerStarting).on('request', app)
  else server.close()

  stopOnSignal(runtime, server, worker)
  if (app) process.stdout.write(`Molde is ready at ${runtime.config.publicUrl}\n`)
  if (app && runtime.mail.local) {
    const outbox = join(runtime.config.dataFolder, 'outbox')
    process.stdout.write(`No mail server is set (SMTP_URL): mails are kept as files in ${outbox}\n`)
  }
  if (credentials) {
    process.stdout.write(
      `Super admin and one-time password, shown once: ${credentials.email} ${credentials.password} (to be changed at the first sign-in)\n`,
    )
  }
}

function answerStarting(_request: unknown, response: import('node:http').ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'application/problem+json' })
  response.end('{"type":"urn:molde:error:unavailable","title":"Starting","status":503,"code":"unavailable"}')
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

function stopOnSignal(runtime: Runtime, server: Server, worker: { stop(): Promise<void> } | undefined): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    runtime.log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(0), patience + 1_500).unref()
    runtime.hub.close()
    await Promise.all([finishRequests(server), worker?.stop()])
    await writeUses(runtime)
    runtime.mail.close()
    await runtime.tenants.close()
    await runtime.control.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
}

/** No new connections; requests in flight end by themselves, what lasts longer is cut off. */
async function finishRequests(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearTimeout(cut)
}

/**
 * A rejection nobody waited for is a fault of ours in one place; ending the process would take every request in flight and
 * every tenant with it, for the fault of one. Transactions are whole or not at all, so nothing half-done is left: it is
 * logged and the process goes on. After an exception nobody caught, Node's own state may be unsound: that ends it.
 */
process.on('unhandledRejection', (reason) => {
  process.stderr.write(
    `${JSON.stringify({ 'log.level': 'error', message: 'unhandled rejection', 'error.stack_trace': String(reason instanceof Error ? reason.stack : reason) })}\n`,
  )
})

main().catch((failed: unknown) => {
  const line =
    failed instanceof ConfigError
      ? failed.message
      : failed instanceof Error
        ? (failed.stack ?? failed.message)
        : String(failed)
  process.stderr.write(`Molde cannot start: ${line}\n`)
  process.exit(1)
})
