// What a person sees and changes of their own account.
import type { Language } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { SignedInUser } from '../http/route.ts'
import type { Runtime } from '../runtime.ts'
import { endSession, findUser, listSessions, type UserRow, updateProfile } from './user-table.ts'

export interface ProfileChange {
  readonly name?: string
  readonly language?: Language | null
}

export async function readProfile(runtime: Runtime, id: string) {
  return profileOf(await findUser(runtime.control.read, id))
}

export async function updateOwnProfile(runtime: Runtime, id: string, change: ProfileChange) {
  const at = new Date(runtime.now()).toISOString()
  const row = await runtime.control.inTransaction(async (tx) => {
    await updateProfile(tx, id, change, at)
    return findUser(tx, id)
  })
  return profileOf(row)
}

export async function readSessions(runtime: Runtime, user: SignedInUser) {
  const rows = await listSessions(runtime.control.read, user.id, runtime.now())
  return rows.map((row) => ({ ...row, current: row.id === user.session }))
}

export async function endOwnSession(runtime: Runtime, user: string, id: string): Promise<void> {
  const ended = await runtime.control.inTransaction((tx) => endSession(tx, user, id))
  if (!ended) throw new ApiError('not-found')
}

function profileOf(row: UserRow | undefined) {
  if (!row) throw new ApiError('unauthenticated')
  const { id, name, email, language, mustChangePassword, superAdmin, createdAt } = row
  return { id, name, email, language: language ?? null, mustChangePassword, superAdmin, createdAt }
}
