// A member of the workspace, or several.
import { MultiSelect } from '@mantine/core'
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useText } from '../text/text.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import { useFormScope } from './form-scope.ts'
import { inputProps, type WidgetProps } from './widget.ts'

export function UserWidget(props: WidgetProps) {
  const { t } = useText()
  const { tenant } = useFormScope()
  const me = useMe()
  const members = useMembers(tenant).data?.items.filter((member) => member.status !== 'invited') ?? []
  const data = members.map((member) => ({
    value: member.id,
    label: `${member.name || member.email}${member.id === me.data?.id ? ` (${t('form.me')})` : ''}`,
  }))
  const shared = {
    ...inputProps(props),
    data,
    searchable: true,
    nothingFoundMessage: t('form.nothing'),
    comboboxProps: { shadow: 'md' },
  }
  if (props.field.many)
    return (
      <MultiSelect
        {...shared}
        value={Array.isArray(props.value) ? (props.value as string[]) : []}
        onChange={(ids) => props.onChange(ids.length > 0 ? ids : undefined)}
      />
    )
  return (
    <SearchSelect
      {...shared}
      value={typeof props.value === 'string' ? props.value : null}
      onChange={(id) => props.onChange(id ?? undefined)}
      placeholder={t('form.choose')}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
    />
  )
}
