// The name on the wire that words suggest.

/** `Deliver from` → `deliver_from`. Words of other scripts have no such form: then the fallback. */
export function keyOf(label: string, fallback: string): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^[a-z]/.test(plain) ? plain.slice(0, 60) : fallback
}

/** The wanted name, or the first `name_2`, `name_3` … that is free. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}_${number}`)) number++
  return `${wanted}_${number}`
}
