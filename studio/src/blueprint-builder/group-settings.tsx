// What stands in each row of a list: its columns, which are added, called, ordered and set as fields are.
import { Card, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { FieldKind } from '../field-value/kind-of-field.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import type { Definition } from './definition.ts'
import {
  changeField,
  changeGroup,
  groupDefinition,
  moveField,
  retypeField,
  withFields,
  withoutField,
  withoutOption,
} from './edit-blueprint.ts'
import { FieldList } from './field-list.tsx'
import { FieldQuestions } from './field-questions.tsx'
import { FieldSettings } from './field-settings.tsx'
import { fieldGroups } from './field-types.ts'
import { scopeOfDefinition } from './follow-renames.ts'
import type { LinkTarget } from './kind-meant.ts'
import { RemovedColumns } from './removed-fields.tsx'

export interface GroupSettingsProps {
  readonly tenant: string
  readonly published: Blueprint | undefined
  readonly definition: Definition
  /** A list of rows. */
  readonly field: WireField & { readonly fields: readonly WireField[] }
  readonly targets: readonly LinkTarget[]
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
}

/** No list in a list, and nothing that is worked out. */
const offers = (kind: FieldKind) => kind !== 'rows' && kind !== 'list' && !fieldGroups.computed.includes(kind)

export function GroupSettings(props: GroupSettingsProps) {
  const { definition, field, targets, onChange } = props
  const { t } = useText()
  const [chosen, setChosen] = useState<string>()
  const before = props.published?.fields.find(({ id }) => id === field.id)
  const edit = (how: (columns: Definition) => Definition, about: string) =>
    onChange((now) => changeGroup(now, field.id, how), `${field.id} ${about}`)
  const column = field.fields.find(({ id }) => id === chosen)
  return (
    <Stack component="section" aria-label={t('rowColumns.title')} gap="xs">
      <Text size="sm" fw={600}>
        {t('rowColumns.title')}
      </Text>
      <FieldList
        isColumn
        fields={field.fields}
        published={before?.fields}
        chosen={chosen}
        onChoose={(id) => setChosen(id === chosen ? undefined : id)}
        onMove={(id, to) => edit((now) => moveField(now, id, to), `move ${id}`)}
        onAdd={(fields) => edit((now) => withFields(now, fields), 'add')}
        targets={targets}
        own={definition.name}
        offers={offers}
      />
      {props.published && (
        <RemovedColumns
          tenant={props.tenant}
          published={props.published}
          definition={definition}
          group={field}
          onChange={onChange}
          onRestored={setChosen}
        />
      )}
      {column && (
        <ColumnSettings {...props} column={column} before={before} edit={edit} onGone={() => setChosen(undefined)} />
      )}
    </Stack>
  )
}

interface ColumnSettingsProps extends GroupSettingsProps {
  readonly column: WireField
  /** The group as it is published. */
  readonly before: WireField | undefined
  readonly edit: (how: (columns: Definition) => Definition, about: string) => void
  readonly onGone: () => void
}

function ColumnSettings({
  tenant,
  published,
  definition,
  field,
  targets,
  column,
  before,
  edit,
  onChange,
  onGone,
}: ColumnSettingsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const { id } = column
  const columns = groupDefinition(field)
  const isKnown = before?.fields?.some((one) => one.id === id) === true
  const change = (to: Partial<WireField>) => edit((now) => changeField(now, id, to), `${id} ${Object.keys(to).join()}`)
  const remove = () => {
    edit((now) => withoutField(now, id), `remove ${id}`)
    onGone()
  }
  return (
    <Card component="section" withBorder padding="sm" aria-label={t('rowColumns.of', { name: nameOf(column) })}>
      <FieldSettings
        key={id}
        isColumn
        tenant={tenant}
        targets={targets}
        own={definition.name}
        field={column}
        others={columns.fields.filter((one) => one.id !== id)}
        isTitle={false}
        scope={scopeOfDefinition(columns)}
        offers={offers}
        changes={undefined}
        questions={
          published &&
          isKnown && (
            <FieldQuestions
              tenant={tenant}
              published={published}
              definition={definition}
              field={column}
              onChange={onChange}
            />
          )
        }
        onDropOption={
          isKnown ? (option, to) => edit((now) => withoutOption(now, id, option, to), `${id} options`) : undefined
        }
        onChange={change}
        onReplace={change}
        onRetype={(type, start) => edit((now) => retypeField(now, id, type, start), `${id} type`)}
        onTitle={() => undefined}
        onRemove={columns.fields.length === 1 ? undefined : remove}
      />
    </Card>
  )
}
