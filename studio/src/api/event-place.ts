// Up to which event are the answers of a tenant that the studio holds? The line of events begins there, so that nothing is missed
// between the first answer and the line.

/** By tenant: the first answer's place, then the last event that was heard. */
const places = new Map<string, string>()
const waiting = new Map<string, (() => void)[]>()

/** Of an answer; only the first one of a tenant counts, since the others are newer. */
export function noteEventPlace(url: string, id: string | null | undefined): void {
  const tenant = /^\/api\/v1\/tenants\/([^/?]+)/.exec(url)?.[1]
  if (tenant !== undefined && id && !places.has(tenant)) noteEventHeard(tenant, id)
}

export function noteEventHeard(tenant: string, id: string): void {
  places.set(tenant, id)
  for (const go of waiting.get(tenant) ?? []) go()
  waiting.delete(tenant)
}

/** Undefined: no answer has come within the time that one waits. */
export async function eventPlace(tenant: string, patienceMs = 5_000): Promise<string | undefined> {
  if (!places.has(tenant))
    await new Promise<void>((go) => {
      waiting.set(tenant, [...(waiting.get(tenant) ?? []), go])
      setTimeout(go, patienceMs)
    })
  return places.get(tenant)
}
