// The address somebody signs up with waits in the browser for the first sign-in: the link of the mail opens a page that does not know it.
import { forgetStored, keepStored, readStored } from '../api/browser-storage.ts'

const name = 'molde.new-address'

export const keepNewAddress = (email: string) => keepStored(name, email)
export const forgetNewAddress = () => forgetStored(name)

/** Empty when nobody signed up here lately. */
export function newAddress(): string {
  const stored = readStored(name)
  return typeof stored === 'string' ? stored : ''
}
