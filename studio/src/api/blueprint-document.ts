// The definition inside an answer about a blueprint: what the engine reads, without what the server says beside it.
import type { Label } from '../text/say-label.ts'
import type { WireField, WireRule } from './blueprints-api.ts'

export interface BlueprintDocument {
  readonly name: string
  readonly label?: Label
  /** What several records are called. */
  readonly plural?: Label
  readonly icon?: string
  readonly titleField?: string
  readonly fields: readonly WireField[]
  readonly rules: readonly WireRule[]
  readonly uniques: readonly (readonly string[])[]
}

interface Documented extends Omit<Partial<BlueprintDocument>, 'titleField'> {
  readonly name: string
  readonly fields: readonly WireField[]
  readonly titleField?: string | null
}

export function blueprintDocument({
  name,
  label,
  plural,
  icon,
  titleField,
  fields,
  rules,
  uniques,
}: Documented): BlueprintDocument {
  const document = {
    name,
    label,
    plural,
    icon,
    titleField: titleField ?? undefined,
    fields,
    rules: rules ?? [],
    uniques: uniques ?? [],
  }
  // As JSON: members that are undefined are gone.
  return JSON.parse(JSON.stringify(document)) as BlueprintDocument
}
