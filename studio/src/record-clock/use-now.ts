// What time is it, for everything on the page that says how long something still takes? One beat for all of them, and none while there is none.
import { useSyncExternalStore } from 'react'

const beat = 15_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** Epoch milliseconds, not older than a quarter of a minute: whoever asks is drawn anew, and nothing around it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now()
    timer = setInterval(tell, beat)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

function tell(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}
