// What is selected on the data model, at the right of it: one kind of record with its fields, or several to do something with.
import { ActionIcon, Badge, Button, CloseButton, Group, Stack, Text, Tooltip } from '@mantine/core'
import { IconArrowsRight, IconCopy, IconTrash, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { relationsOf } from '../data-model-canvas/blueprints-to-graph.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { AddField } from './field-list.tsx'
import classes from './model-page.module.css'

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
  readonly onAddField: (type: FieldType, label: string) => void
  readonly onRemoveField: (field: string) => void
  readonly onRelate: () => void
}

export function BlueprintPanel(props: BlueprintPanelProps) {
  const { panel, tenant, blueprint, blueprints, onClose, onCopy, onRemove, onAddField, onRemoveField, onRelate } = props
  const { t } = useText()
  const nameOf = useFieldName()
  const title = nameOf({ key: blueprint.name, label: blueprint.label })
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={classes.panel}
      aria-label={title}
      // Not what a menu lets through that is only drawn elsewhere.
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.contains(event.target as Node) && onClose()}
    >
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <BlueprintIcon icon={blueprint.icon} />
            <Stack gap={0} miw={0}>
              <Text fw={600} truncate component="h2" m={0}>
                {title}
              </Text>
              <Text size="xs" c="dimmed">
                {t('design.version', { version: blueprint.version })}
                {blueprint.changes > 0 &&
                  ` · ${t('model.draft', { changes: t('design.changes', { count: blueprint.changes }) })}`}
              </Text>
            </Stack>
          </Group>
          <CloseButton onClick={onClose} aria-label={t('common.close')} />
        </Group>
        <ul className="bare-list" aria-label={t('design.fields')}>
          {blueprint.fields.map((field) => (
            <FieldLine
              key={field.id}
              field={field}
              blueprints={blueprints}
              onRemove={blueprint.unpublished.includes(field.id) ? () => onRemoveField(field.id) : undefined}
            />
          ))}
        </ul>
        <AddField onAdd={onAddField} stacked />
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
        <Deeds onCopy={onCopy} onRemove={onRemove} />
      </Stack>
    </aside>
  )
}

function FieldLine({
  field,
  blueprints,
  onRemove,
}: {
  readonly field: WireField
  readonly blueprints: readonly DrawnBlueprint[]
  readonly onRemove: (() => void) | undefined
}) {
  const { t } = useText()
  const nameOf = useFieldName()
  const targets = relationsOf(field).map((relation) => {
    const target = blueprints.find((one) => one.name === relation.blueprint)
    return target ? nameOf({ key: target.name, label: target.label }) : wordsOfKey(relation.blueprint ?? '')
  })
  const about =
    targets.length > 0 ? t('model.leadsTo', { name: targets.join(', ') }) : t(`fieldType.${field.type as 'text'}.name`)
  return (
    <li className={classes.field}>
      <FieldTypeIcon type={field.type} />
      <span className={classes.fieldWords}>
        <Text size="sm" truncate>
          {nameOf(field)}
          {field.required && <span aria-hidden> *</span>}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {about}
          {field.many && ` · ${t('design.many')}`}
        </Text>
      </span>
      {onRemove && (
        <>
          <Badge variant="light" size="sm">
            {t('design.new')}
          </Badge>
          <Tooltip label={t('design.removeField')}>
            <ActionIcon size="sm" onClick={onRemove} aria-label={t('model.removeField', { name: nameOf(field) })}>
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </li>
  )
}

export interface SelectionPanelProps extends PanelProps {
  readonly blueprints: readonly DrawnBlueprint[]
}

/** Several at once. */
export function SelectionPanel({ blueprints, onClose, onCopy, onRemove }: SelectionPanelProps) {
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
        <Deeds onCopy={onCopy} onRemove={onRemove} />
      </Stack>
    </aside>
  )
}

function Deeds({ onCopy, onRemove }: Pick<PanelProps, 'onCopy' | 'onRemove'>): ReactNode {
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
        {t('design.toTrash')}
      </Button>
    </Group>
  )
}
