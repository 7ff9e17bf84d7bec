// Which records point to this one? By kind of record and by the field that points, a few of each and the way to all.
import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core'
import { sayFieldName } from '@molde/engine'
import { Link } from '@tanstack/react-router'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useFewRecords } from '../api/records-api.ts'
import { type Condition, filterText } from '../expression-input/condition.ts'
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
  const condition: Condition = { field: sayFieldName(field.key), operator: field.many ? 'has' : '==', value: id }
  const filter = filterText([condition], blueprint.fields) ?? ''
  const found = useFewRecords(tenant, blueprint.name, { filter, limit: most })
  const kind = formats.say(blueprint.label, wordsOfKey(blueprint.name))
  const by = formats.say(field.label, wordsOfKey(field.key))
  const count = found.data?.count
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
        <Text size="sm" c="dimmed">
          {t('related.none')}
        </Text>
      )}
      <Stack component="ul" gap={4} className="bare-list">
        {found.data?.items.map((record) => (
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
              {recordTitle(blueprint, record.data, formats) || t('records.untitled')}
            </Anchor>
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
