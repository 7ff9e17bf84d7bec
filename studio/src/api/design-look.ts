// Does Design open as a list or as a drawing? As it was left in this browser.
import { keepStored, readStored } from './browser-storage.ts'

const name = 'molde.design'

export function keepDesignLook(look: 'list' | 'canvas'): void {
  keepStored(name, look)
}

/** The route of its first page. */
export function designRoute(storage?: Pick<Storage, 'getItem'>): '/t/$tenant/design' | '/t/$tenant/model' {
  return readStored(name, storage) === 'canvas' ? '/t/$tenant/model' : '/t/$tenant/design'
}
