// Which settings of a field does the op `change` set, and how does it say that one is taken away?
import type { Json } from '../json.ts'

/** Words about a field are not among them: `relabel` says those. */
export const changeSettings = [
  'required',
  'readOnly',
  'quickFilter',
  'search',
  'default',
  'showWhen',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'precision',
  'unit',
  'max',
  'currencies',
  'accept',
  'maxBytes',
  'minItems',
  'maxItems',
  'computed',
] as const

export type ChangeSetting = (typeof changeSettings)[number]

const flags: readonly string[] = ['required', 'readOnly', 'quickFilter', 'search']

/** How "not set" is said: a flag is false, `search` is true, everything else null. */
export function unset(setting: string): Json {
  return flags.includes(setting) ? setting === 'search' : null
}
