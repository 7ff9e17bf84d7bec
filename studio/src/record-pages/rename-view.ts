// What a view is called after somebody edited its name, in their language or in the others of the workspace.
import type { View } from '../api/views-api.ts'
import { ownLanguages } from '../text/own-languages.ts'
import { type Label, sayLabel } from '../text/say-label.ts'
import { currentLanguage } from '../text/text.ts'

type Names = Pick<View, 'name' | 'label'>

/** What the input of the name begins with. */
export const calledAs = ({ name, label }: Names): Label => label ?? name

/** Nothing where it is called as before. The name is what those read who have no label in their language. */
export function renameView(view: Names, called: Label): Partial<Names> {
  if (isSame(called, calledAs(view))) return {}
  const [own = currentLanguage(), ...others] = ownLanguages()
  const name = sayLabel(called, [others.length === 0 ? currentLanguage() : own], view.name)
  // A label would go on hiding the new name.
  if (others.length === 0) return view.label === undefined ? { name } : { name, label: name }
  return typeof called === 'string' && view.label === undefined ? { name } : { name, label: called }
}

function isSame(one: Label, other: Label): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  const languages = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...languages].every((language) => one[language] === other[language])
}
