// In which languages the tenant that is looked at has words of its own. The first is the one that is read where words in
// another are missing. As the reader's language, it is one for the whole page.

let spoken: readonly string[] = []

/** Empty outside of a tenant. */
export const ownLanguages = (): readonly string[] => spoken

export function speakOwnLanguages(languages: readonly string[]): void {
  spoken = languages
}
