// What a view is called after somebody typed another name: in their language, where the workspace has words in several.
import type { View } from '../api/views-api.ts'
import { ownLanguages } from '../text/own-languages.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage } from '../text/text.ts'
import { withLanguage, wordsIn } from '../text/with-language.ts'

export function renameView(view: Pick<View, 'name' | 'label'>, typed: string): Partial<Pick<View, 'name' | 'label'>> {
  const { name, label } = view
  if (typed === sayLabel(label, [currentLanguage()], name)) return {}
  const [own = '', ...others] = ownLanguages()
  // A label would go on hiding the new name.
  if (others.length === 0) return label ? { name: typed, label: typed } : { name: typed }
  const after = withLanguage(label ?? name, typed)
  return typeof after === 'string' ? { name: after } : { name: wordsIn(after, own) ?? name, label: after }
}
