// Fields that are gone, in this draft or in an earlier version, and columns of a list of rows: each can come back with its values.
import { Button, Group, Stack, Text } from '@mantine/core'
import { type JsonObject, MoldeError, sayIssue } from '@molde/engine'
import { IconArrowBackUp } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import { type Blueprint, type BlueprintVersion, useBlueprintVersions, type WireField } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { UserName } from '../field-value/user-name.tsx'
import { freeName } from '../text/key-of.ts'
import { readerHere } from '../text/reader-here.ts'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { valueOpOf, withDecision, withoutValueOp, withValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import { groundOf } from './draft-ops.ts'
import { changeField, groupDefinition } from './edit-blueprint.ts'
import { rememberVersions } from './known-history.ts'

export interface RemovedFieldsProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  readonly onRestored: (field: string) => void
}

export function RemovedFields({ tenant, published, definition, onChange, onRestored }: RemovedFieldsProps) {
  const { t } = useText()
  const formats = useFormats()
  const versions = useBlueprintVersions(tenant, published.name, published.version > 1)
  const items = versions.data?.items
  const goneHere = useMemo(() => goneInDraft(published, definition), [published, definition])
  const goneBefore = useMemo(
    () => goneInVersions(items ?? []).filter(({ field }) => definition.fields.every(({ id }) => id !== field.id)),
    [items, definition.fields],
  )
  const destroyed = useMemo(() => destroyedIn(items ?? []), [items])
  const rowsHere = useMemo(() => rowsGoneInDraft(published, definition), [published, definition])
  const rowsBefore = useMemo(
    () => rowsGoneInVersions(items ?? []).filter(({ field }) => definition.fields.every(({ id }) => id !== field.id)),
    [items, definition.fields],
  )
  if (goneHere.length + goneBefore.length + destroyed.length + rowsHere.length + rowsBefore.length === 0) return null
  const bringBack = (field: WireField) => {
    onChange(
      (now) => broughtBack(withDecision(now, 'purged', field.id, undefined), groundOf(published, now).fields, field),
      `add ${field.id}`,
    )
    onRestored(field.id)
  }
  const restore = (field: WireField, op: JsonObject = { op: 'restore', field: field.id }) => {
    rememberVersions(published, items ?? [])
    try {
      withValueOp(published, definition, op)
      onChange((now) => withValueOp(published, now, op), `add ${field.id}`)
      onRestored(field.id)
    } catch (refused) {
      if (!(refused instanceof MoldeError)) throw refused
      showFailed(refused.issues.map((one) => sayIssue(one, readerHere())).join(' '))
    }
  }
  return (
    <Stack gap="xs" mt="md" component="section" aria-label={t('change.gone')}>
      <Text size="sm" fw={600}>
        {t('change.gone')}
      </Text>
      {goneHere.map((field) => (
        <Gone
          key={field.id}
          field={field}
          about={t(definition.decisions?.purged?.[field.id] === undefined ? 'change.goneHere' : 'change.goneForGood')}
          onBack={() => bringBack(field)}
        />
      ))}
      {goneBefore.map(({ field, version }) => (
        <Gone key={field.id} field={field} about={t('change.goneIn', { version })} onBack={() => restore(field)} />
      ))}
      {rowsHere.map((field) => (
        <Gone
          key={field.id}
          field={field}
          about={t('rows.goneHere')}
          onBack={() => {
            onChange((now) => withoutValueOp(published, now, valueOpOf(now, field, published)), `add ${field.id}`)
            onRestored(field.id)
          }}
        />
      ))}
      {rowsBefore.map(({ field, version, op, called }) => (
        <Gone
          key={field.id}
          field={field}
          about={t('rows.goneIn', { kind: formats.say(called, ''), version })}
          act={t('rows.again')}
          actNamed={t('rows.againNamed', { name: formats.say(called, '') })}
          onBack={() => restore(field, op)}
        />
      ))}
      {destroyed.map(({ field, at, by, reason }) => (
        <Gone
          key={field.id}
          field={field}
          about={
            <>
              {t('change.destroyed', { date: formats.dateTime(at), reason })}
              {by && (
                <>
                  {' · '}
                  <UserName tenant={tenant} id={by} />
                </>
              )}
            </>
          }
        />
      ))}
    </Stack>
  )
}

