// What is selected on the data model, at the right of it: one blueprint to be edited right there, or several to do something with.
import { Button, CloseButton, Group, Stack, Tabs, Text, TextInput } from '@mantine/core'
import type { Issue } from '@molde/engine'
import { IconArrowLeft, IconArrowsRight, IconCopy, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { relationsOf } from '../data-model-canvas/blueprints-to-graph.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import type { AddFieldProps } from './add-field.tsx'
import { DefinitionSettings } from './definition-settings.tsx'
import { type Definition, moveField, relabelled } from './edit-blueprint.ts'
import { FieldList } from './field-list.tsx'
import classes from './model-page.module.css'
import { NotSaved } from './not-saved.tsx'
import { RemovedFields } from './removed-fields.tsx'
import { RuleList } from './rule-list.tsx'

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
                targets={props.blueprints.map(({ name, label }) => ({ name, label: nameOf({ key: name, label }) }))}
                onChange={onChange}
                onRemoved={() => onChoose(undefined)}
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
              value={sayLabel(definition.label, [currentLanguage()], wordsOfKey(definition.name))}
              onChange={(event) => {
                const words = event.currentTarget.value
                onChange((now) => relabelled(now, words), 'label')
              }}
            />
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
  const { t } = useText()
  const nameOf = useFieldName()
  const [part, setPart] = useState<string | null>('fields')
  const aboutOf = (field: WireField) => {
    const targets = relationsOf(field).map((relation) => {
      const target = blueprints.find((one) => one.name === relation.blueprint)
      return target ? nameOf({ key: target.name, label: target.label }) : wordsOfKey(relation.blueprint ?? '')
    })
    if (targets.length === 0) return undefined
    const leads = t('model.leadsTo', { name: targets.join(', ') })
    return field.many ? `${leads} · ${t('design.many')}` : leads
  }
  return (
    <Tabs value={part} onChange={setPart} keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="fields">{t('design.fields')}</Tabs.Tab>
        <Tabs.Tab value="rules">{t('design.rules')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="fields">
        <FieldList
          fields={definition.fields}
          chosen={chosen}
          onChoose={onChoose}
          onMove={(id, to) => onChange((now) => moveField(now, id, to), `move ${id}`)}
          aboutOf={aboutOf}
          onAdd={onAddField}
          stacked
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
      </Tabs.Panel>
      <Tabs.Panel value="rules">
        <RuleList
          rules={definition.rules}
          tenant={tenant}
          fields={definition.fields}
          onChange={(rules) => onChange((now) => ({ ...now, rules }), `rules ${rules.length}`)}
        />
      </Tabs.Panel>
    </Tabs>
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
        leftSection={<IconTrash size={16} stroke={1.5} />}
        onClick={onRemove}
      >
        {isPlanned ? t('builder.throwAway') : t('design.toTrash')}
      </Button>
    </Group>
  )
}
