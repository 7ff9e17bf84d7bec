// The name on the wire that words suggest.

/** Cyrillic in Latin letters; what NFKD takes apart (ё, й) is listed by what is left of it. */
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya'
    .match(/\S+ \S+/g)
    ?.map((pair) => pair.split(' ') as [string, string]) ?? [],
)

/** `Deliver from` → `deliver_from`, `Откуда` → `otkuda`. Words of yet other scripts have no such form: then the fallback. */
export function keyOf(label: string, fallback: string): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\p{Script=Cyrillic}/gu, (letter) => latin[letter] ?? '')
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
