// What is selected on the data model, at the right of it: one blueprint to be edited right there, or several to do something with.
import { Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core'
import type { Issue } from '@molde/engine'
import { IconArrowLeft, IconArrowsRight, IconCopy, IconTrash, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, type Ref } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import type { AddFieldProps } from './add-field.tsx'
import { DefinitionParts } from './definition-parts.tsx'
import { DefinitionSettings } from './definition-settings.tsx'
import type { Definition } from './edit-blueprint.ts'
import { linkTarget } from './kind-meant.ts'
import { labelled, relabelled } from './kind-names.ts'
import classes from './model-page.module.css'
import { NotSaved } from './not-saved.tsx'
import { SeveralInput } from './several-input.tsx'

interface PanelProps {
  readonly onClose: () => void
  readonly onCopy: () => void
  readonly onRemove: () => void
}

export interface BlueprintPanelProps extends PanelProps {
  readonly panel: Ref<HTMLElement>
  readonly tenant: string
  readonly blueprint: DrawnBlueprint
  readonly blueprints: readonly DrawnBlueprint[]
  /** Absent while it is only planned. */
  readonly published: Blueprint | undefined
  readonly definition: Definition
  /** Why what is typed is not saved. */
  readonly issues: readonly Issue[]
  /** The field whose settings are open. */
  readonly chosen: string | undefined
  readonly onChoose: (field: string | undefined) => void
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  readonly onAddField: AddFieldProps['onAdd']
  readonly onRelate: () => void
}

export function BlueprintPanel(props: BlueprintPanelProps) {
  const { panel, tenant, blueprint, published, definition, issues, chosen, onChoose, onChange, onClose, onRelate } =
    props
  const { t } = useText()
  const nameOf = useFieldName()
  const title = nameOf({ key: blueprint.name, label: blueprint.label })
  const field = definition.fields.find((one) => one.id === chosen)
  const leave = (event: KeyboardEvent<HTMLElement>) => {
    // Not what a menu lets through that is only drawn elsewhere.
    if (event.key !== 'Escape' || event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return
    if (field) onChoose(undefined)
    else onClose()
  }
  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label={title} onKeyDown={leave}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <BlueprintIcon icon={blueprint.icon} />
            <Stack gap={0} miw={0}>
              <Text fw={600} truncate component="h2" m={0}>
                {title}
              </Text>
              <Text size="xs" c="dimmed">
                <Standing blueprint={blueprint} />
              </Text>
            </Stack>
          </Group>
          <CloseButton onClick={onClose} aria-label={t('common.close')} />
        </Group>
        {issues.length > 0 && <NotSaved issues={issues} />}
        {field ? (
          <>
            <Button
              variant="subtle"
              size="xs"
              px={4}
              leftSection={<IconArrowLeft size={14} stroke={1.5} />}
              onClick={() => onChoose(undefined)}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('builder.allFields')}
            </Button>
            <section aria-label={t('design.settings')}>
              <DefinitionSettings
                tenant={tenant}
                published={published}
                definition={definition}
                field={field}
                targets={props.blueprints.map((one) => linkTarget(one, nameOf({ key: one.name, label: one.label })))}
                onChange={onChange}
                onRemoved={() => onChoose(undefined)}
                onChoose={onChoose}
              />
            </section>
          </>
        ) : (
          <>
            {blueprint.version === 0 && (
              <Text size="sm" c="dimmed">
                {t('builder.plannedAbout')}
              </Text>
            )}
            <TextInput
              label={t('design.kindName')}
              {...ownWordsProps({
                label: definition.label,
                name: t('design.kindName'),
                fallback: wordsOfKey(definition.name),
                onTranslate: (label) => onChange((now) => labelled(now, label), 'label'),
              })}
              onChange={(event) => {
                const words = event.currentTarget.value
                onChange((now) => relabelled(now, words), 'label')
              }}
            />
            <SeveralInput definition={definition} onChange={(edit) => onChange(edit, 'plural')} />
            <Parts {...props} />
            <Button variant="default" leftSection={<IconArrowsRight size={16} stroke={1.5} />} onClick={onRelate}>
              {t('model.newRelation')}
            </Button>
            <Button
              variant="default"
              renderRoot={(more) => (
                <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: blueprint.name }} {...more} />
              )}
            >
              {t('model.openEditor')}
            </Button>
            <Deeds {...props} isPlanned={blueprint.version === 0} />
          </>
        )}
      </Stack>
    </aside>
  )
}

function Parts(props: BlueprintPanelProps) {
  const { tenant, blueprints, published, definition, chosen, onChoose, onChange, onAddField } = props
  const nameOf = useFieldName()
  const targets = blueprints.map((one) => linkTarget(one, nameOf({ key: one.name, label: one.label })))
  return (
    <DefinitionParts
      tenant={tenant}
      published={published}
      definition={definition}
      targets={targets}
      chosen={chosen}
      onChoose={onChoose}
      onAdd={onAddField}
      onChange={onChange}
      besideDrawing
    />
  )
}

function Standing({ blueprint }: { readonly blueprint: DrawnBlueprint }) {
  const { t } = useText()
  if (blueprint.version === 0) return t('builder.planned')
  const version = t('design.version', { version: blueprint.version })
  if (blueprint.changes === 0) return version
  return `${version} · ${t('model.draft', { changes: t('design.changes', { count: blueprint.changes }) })}`
}

export interface SelectionPanelProps extends PanelProps {
  readonly blueprints: readonly DrawnBlueprint[]
}

/** Several at once. */
export function SelectionPanel({ blueprints, onClose, ...deeds }: SelectionPanelProps) {
  const { t } = useText()
  const title = t('model.selected', { count: blueprints.length })
  return (
    <aside className={classes.panel} aria-label={title}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600} component="h2" m={0}>
            {title}
          </Text>
          <CloseButton onClick={onClose} aria-label={t('common.close')} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('model.selectedAbout')}
        </Text>
        <Deeds {...deeds} isPlanned={blueprints.every(({ version }) => version === 0)} />
      </Stack>
    </aside>
  )
}

function Deeds({
  isPlanned,
  onCopy,
  onRemove,
}: Pick<PanelProps, 'onCopy' | 'onRemove'> & { readonly isPlanned: boolean }): ReactNode {
  const { t } = useText()
  return (
    <Group gap="xs" justify="space-between">
      <Button variant="subtle" px="xs" leftSection={<IconCopy size={16} stroke={1.5} />} onClick={onCopy}>
        {t('common.copy')}
      </Button>
      <Button
        variant="subtle"
        color="bad"
        px="xs"
        leftSection={isPlanned ? <IconX size={16} stroke={1.5} /> : <IconTrash size={16} stroke={1.5} />}
        onClick={onRemove}
      >
        {isPlanned ? t('builder.throwAway') : t('common.toTrash')}
      </Button>
    </Group>
  )
}
