// Asks for the name of each field that is destroyed for good, and why, before a draft is published.
import { Alert, Stack, Text, TextInput } from '@mantine/core'
import { IconFlame } from '@tabler/icons-react'
import type { Loss } from '../api/preview-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { NameToType } from '../ui/name-to-type.tsx'

/** By the field's key. */
export type DestroyWords = { readonly [field: string]: { readonly typed: string; readonly reason: string } }

export interface ConfirmDestroyProps {
  readonly destroys: readonly Loss[]
  readonly words: DestroyWords
  readonly onChange: (words: DestroyWords) => void
}

export function ConfirmDestroy({ destroys, words, onChange }: ConfirmDestroyProps) {
  const { t } = useText()
  const formats = useFormats()
  const nameOf = useNameOf()
  return destroys.map((loss) => {
    const name = nameOf(loss)
    const said = words[loss.field] ?? nothingSaid
    const say = (change: Partial<typeof said>) => onChange({ ...words, [loss.field]: { ...said, ...change } })
    return (
      <Alert
        key={loss.field}
        variant="light"
        color="bad"
        icon={<IconFlame size={18} stroke={1.5} />}
        title={t('destroy.title', { name })}
        data-asked
      >
        <Stack gap="sm">
          <Text size="sm">{t('destroy.about', { count: loss.records, shown: formats.number(loss.records) })}</Text>
          <NameToType name={name} typed={said.typed} onType={(typed) => say({ typed })} />
          <TextInput
            label={t('destroy.why')}
            description={t('destroy.whyAbout')}
            value={said.reason}
            maxLength={500}
            required
            onChange={(event) => say({ reason: event.currentTarget.value })}
          />
        </Stack>
      </Alert>
    )
  })
}

const nothingSaid = { typed: '', reason: '' }

/** What publishing sends, by key the reason; undefined as long as a name or a reason is missing. */
export function useConfirmed(): (
  destroys: readonly Loss[] | undefined,
  words: DestroyWords | undefined,
) => Readonly<Record<string, string>> | undefined {
  const nameOf = useNameOf()
  return (destroys = [], words = {}) => confirmed(destroys, words, nameOf)
}

function confirmed(destroys: readonly Loss[], words: DestroyWords, nameOf: (loss: Loss) => string) {
  const isSaid = (loss: Loss) => {
    const { typed, reason } = words[loss.field] ?? nothingSaid
    return [nameOf(loss), loss.field].includes(typed.trim()) && reason.trim() !== ''
  }
  if (!destroys.every(isSaid)) return undefined
  return Object.fromEntries(destroys.map(({ field }) => [field, words[field]?.reason.trim() ?? '']))
}

function useNameOf() {
  const nameOf = useFieldName()
  return ({ field, label }: Loss) => nameOf({ key: field, ...(label !== undefined && { label }) })
}
