// A lookup: through which link, and what is shown from there.
import { Alert, Select } from '@mantine/core'
import { canLookUp, type FieldDef } from '@molde/engine'
import { useBlueprints, type WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import type { KindSettingsProps } from './computed-props.ts'

export function LookupSettings({ tenant, own, computed, set, others }: KindSettingsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const blueprints = useBlueprints(tenant)
  const links = others.filter(({ type, many, computed }) => type === 'relation' && !many && !computed)
  const via = links.find(({ key }) => key === computed.via)
  const there =
    via?.blueprint === own ? others : (blueprints.data?.items.find(({ name }) => name === via?.blueprint)?.fields ?? [])
  const shown = there.filter((field) => canLookUp(field as unknown as FieldDef))
  const choices = (fields: readonly WireField[]) => fields.map((field) => ({ value: field.key, label: nameOf(field) }))
  if (links.length === 0) return <Alert color="warn">{t('computed.noLink')}</Alert>
  return (
    <>
      <Select
        label={t('computed.via')}
        data={choices(links)}
        value={computed.via || null}
        allowDeselect={false}
        onChange={(key) => set({ via: key ?? '', field: '' })}
      />
      <SearchSelect
        label={t('computed.shown')}
        placeholder={t('computed.chooseField')}
        data={choices(shown)}
        value={computed.field || null}
        allowDeselect={false}
        onChange={(key) => set({ field: key ?? '' })}
      />
    </>
  )
}
