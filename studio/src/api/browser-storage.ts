// What this browser keeps for its person, as JSON under a name; a storage that is blocked, full or written by others costs nothing.

/** Whatever lies there: it is looked at before it is used. Undefined when nothing can be read. */
export function readStored(name: string, storage?: Pick<Storage, 'getItem'>): unknown {
  try {
    return JSON.parse((storage ?? localStorage).getItem(name) ?? 'null')
  } catch {
    return undefined
  }
}

export function keepStored(name: string, value: unknown, storage?: Pick<Storage, 'setItem'>): void {
  try {
    ;(storage ?? localStorage).setItem(name, JSON.stringify(value))
  } catch {
    // A convenience is lost, nothing else.
  }
}

export function forgetStored(name: string, storage?: Pick<Storage, 'removeItem'>): void {
  try {
    ;(storage ?? localStorage).removeItem(name)
  } catch {
    // Nothing could be kept either.
  }
}
