// Another record, by its title, and the way to it.
import { Anchor, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../api/api-client.ts'
import { useBlueprint } from '../api/blueprints-api.ts'
import { useRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useIsNamesake } from './namesakes.ts'
import { shortHint } from './record-hint.ts'
import { recordTitle } from './record-title.ts'

export interface RecordLinkProps {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
  /** Only the title, no link. */
  readonly quiet?: boolean
}

export function RecordLink({ tenant, blueprint, id, quiet = false }: RecordLinkProps) {
  const { title, inTrash, hint } = useNamedRecord(tenant, blueprint, id)
  if (quiet && inTrash !== undefined)
    return (
      // In a narrow column the words at the end would be cut off first: there a sign stands before the name.
      <Text inherit span truncate c="dimmed" title={inTrash}>
        {/* First: behind a long name it would lie beyond the page's edge, and make it wider. */}
        <span className="for-readers">{inTrash}</span>
        <IconTrash size={13} stroke={1.5} aria-hidden className="sign-before" />
        <span aria-hidden>{title}</span>
      </Text>
    )
  if (quiet && hint)
    return (
      // Where there is no room for both, the name is cut: it is the part that others have, too.
      <Text inherit span className="name-and-hint" title={`${title} · ${hint}`}>
        <span>{title}</span>
        <Hint text={hint} />
      </Text>
    )
  if (quiet)
    return (
      <Text inherit span truncate>
        {title}
      </Text>
    )
  return (
    <Anchor
      renderRoot={(props) => (
        <Link to="/t/$tenant/records/$blueprint/$id" params={{ tenant, blueprint, id }} {...props} />
      )}
    >
      {inTrash ?? title}
      {hint && <Hint text={hint} />}
    </Anchor>
  )
}

/** The title of a record to be read in a line; a word for it when it is gone. */
export function RecordName({ tenant, blueprint, id }: Pick<RecordLinkProps, 'tenant' | 'blueprint' | 'id'>) {
  const { title, inTrash, hint } = useNamedRecord(tenant, blueprint, id)
  return (
    <>
      {inTrash ?? title}
      {hint && <Hint text={hint} />}
    </>
  )
}

function Hint({ text }: { readonly text: string }) {
  return (
    <Text inherit span c="dimmed" fw={400}>
      {' · '}
      {text}
    </Text>
  )
}

interface NamedRecord {
  readonly title: string
  /** The title with words that say so, of a record that lies there. */
  readonly inTrash?: string
  /** What tells it from another one of the same name. */
  readonly hint?: string
}

function useNamedRecord(tenant: string, blueprint: string, id: string): NamedRecord {
  const { t } = useText()
  const formats = useFormats()
  const definition = useBlueprint(tenant, blueprint)
  const record = useRecord(tenant, blueprint, id)
  const known =
    definition.data && record.data
      ? recordTitle(definition.data, record.data.data, formats) || t('records.untitled')
      : undefined
  const isNamesake = useIsNamesake(`${tenant} ${blueprint}`, id, known)
  // Deleted for good, or not shared with the reader. Its id would be a riddle.
  if (record.error instanceof ApiError && record.error.status === 404) return { title: t('records.gone') }
  if (!definition.data || !record.data || known === undefined) return { title: '…' }
  return {
    title: known,
    ...(record.data.deletedAt === null ? {} : { inTrash: t('records.titleInTrash', { title: known }) }),
    ...(isNamesake ? { hint: shortHint(definition.data, record.data, formats) } : {}),
  }
}
