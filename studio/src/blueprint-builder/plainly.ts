// How is a text compared that people write with or without accents and capitals?

/** In small letters and without accents. */
export function plainly(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
