// How are passwords kept? argon2id with the memory and time OWASP asks for; about 60 ms a try.
import { hash, verify } from '@node-rs/argon2'

// Algorithm.Argon2id; the enum of the library exists only as a type.
const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The same password typed on another keyboard is the same password. */
const form = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(form(password), settings)
}

export async function verifyPassword(attempt: { readonly hash: string; readonly password: string }): Promise<boolean> {
  try {
    return await verify(attempt.hash, form(attempt.password))
  } catch {
    return false
  }
}
