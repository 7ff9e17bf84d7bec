// What are the parts of a text called until somebody says otherwise?

/** Words by which people's names are usually called, in the languages of the studio. */
const peoplesNames =
  /^(full name|name|customer( name)?|contact( person)?|person|nome( completo)?|cliente|contato|pessoa|имя|фио|полное имя|клиент|контакт)$/i

export interface PartWords {
  readonly city: string
  readonly state: string
  readonly firstName: string
  readonly lastName: string
}

/** `way` is how the text is taken apart, `label` what it is called. */
export function namesOfParts(way: unknown, label: string, words: PartWords): readonly [string, string] {
  if (way === 'city-state') return [words.city, words.state]
  const isName = (way === 'first-word' || way === 'last-word') && peoplesNames.test(label.trim())
  return isName ? [words.firstName, words.lastName] : [`${label} 1`, `${label} 2`]
}
