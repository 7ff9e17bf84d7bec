// What a page does not need yet waits until the browser has nothing better to do.

/** Milliseconds after which it is done all the same. */
const atLatest = 2_000

export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: atLatest })
    else setTimeout(resolve, 500)
  })
}
