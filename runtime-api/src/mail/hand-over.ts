// Hands a mail over without letting whoever asked feel how slow the mail server is: that would tell whether there was a mail.
import type { Runtime } from '../runtime.ts'
import type { Mail } from './mail.ts'

const patience = 150

/** Never throws: what goes wrong is counted and logged, and can be asked for again. */
export async function handOver(runtime: Runtime, mail: Mail): Promise<void> {
  const sent = runtime.mail.send(mail).then(
    () => runtime.metrics.count('mails_sent'),
    (failed: unknown) => {
      runtime.metrics.count('mails_failed')
      runtime.log.error({ err: failed }, 'a mail could not be handed over')
    },
  )
  if (runtime.mail.local) return sent
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, patience).unref())])
}