export interface RemovedColumnsProps extends RemovedFieldsProps {
  /** The list of rows. */
  readonly group: WireField
}

/** Columns that are gone from the rows of a list. */
export function RemovedColumns({ tenant, published, definition, group, onChange, onRestored }: RemovedColumnsProps) {
  const { t } = useText()
  const versions = useBlueprintVersions(tenant, published.name, published.version > 1)
  const items = versions.data?.items
  const isGone = ({ id }: WireField) => group.fields?.every((column) => column.id !== id) === true
  const ground = useMemo(() => columnsLeft(published, definition, group.id), [published, definition, group.id])
  const before = useMemo(() => goneInVersions((items ?? []).map((one) => inside(one, group.id))), [items, group.id])
  const goneHere = ground.filter(isGone)
  const goneBefore = before.filter(({ field }) => isGone(field) && ground.every(({ id }) => id !== field.id))
  if (goneHere.length + goneBefore.length === 0) return null
  const bringBack = (column: WireField) => {
    onChange((now) => {
      const rows = now.fields.find(({ id }) => id === group.id)
      return rows
        ? changeField(now, group.id, { fields: broughtBack(groupDefinition(rows), ground, column).fields })
        : now
    }, `${group.id} add ${column.id}`)
    onRestored(column.id)
  }
  const restore = (column: WireField) => {
    const op = { op: 'each', field: group.id, ops: [{ op: 'restore', field: column.id }] }
    rememberVersions(published, items ?? [])
    try {
      withValueOp(published, definition, op)
      onChange((now) => withValueOp(published, now, op), `${group.id} add ${column.id}`)
      onRestored(column.id)
    } catch (refused) {
      if (!(refused instanceof MoldeError)) throw refused
      showFailed(refused.issues.map((one) => sayIssue(one, readerHere())).join(' '))
    }
  }
  return (
    <Stack gap="xs" component="section" aria-label={t('rowColumns.gone')}>
      <Text size="sm" fw={600}>
        {t('rowColumns.gone')}
      </Text>
      {goneHere.map((column) => (
        <Gone key={column.id} field={column} about={t('change.goneHere')} onBack={() => bringBack(column)} />
      ))}
      {goneBefore.map(({ field, version }) => (
        <Gone key={field.id} field={field} about={t('rowColumns.goneIn', { version })} onBack={() => restore(field)} />
      ))}
    </Stack>
  )
}

/** The columns that the changes of values leave. */
function columnsLeft(published: Blueprint, definition: Definition, group: string): readonly WireField[] {
  try {
    return groundOf(published, definition).fields.find(({ id }) => id === group)?.fields ?? []
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return []
  }
}

/** A version as if the list of rows were a kind of its own. */
function inside(version: BlueprintVersion, group: string): BlueprintVersion {
  return {
    ...version,
    fields: version.fields.find(({ id }) => id === group)?.fields ?? [],
    ops: version.ops.flatMap((op) =>
      op['op'] === 'each' && op['field'] === group ? (op['ops'] as readonly JsonObject[]) : [],
    ),
  }
}

interface GoneProps {
  readonly field: WireField
  readonly about: ReactNode
  /** What the button says, for the eye and whole; it is brought back unless told. */
  readonly act?: string
  readonly actNamed?: string
  /** Absent: it does not come back. */
  readonly onBack?: () => void
}

function Gone({ field, about, act, actNamed, onBack }: GoneProps) {
  const { t } = useText()
  const name = useFieldName()(field)
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Group gap={8} wrap="nowrap" miw={0} c="dimmed">
        <FieldTypeIcon type={field.type} />
        <span style={{ minWidth: 0 }}>
          <Text size="sm" truncate>
            {name}
          </Text>
          <Text size="xs">{about}</Text>
        </span>
      </Group>
      {onBack && (
        <Button
          size="xs"
          variant="default"
          flex="none"
          leftSection={<IconArrowBackUp size={14} stroke={1.5} />}
          aria-label={actNamed ?? t('change.bringBackNamed', { name })}
          onClick={onBack}
        >
          {act ?? t('change.bringBack')}
        </Button>
      )}
    </Group>
  )
}

