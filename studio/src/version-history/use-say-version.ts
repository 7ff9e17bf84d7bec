// What a version says of itself.
import type { BlueprintVersion } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'

/** The first one changes nothing: it is what it begins with. */
export function useSayVersion(): (version: BlueprintVersion) => readonly string[] {
  const { t } = useText()
  const nameOf = useFieldName()
  return ({ version, summary, fields }) =>
    version === 1 && summary.length === 0
      ? [
          fields.length === 0
            ? t('versions.firstEmpty')
            : t('versions.first', { count: fields.length, names: fields.map(nameOf).join(', ') }),
        ]
      : summary
}
