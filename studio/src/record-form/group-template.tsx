// How the fields of a record or of one row stand: two columns where there is room, one on a phone.
import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { fieldOf, isWide } from './form-schema.ts'
import { useFormScope } from './form-scope.ts'

export function GroupTemplate({ properties, schema, fieldPathId }: ObjectFieldTemplateProps) {
  const { hidden } = useFormScope()
  const isWhole = fieldPathId.path.length === 0
  const shown = properties.filter((property) => !property.hidden && !(isWhole && hidden.has(property.name)))
  return (
    <div className="form-grid">
      {shown.map((property) => {
        const field = fieldOf((schema.properties?.[property.name] ?? {}) as object)
        return (
          <div key={property.name} data-wide={field && isWide(field) ? true : undefined}>
            {property.content}
          </div>
        )
      })}
    </div>
  )
}
