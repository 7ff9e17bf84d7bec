// The fields and the rules of a definition, one of both at a time: in the editor, and beside the drawing of all of them.
import { Stack } from '@mantine/core'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { PartTabs } from '../ui/part-tabs.tsx'
import type { AddFieldProps } from './add-field.tsx'
import { type Definition, moveField } from './edit-blueprint.ts'
import { FieldList } from './field-list.tsx'
import type { LinkTarget } from './kind-meant.ts'
import { RemovedFields } from './removed-fields.tsx'
import { RuleList } from './rule-list.tsx'
import { UniqueList } from './unique-settings.tsx'
import { useAboutLinks } from './use-about-links.ts'

export interface DefinitionPartsProps {
  readonly tenant: string
  /** Absent while it is only planned. */
  readonly published: Blueprint | undefined
  readonly definition: Definition
  readonly targets: readonly LinkTarget[]
  /** The field whose settings are open. */
  readonly chosen: string | undefined
  readonly onChoose: (field: string) => void
  readonly onAdd: AddFieldProps['onAdd']
  readonly onTyped?: AddFieldProps['onTyped']
  /** `about` says which changes belong together when they are undone. */
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  /** There is little room, and where a link leads is asked on the drawing. */
  readonly besideDrawing?: boolean
  /** Only this one, where the page's own tabs say which. */
  readonly only?: DefinitionPart | undefined
}

export type DefinitionPart = 'fields' | 'rules'

export function DefinitionParts(props: DefinitionPartsProps) {
  const { tenant, published, definition, targets, chosen, onChoose, onAdd, onChange, besideDrawing = false } = props
  const { t } = useText()
  const aboutOf = useAboutLinks(targets, definition.name)
  const parts = [
    {
      key: 'fields',
      name: t('design.fields'),
      body: (
        <>
          <FieldList
            fields={definition.fields}
            published={published?.fields}
            chosen={chosen}
            onChoose={onChoose}
            onAdd={onAdd}
            targets={targets}
            own={definition.name}
            aboutOf={aboutOf}
            onMove={(id, to) => onChange((now) => moveField(now, id, to), `move ${id}`)}
            takesAnyLink={besideDrawing}
            onTyped={props.onTyped}
          />
          {published && (
            <RemovedFields
              tenant={tenant}
              published={published}
              definition={definition}
              onChange={onChange}
              onRestored={onChoose}
            />
          )}
        </>
      ),
    },
    {
      key: 'rules',
      name: t('design.rules'),
      body: (
        <Stack gap="xl">
          <RuleList
            rules={definition.rules}
            tenant={tenant}
            published={published?.name}
            fields={definition.fields}
            onChange={(rules) => onChange((now) => ({ ...now, rules }), `rules ${rules.length}`)}
          />
          <UniqueList tenant={tenant} published={published} definition={definition} onChange={onChange} />
        </Stack>
      ),
    },
  ] as const
  if (props.only) return parts.find(({ key }) => key === props.only)?.body
  return <PartTabs<DefinitionPart> onSheet={besideDrawing} label={t('design.definition')} parts={parts} />
}
