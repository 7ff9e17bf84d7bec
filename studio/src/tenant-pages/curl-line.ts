// The first thing to try with a new key: a line for a terminal that reads something of this workspace.

/** `blueprint` is the name of a kind of record whose records are read; without one, the kinds themselves are listed. */
export function curlLine(origin: string, tenant: string, key: string, blueprint: string | undefined): string {
  const base = `${origin}/api/v1/tenants/${encodeURIComponent(tenant)}`
  const address = blueprint === undefined ? `${base}/blueprints` : `${base}/records/${encodeURIComponent(blueprint)}`
  // Between single quotes a shell changes nothing; neither an address nor a key can hold one.
  return `curl '${address}' -H 'Authorization: Bearer ${key}'`
}
