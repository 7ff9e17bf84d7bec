// How the fields of a record or of one row stand: two columns where there is room, one on a phone.
import type { Json } from '@molde/engine'
import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import type { WireField } from '../api/blueprints-api.ts'
import { isEmpty } from '../field-value/value-text.ts'
import { isComputed } from './form-registry.ts'
import { fieldOf, isWide } from './form-schema.ts'
import { useFormScope } from './form-scope.ts'

/** Made of several inputs, or as long as two values. */
const isRoomy = ({ type }: WireField) => type === 'money' || type === 'datetime' || type === 'duration'

export function GroupTemplate({ properties, schema, fieldPathId, formData }: ObjectFieldTemplateProps) {
  const { hidden, isNew } = useFormScope()
  const isWhole = fieldPathId.path.length === 0
  const data = (formData ?? {}) as { readonly [key: string]: Json | undefined }
  const fieldAt = (name: string) => fieldOf((schema.properties?.[name] ?? {}) as object)
  /** What nobody fills in here and holds nothing yet would only take room. */
  const isIdle = (name: string) => {
    const field = fieldAt(name)
    return isNew && field !== undefined && (field.readOnly === true || isComputed(field)) && isEmpty(data[name])
  }
  const shown = properties.filter(
    ({ name, hidden: never }) => !never && !(isWhole && hidden.has(name)) && !isIdle(name),
  )
  return (
    <div className="form-grid" data-row={isWhole ? undefined : ''}>
      {shown.map((property) => {
        const field = fieldAt(property.name)
        return (
          <div
            key={property.name}
            data-wide={(field && isWide(field)) || undefined}
            data-roomy={(field && isRoomy(field)) || undefined}
          >
            {property.content}
          </div>
        )
      })}
    </div>
  )
}
