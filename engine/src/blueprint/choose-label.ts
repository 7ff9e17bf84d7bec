// Which label does a schema mean that has both a title and, under `x-molde`, the texts it came from?
import { isJsonObject, type Json } from '../json.ts'

/** A title that is one of the label's own texts says nothing new; an edited one wins. */
export function chooseLabel(title: string | undefined, label: Json | undefined, fallback?: Json): Json | undefined {
  if (title === undefined) return label
  const texts = isJsonObject(label) ? Object.values(label) : [label ?? fallback]
  return texts.includes(title) ? label : title
}
