// The settings of one field of a definition: what is changed there becomes the next definition. Used by the full editor and by the canvas.
import { useMemo } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import {
  changeField,
  type Definition,
  type FieldStart,
  isTemporary,
  retypeField,
  withoutField,
} from './edit-blueprint.ts'
import { FieldSettings } from './field-settings.tsx'
import { scopeOfDefinition } from './follow-renames.ts'
import type { LinkTarget } from './type-settings.tsx'

export interface DefinitionSettingsProps {
  readonly tenant: string
  readonly definition: Definition
  readonly field: WireField
  readonly targets: readonly LinkTarget[]
  /** `about` says which changes belong together when they are undone. */
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  readonly onRemoved: () => void
}

export function DefinitionSettings({
  tenant,
  definition,
  field,
  targets,
  onChange,
  onRemoved,
}: DefinitionSettingsProps) {
  const { id } = field
  const others = useMemo(() => definition.fields.filter((one) => one.id !== id), [definition.fields, id])
  const remove = () => {
    onChange((now) => withoutField(now, id), `remove ${id}`)
    onRemoved()
  }
  return (
    <FieldSettings
      key={id}
      tenant={tenant}
      targets={targets}
      own={definition.name}
      field={field}
      others={others}
      isTitle={definition.titleField === field.key}
      scope={scopeOfDefinition(definition)}
      onChange={(change) => onChange((now) => changeField(now, id, change), `${id} ${Object.keys(change).join()}`)}
      onRetype={(type: FieldType, start: FieldStart) =>
        onChange((now) => retypeField(now, id, type, start), `${id} type`)
      }
      onTitle={(isTitle) => onChange((now) => ({ ...now, titleField: isTitle ? field.key : null }), `${id} title`)}
      // The server would refuse to forget what is published.
      onRemove={isTemporary(id) ? remove : undefined}
    />
  )
}
