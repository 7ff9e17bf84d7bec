// In which of our languages does this client read?
import { type Language, languages } from '@molde/engine'

/** The best match of `Accept-Language`; English otherwise. `pt` and `pt-PT` read pt-BR. */
export function readLanguage(header: string | undefined): Language {
  if (header === undefined) return 'en'
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().split(';')
      const weight = parameters
        .map((one) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(one)?.[1])
        .find((one) => one !== undefined)
      return { tag: tag.trim().toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wishes) {
    const primary = tag.split('-')[0]
    const found =
      languages.find((one) => one.toLowerCase() === tag) ?? languages.find((one) => one.split('-')[0] === primary)
    if (found) return found
  }
  return 'en'
}