/** Of the fields that the changes of values leave. */
function goneInDraft(published: Blueprint, definition: Definition): readonly WireField[] {
  try {
    const { fields } = groundOf(published, definition)
    return fields.filter(({ id }) => definition.fields.every((field) => field.id !== id))
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return []
  }
}

interface GoneField {
  readonly field: WireField
  readonly version: number
}

/** Removals that nothing has undone, the latest first; what was destroyed does not come back. */
function goneInVersions(versions: readonly BlueprintVersion[]): readonly GoneField[] {
  const oldestFirst = [...versions].sort((a, b) => a.version - b.version)
  const gone = new Map<string, GoneField>()
  for (const { version, ops, fields } of oldestFirst) {
    const before = oldestFirst.find((one) => one.version === version - 1)
    for (const op of ops) {
      const id = String(op['field'])
      const field = before?.fields.find((one) => one.id === id)
      if (op['op'] === 'remove' && field) gone.set(id, { field, version })
      if (op['op'] === 'purge') gone.delete(id)
    }
    for (const { id } of fields) gone.delete(id)
  }
  return [...gone.values()].reverse()
}

/** Groups whose rows this draft makes records. */
function rowsGoneInDraft(published: Blueprint, { valueOps = [] }: Definition): readonly WireField[] {
  const turned = valueOps.filter(({ op, direction }) => op === 'subtable' && direction !== 'to-group')
  return turned.flatMap((op) => published.fields.find(({ id, key }) => id === op['field'] || key === op['field']) ?? [])
}

interface RowsGone extends GoneField {
  /** What the records are called. */
  readonly called: Label
  /** What makes them rows again. */
  readonly op: JsonObject
}

/** Groups whose rows are records by now, the latest first. The ops of a version say what they found: the group, and the link to it. */
function rowsGoneInVersions(versions: readonly BlueprintVersion[]): readonly RowsGone[] {
  const oldestFirst = [...versions].sort((a, b) => a.version - b.version)
  const gone = new Map<string, RowsGone>()
  for (const { version, ops, fields } of oldestFirst) {
    for (const op of ops) {
      if (op['op'] !== 'subtable' || op['direction'] === 'to-group') continue
      const { group: field, link, called, blueprint } = op as unknown as MadeRecords
      const back = { op: 'subtable', field: field.id, blueprint, parent: link.key, direction: 'to-group' }
      gone.set(field.id, { field, version, called, op: back })
    }
    for (const { id } of fields) gone.delete(id)
  }
  return [...gone.values()].reverse()
}

interface MadeRecords {
  readonly group: WireField
  readonly blueprint: string
  readonly called: Label
  readonly link: WireField
}

interface DestroyedField {
  readonly field: WireField
  readonly at: string
  readonly by: string | null | undefined
  readonly reason: string
}

/** What was destroyed for good, the latest first: when, by whom and why stays known. */
function destroyedIn(versions: readonly BlueprintVersion[]): readonly DestroyedField[] {
  const newestFirst = [...versions].sort((a, b) => b.version - a.version)
  return newestFirst.flatMap(({ version, ops, publishedAt, publishedBy }) =>
    ops.flatMap((op) => {
      if (op['op'] !== 'purge') return []
      const before = newestFirst.filter((one) => one.version < version).flatMap(({ fields }) => fields)
      const field = before.find(({ id }) => id === op['field'])
      return field ? [{ field, at: publishedAt, by: publishedBy, reason: String(op['reason'] ?? '–') }] : []
    }),
  )
}

/** To where it stood, under its name if that is still free. */
function broughtBack(definition: Definition, order: readonly WireField[], field: WireField): Definition {
  const behind = order
    .slice(
      0,
      order.findIndex(({ id }) => id === field.id),
    )
    .findLast(({ id }) => definition.fields.some((one) => one.id === id))
  const at = definition.fields.findIndex(({ id }) => id === behind?.id) + 1
  const key = freeName(field.key, new Set(definition.fields.map((one) => one.key)))
  return {
    ...definition,
    fields: [...definition.fields.slice(0, at), { ...field, key }, ...definition.fields.slice(at)],
  }
}
