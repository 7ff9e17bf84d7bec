// The address that others send to: it holds a secret of its own, is told once and kept as its hash.
import { hash, randomBytes } from 'node:crypto'
import { ApiError } from '../errors.ts'
import type { Scope, Tenant } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import { sealSecret } from '../webhooks/seal-secret.ts'
import { newSecret } from '../webhooks/sign-webhook.ts'
import { updateAutomation } from './automation-table.ts'
import { automationNamed } from './save-automation.ts'

const shape = /^mh_([0-9A-Za-z-]{8,60})_([A-Za-z0-9_-]{43})$/

/** Of which tenant it is said to be; undefined of what is none of ours. */
export function tenantOfToken(token: string): string | undefined {
  return shape.exec(token)?.[1]
}

/** A plain hash is enough: nobody guesses 256 random bits. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** A new one, with a secret to sign with; what was there before leads nowhere from now on. */
export async function newAddress(scope: Scope, name: string) {
  const token = newToken(scope.tenant)
  const secret = newSecret()
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const row = await automationNamed(tx, scope, name)
    if (row.kind !== 'webhook') throw new ApiError('conflict', { detail: noAddress })
    const tokenHash = hashToken(token)
    const changed = { ...row, tokenHash, secret: sealSecret(scope, secret), rev: row.rev + 1 }
    const stamped = { ...changed, updatedAt: scope.runtime.now(), updatedBy: scope.actor.id }
    if (!(await updateAutomation(tx, scope.tenant.no, stamped, row.rev))) throw new ApiError('unavailable')
  })
  return { url: `${scope.runtime.config.publicUrl ?? ''}/api/v1/hooks/${token}`, secret }
}

function newToken({ id }: Tenant): string {
  return `mh_${id}_${randomBytes(32).toString('base64url')}`
}

const noAddress = {
  en: 'Nothing is sent to this automation: something else sets it off.',
  'pt-BR': 'Nada é enviado a esta automação: outra coisa a dispara.',
  ru: 'Этой автоматизации ничего не отправляют: её запускает другое событие.',
}
