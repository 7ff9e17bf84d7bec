// Which programs and people use which version of a kind of record, how often and when last, and which fields they name.
import { Anchor, Badge, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconKey, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BlueprintVersion } from '../api/blueprints-api.ts'
import { type ClientUse, type FieldUse, useClients } from '../api/clients-api.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import classes from './clients-of-kind.module.css'
import { type Client, clientsOf, stillSpoken } from './who-speaks.ts'

export interface ClientsOfKindProps {
  readonly tenant: string
  readonly blueprint: string
  readonly versions: readonly BlueprintVersion[]
}

export function ClientsOfKind({ tenant, blueprint, versions }: ClientsOfKindProps) {
  const { t } = useText()
  const clients = useClients(tenant, blueprint)
  const told = clients.data && clientsOf(clients.data)
  return (
    <Card withBorder padding="md" component="section" aria-label={t('clients.title')}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600}>
            {t('clients.title')}
          </Text>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/t/$tenant/settings/api-keys" params={{ tenant }} {...props} />}
          >
            {t('clients.keep')}
          </Anchor>
        </Group>
        <Text size="sm" c="dimmed">
          {t(told?.length === 0 ? 'clients.empty' : 'clients.about')}
        </Text>
        {clients.error && <ErrorNotice error={clients.error} onRetry={() => void clients.refetch()} />}
        {clients.isPending && <Skeleton h={48} />}
        {clients.data && told && told.length > 0 && (
          <>
            <StillSpoken clients={clients.data} versions={versions} />
            <ul className={classes.list}>
              {told.map((client) => (
                <ClientLine key={client.id} client={client} versions={versions} />
              ))}
            </ul>
          </>
        )}
      </Stack>
    </Card>
  )
}

interface StillSpokenProps {
  readonly clients: Parameters<typeof stillSpoken>[0]
  readonly versions: readonly BlueprintVersion[]
}

/** Nothing where there is no older version. */
function StillSpoken({ clients, versions }: StillSpokenProps) {
  const { t } = useText()
  const formats = useFormats()
  const sayWho = useSayWho()
  const [now] = useState(() => Date.now())
  if (clients.newest === 1) return null
  const publishedAt = (version: number) => versions.find((one) => one.version === version)?.publishedAt
  const still = stillSpoken(clients, { now, publishedAt })
  return (
    <div>
      {still.length === 0 && <Text size="sm">{t('clients.allNewest')}</Text>}
      {still.map(([version, uses]) => (
        <Text key={version} size="sm">
          {t('clients.still', {
            count: uses.length,
            shown: formats.number(uses.length),
            version,
            names: sayWho(uses),
          })}
        </Text>
      ))}
    </div>
  )
}

/** Below a version: whoever used it, or is kept on it. Nothing while nobody did. */
export function UsedBy({ tenant, blueprint, version }: Omit<ClientsOfKindProps, 'versions'> & { version: number }) {
  const { t } = useText()
  const sayWho = useSayWho()
  const uses = useClients(tenant, blueprint).data?.items.filter((use) => use.version === version) ?? []
  if (uses.length === 0) return null
  return (
    <Text size="xs" c="dimmed">
      {t('clients.usedBy', { names: sayWho(uses) })}
    </Text>
  )
}

function useSayWho(): (uses: readonly ClientUse[]) => string {
  const { t } = useText()
  return (uses) => listed(uses.map(({ key }) => key?.name ?? t('clients.peopleToo')))
}

const listed = (names: readonly string[]) =>
  new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(names)

interface ClientLineProps {
  readonly client: Client
  readonly versions: readonly BlueprintVersion[]
}

function ClientLine({ client: { key, uses, fields }, versions }: ClientLineProps) {
  const { t } = useText()
  const Icon = key ? IconKey : IconUsers
  return (
    <li>
      <Group gap={8} wrap="nowrap" miw={0} align="flex-start">
        <Icon size={16} stroke={1.5} className={classes.icon} aria-hidden />
        <Text size="sm" fw={500}>
          {key?.name ?? t('clients.people')}
        </Text>
      </Group>
      <div>
        {uses.map((use) => (
          <UseLine key={use.version} use={use} />
        ))}
        <NamedFields fields={fields} versions={versions} />
      </div>
    </li>
  )
}

function UseLine({ use }: { readonly use: ClientUse }) {
  const { t } = useText()
  const formats = useFormats()
  const { version, pinned, reads, wholeReads, writes, lastReadAt, lastWriteAt } = use
  const number = (count: number) => ({ count, shown: formats.number(count) })
  const whole = wholeReads === reads ? t('clients.wholeAll', number(reads)) : t('clients.whole', number(wholeReads))
  return (
    <div className={classes.use}>
      <Group gap={6} wrap="nowrap">
        <Text size="sm">{t('design.version', { version })}</Text>
        {pinned && (
          <Badge variant="light" color="ink" tt="none" flex="none">
            {t('clients.kept')}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" component="div" className="numbers">
        {lastReadAt === null && lastWriteAt === null && t('clients.never')}
        {lastReadAt !== null && (
          <div>
            {t('clients.reads', number(reads))}
            {wholeReads > 0 && ` (${whole})`}
            {', '}
            {t('clients.last')} <RelativeTime at={lastReadAt} />
          </div>
        )}
        {lastWriteAt !== null && (
          <div>
            {t('clients.writes', number(writes))}
            {', '}
            {t('clients.last')} <RelativeTime at={lastWriteAt} />
          </div>
        )}
      </Text>
    </div>
  )
}

interface NamedFieldsProps {
  readonly fields: readonly FieldUse[]
  readonly versions: readonly BlueprintVersion[]
}

function NamedFields({ fields, versions }: NamedFieldsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const newest = Math.max(...versions.map(({ version }) => version))
  const say = ({ field: key, until }: FieldUse) => {
    const fieldsThen = versions.find(({ version }) => version === (until ?? newest))?.fields
    const name = nameOf(fieldsThen?.find((one) => one.key === key) ?? { key })
    return until === undefined ? name : t('clients.until', { name, version: until })
  }
  const filledIn = fields.filter(({ writes }) => writes > 0).map(say)
  const askedFor = fields.filter(({ reads }) => reads > 0).map(say)
  return (
    <>
      {filledIn.length > 0 && <Text size="sm">{t('clients.fillsIn', { names: listed(filledIn) })}</Text>}
      {askedFor.length > 0 && <Text size="sm">{t('clients.asksFor', { names: listed(askedFor) })}</Text>}
    </>
  )
}
