// Which files a field takes, how large, and how many.
import { Group, MultiSelect, NumberInput, Switch } from '@mantine/core'
import { fileKinds } from '@molde/engine'
import { useParams } from '@tanstack/react-router'
import type { WireField } from '../api/blueprints-api.ts'
import { useStorage } from '../api/files-api.ts'
import { useKindText } from '../file-upload/kind-text.ts'
import { useText } from '../text/text.ts'

export interface FileSettingsProps {
  readonly field: WireField
  readonly isNew: boolean
  readonly onChange: (change: Partial<WireField>) => void
}

const megabyte = 1_000_000

export function FileSettings({ field, isNew, onChange }: FileSettingsProps) {
  const { t } = useText()
  const kindText = useKindText()
  // Of the tenant in the address: only what its installation allows is asked of it.
  const { tenant = '' } = useParams({ strict: false })
  const largest = useStorage(tenant).data?.largest
  const accept = field.accept ?? []
  // Media types that somebody set on the API stay choices.
  const offered = [...new Set([...Object.keys(fileKinds), ...accept])]
  return (
    <>
      {field.type === 'file' && (
        <MultiSelect
          label={t('files.accept')}
          placeholder={accept.length === 0 ? t('files.acceptAny') : ''}
          data={offered.map((one) => ({ value: one, label: capitalised(kindText(one)) }))}
          value={[...accept]}
          onChange={(chosen) => onChange({ accept: chosen.length > 0 ? chosen : undefined })}
          searchable
          clearable
          nothingFoundMessage={t('form.nothing')}
          clearButtonProps={{ 'aria-label': t('common.clear') }}
        />
      )}
      <Switch
        label={t(field.type === 'image' ? 'files.manyImages' : 'files.many')}
        checked={field.many ?? false}
        disabled={!isNew}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? { many: true } : { many: undefined, maxItems: undefined })
        }
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t('files.maxSize')}
          min={0.001}
          decimalScale={3}
          {...(largest ? { max: largest / megabyte, placeholder: String(largest / megabyte) } : {})}
          value={field.maxBytes === undefined ? '' : field.maxBytes / megabyte}
          onChange={(value) =>
            onChange({ maxBytes: Number(value) > 0 ? Math.round(Number(value) * megabyte) : undefined })
          }
        />
        {field.many && (
          <NumberInput
            label={t('files.most')}
            min={1}
            max={1_000}
            value={field.maxItems ?? ''}
            onChange={(value) => onChange({ maxItems: Number(value) > 0 ? Number(value) : undefined })}
          />
        )}
      </Group>
    </>
  )
}

/** At the beginning of its line; a media type stays as it is. */
function capitalised(words: string): string {
  return words.includes('/') ? words : words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
