// Which records point to this one? By kind of record and by the field that points, a few of each and the way to all.
import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { sayFieldName } from '@molde/engine'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { statesOf } from '../api/flows-of-kind.ts'
import { useFewRecords, type WireRecord } from '../api/records-api.ts'
import { type Condition, filterText } from '../expression-input/condition.ts'
import { OptionChip } from '../field-value/field-value.tsx'
import { recordHint } from '../field-value/record-hint.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'

export interface Pointer {
  readonly blueprint: Blueprint
  readonly field: WireField
}

/** Every field of the tenant that points to records of this kind. */
export function pointersTo(target: string, blueprints: readonly Blueprint[]): readonly Pointer[] {
  return blueprints.flatMap((blueprint) =>
    blueprint.fields
      .filter((field) => field.type === 'relation' && field.blueprint === target)
      .map((field) => ({ blueprint, field })),
  )
}

/** What holds of the records that point to this one by the field. */
export function pointsAt(field: WireField, id: string): Condition {
  return { field: sayFieldName(field.key), operator: field.many ? 'has' : '==', value: id }
}

export interface RelatedRecordsProps {
  readonly tenant: string
  readonly id: string
  readonly pointers: readonly Pointer[]
  /** Nothing new points to what is in the trash. */
  readonly canAdd: boolean
}

export function RelatedRecords({ tenant, id, pointers, canAdd }: RelatedRecordsProps) {
  return pointers.map((pointer) => (
    <RelatedGroup
      key={`${pointer.blueprint.name} ${pointer.field.key}`}
      tenant={tenant}
      id={id}
      canAdd={canAdd && pointer.field.readOnly !== true}
      {...pointer}
    />
  ))
}

const most = 5

interface RelatedGroupProps extends Pointer {
  readonly tenant: string
  readonly id: string
  readonly canAdd: boolean
}

function RelatedGroup({ tenant, id, blueprint, field, canAdd }: RelatedGroupProps) {
  const { t } = useText()
  const formats = useFormats()
  const condition = pointsAt(field, id)
  const filter = filterText([condition], blueprint.fields) ?? ''
  const found = useFewRecords(tenant, blueprint.name, { filter, limit: most })
  const kind = formats.say(severalOf(blueprint), wordsOfKey(blueprint.name))
  const by = formats.say(field.label, wordsOfKey(field.key))
  const count = found.data?.count
  const more = count !== undefined && count.value > most
  return (
    <Paper
      component="section"
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      aria-label={t('related.group', { kind, field: by })}
    >
      <Group justify="space-between" mb="xs" mih={30}>
        <Title order={2} size="h4">
          {kind}{' '}
          <Text span size="sm" c="dimmed" className="numbers">
            {count ? `${formats.number(count.value)}${count.capped ? '+' : ''}` : ''}
            {' · '}
            {by}
          </Text>
        </Title>
        {canAdd && <AddRelated tenant={tenant} id={id} blueprint={blueprint} field={field} />}
      </Group>
      {found.isPending && <Skeleton h={24} />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('related.none')}
        </Text>
      )}
      <Stack component="ul" gap="xs" className="bare-list">
        {found.data?.items.map((record) => (
          <li key={record.id}>
            <RelatedRecord tenant={tenant} blueprint={blueprint} field={field} record={record} />
          </li>
        ))}
      </Stack>
      {more && (
        <Anchor
          size="sm"
          mt="xs"
          display="inline-block"
          renderRoot={(props) => (
            <Link
              to="/t/$tenant/records/$blueprint"
              params={{ tenant, blueprint: blueprint.name }}
              search={{ where: [condition] }}
              {...props}
            />
          )}
        >
          {t('related.all')}
        </Anchor>
      )}
    </Paper>
  )
}

interface RelatedRecordProps extends Pointer {
  readonly tenant: string
  readonly record: WireRecord
}

/** Its name, where it stands, and what tells it from the others. */
function RelatedRecord({ tenant, blueprint, field, record }: RelatedRecordProps) {
  const { t } = useText()
  const formats = useFormats()
  const { flows } = useFlowsOf(tenant, blueprint.name)
  const states = statesOf(blueprint, flows, record)
  return (
    <Group gap="xs" justify="space-between" mih={28}>
      <Group gap="xs">
        <Anchor
          size="sm"
          style={{ overflowWrap: 'anywhere' }}
          renderRoot={(props) => (
            <Link
              to="/t/$tenant/records/$blueprint/$id"
              params={{ tenant, blueprint: blueprint.name, id: record.id }}
              {...props}
            />
          )}
        >
          {recordTitle(blueprint, record.data, formats) || t('records.untitled')}
        </Anchor>
        {states.map(({ field, state }) => (
          <OptionChip key={field.key} field={field} option={state} />
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {recordHint(blueprint, record, formats, (at) => t('records.made', { at }), [
          ...states.map(({ field: { key } }) => key),
          field.key,
        ])}
      </Text>
    </Group>
  )
}

/** A new one that points here already. */
function AddRelated({ tenant, id, blueprint, field }: Pointer & { readonly tenant: string; readonly id: string }) {
  const { t } = useText()
  const { say } = useFormats()
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlus size={14} stroke={1.5} aria-hidden />}
      renderRoot={(props) => (
        <Link
          to="/t/$tenant/records/$blueprint/new"
          params={{ tenant, blueprint: blueprint.name }}
          state={{ prefill: { [field.key]: field.many ? [id] : id } }}
          {...props}
        />
      )}
    >
      {t('related.add', { kind: say(blueprint.label, wordsOfKey(blueprint.name)) })}
    </Button>
  )
}
