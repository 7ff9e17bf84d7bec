// What can be done with a line from the row it begins at, and which field of which card is being looked at.
import { createContext, useContext } from 'react'

export interface LineActs {
  /** Opens what the line says: its field. */
  readonly open: (line: string, byKeyboard: boolean) => void
  /** It has the keyboard, or has it no more. */
  readonly light: (line: string, isOn: boolean) => void
  /** To the kind of record that it leads to. */
  readonly follow: (blueprint: string) => void
}

const nothing = () => undefined

const LineContext = createContext<LineActs>({ open: nothing, light: nothing, follow: nothing })
const ShownFieldContext = createContext<string | undefined>(undefined)

export const LineActsProvider = LineContext.Provider
export const useLineActs = () => useContext(LineContext)

export interface PlacedField {
  readonly blueprint: string
  readonly field: string
}

/** A field is known on the canvas as its line would be. */
export const fieldId = ({ blueprint, field }: PlacedField) => `${blueprint}:${field}`

/** Of the field itself, or of the repeated group that it is a part of. */
export function readLine(line: string): PlacedField & { readonly isPart: boolean } {
  const [blueprint = '', field = '', part] = line.split(':')
  return { blueprint, field, isPart: part !== undefined }
}

/** Ids of lines tell themselves from names of kinds. */
export const isLine = (id: string) => id.includes(':')

export const ShownFieldProvider = ShownFieldContext.Provider
export const useShownField = () => useContext(ShownFieldContext)
