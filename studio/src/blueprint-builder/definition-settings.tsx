// The settings of one field of a definition: what is changed there becomes the next definition. Used by the full editor and by the canvas.
import { useMemo } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { FieldKind } from '../field-value/kind-of-field.ts'
import { valueOpOf } from './change-values.ts'
import {
  changeField,
  type Definition,
  type FieldStart,
  replacedField,
  retypeField,
  withoutField,
  withoutOption,
} from './edit-blueprint.ts'
import { FieldQuestions } from './field-questions.tsx'
import { FieldSettings } from './field-settings.tsx'
import { scopeOfDefinition } from './follow-renames.ts'
import { GroupSettings } from './group-settings.tsx'
import type { LinkTarget } from './kind-meant.ts'
import { UniqueSwitch } from './unique-settings.tsx'
import { ValueChanges } from './value-changes.tsx'

export interface DefinitionSettingsProps {
  readonly tenant: string
  /** Absent of a new blueprint: nobody has records of it. */
  readonly published: Blueprint | undefined
  readonly definition: Definition
  readonly field: WireField
  readonly targets: readonly LinkTarget[]
  /** `about` says which changes belong together when they are undone. */
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  readonly onRemoved: () => void
  /** Another field has taken its place. */
  readonly onChoose: (field: string) => void
}

export function DefinitionSettings({
  tenant,
  published,
  definition,
  field,
  targets,
  onChange,
  onRemoved,
  onChoose,
}: DefinitionSettingsProps) {
  const { id } = field
  const others = useMemo(() => definition.fields.filter((one) => one.id !== id), [definition.fields, id])
  const isBrought = published !== undefined && valueOpOf(definition, field, published) >= 0
  const remove = () => {
    onChange((now) => withoutField(now, id), `remove ${id}`)
    onRemoved()
  }
  const replace = (change: Partial<WireField>) => {
    const after = replacedField(definition, id, change)
    onChange((now) => replacedField(now, id, change), `${id} type`)
    const place = definition.fields.indexOf(field)
    onChoose(after.fields[place]?.id ?? id)
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
      onReplace={replace}
      changes={
        published && (
          <ValueChanges
            tenant={tenant}
            published={published}
            definition={definition}
            field={field}
            onChange={onChange}
            onRemoved={onRemoved}
            onChoose={onChoose}
          />
        )
      }
      questions={
        published && (
          <FieldQuestions
            tenant={tenant}
            published={published}
            definition={definition}
            field={field}
            onChange={onChange}
          />
        )
      }
      columns={
        field.fields && (
          <GroupSettings
            tenant={tenant}
            published={published}
            definition={definition}
            field={{ ...field, fields: field.fields }}
            targets={targets}
            onChange={onChange}
          />
        )
      }
      unique={
        <UniqueSwitch tenant={tenant} published={published} definition={definition} field={field} onChange={onChange} />
      }
      onDropOption={
        published
          ? (option, target) => onChange((now) => withoutOption(now, id, option, target), `${id} options`)
          : undefined
      }
      onRetype={(type: FieldKind, start: FieldStart) =>
        onChange((now) => retypeField(now, id, type, start), `${id} type`)
      }
      onTitle={(isTitle) => onChange((now) => ({ ...now, titleField: isTitle ? field.key : null }), `${id} title`)}
      // What a change of values takes or brings goes by taking that back; without any field there is no kind of record.
      onRemove={isBrought || definition.fields.length === 1 ? undefined : remove}
    />
  )
}
