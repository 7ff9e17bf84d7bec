// Which records point to this one? By kind of record and by the field that points, a few of each and the way to all.
import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { sayFieldName } from '@molde/engine'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useFewRecords } from '../api/records-api.ts'
import { type Condition, filterText } from '../expression-input/condition.ts'
import { recordHint, repeated } from '../field-value/record-hint.ts'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
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
}

export function RelatedRecords({ tenant, id, pointers }: RelatedRecordsProps) {
  return (
    <Stack gap="lg">
      {pointers.map((pointer) => (
        <RelatedGroup key={`${pointer.blueprint.name} ${pointer.field.key}`} tenant={tenant} id={id} {...pointer} />
      ))}
    </Stack>
  )
}

const most = 5

function RelatedGroup({ tenant, id, blueprint, field }: Pointer & { readonly tenant: string; readonly id: string }) {
  const { t } = useText()
  const formats = useFormats()
  const condition = pointsAt(field, id)
  const filter = filterText([condition], blueprint.fields) ?? ''
  const found = useFewRecords(tenant, blueprint.name, { filter, limit: most })
  const kind = formats.say(blueprint.label, wordsOfKey(blueprint.name))
  const by = formats.say(field.label, wordsOfKey(field.key))
  const count = found.data?.count
  const titles = (found.data?.items ?? []).map(
    ({ data }) => recordTitle(blueprint, data, formats) || t('records.untitled'),
  )
  const alike = repeated(titles)
  const more = count !== undefined && count.value > most
  return (
    <section aria-label={t('related.group', { kind, field: by })}>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Text size="sm" fw={500}>
          {kind}{' '}
          <Text span inherit fw={400} c="dimmed">
            · {by}
          </Text>
        </Text>
        {count && (
          <Text size="xs" c="dimmed" className="numbers">
            {formats.number(count.value)}
            {count.capped ? '+' : ''}
          </Text>
        )}
      </Group>
      {found.isPending && <Skeleton h={24} />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && (
        <Group gap="xs" justify="space-between">
          <Text size="sm" c="dimmed">
            {t('related.none')}
          </Text>
          {field.readOnly !== true && <AddRelated tenant={tenant} id={id} blueprint={blueprint} field={field} />}
        </Group>
      )}
      <Stack component="ul" gap={4} className="bare-list">
        {found.data?.items.map((record, place) => (
          <li key={record.id}>
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/records/$blueprint/$id"
                  params={{ tenant, blueprint: blueprint.name, id: record.id }}
                  {...props}
                />
              )}
            >
              {titles[place]}
            </Anchor>
            {alike.has(titles[place] ?? '') && (
              <Text size="xs" c="dimmed">
                {recordHint(blueprint, record, formats, (at) => t('records.made', { at }))}
              </Text>
            )}
          </li>
        ))}
      </Stack>
      {more && (
        <Anchor
          size="xs"
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
    </section>
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
