// Several fields become one: which, and how their values come together.
import { MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import type { FieldType, JsonObject } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { type ChangeFormProps, withMembers } from './change-form.ts'
import { canMerge } from './offered-changes.ts'

const numbers: readonly FieldType[] = ['integer', 'number', 'percent', 'money', 'rating']

export function MergeForm({ field, others, op, onChange }: ChangeFormProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const known = [field, ...others]
  const ids = op['fields'] as readonly string[]
  const into = op['into'] as JsonObject
  const strategy = (op['strategy'] ?? 'template') as string
  const chosen = ids.flatMap((id) => known.find((one) => one.id === id) ?? [])
  const isSummed = chosen.length > 0 && chosen.every(({ type }) => type === chosen[0]?.type && numbers.includes(type))
  const isOneType = chosen.every(({ type }) => type === field.type)
  const ways = ['template', ...(isOneType ? ['first-non-empty'] : []), ...(isSummed ? ['sum', 'min', 'max'] : [])]
  const between = separatorIn(String(op['template'] ?? ''), chosen)
  const set = (members: { readonly [name: string]: unknown }) => onChange(withMembers(op, members))
  const setFields = (next: readonly string[]) => {
    const fields = next.flatMap((id) => known.find((one) => one.id === id) ?? [])
    set({
      fields: fields.map(({ id }) => id),
      ...(strategy === 'template' ? { template: templateOf(fields, between ?? ' ') } : {}),
    })
  }
  const setWay = (way: string) =>
    onChange(
      withMembers(op, {
        strategy: way === 'template' ? undefined : way,
        template: way === 'template' ? templateOf(chosen, ' ') : undefined,
        into: { ...into, type: way === 'template' ? 'text' : field.type, ...settingsOf(field, way) },
      }),
    )
  const taken = new Set(known.map(({ key }) => key))
  return (
    <Stack gap="md">
      <MultiSelect
        label={t('change.mergeFields')}
        description={t('change.mergeFieldsAbout')}
        data={known.filter(canMerge).map((one) => ({ value: one.id, label: nameOf(one) }))}
        value={[...ids]}
        onChange={setFields}
        searchable
      />
      <Select
        label={t('change.mergeWay')}
        data={ways.map((value) => ({ value, label: t(`change.merge_${value as 'sum'}`) }))}
        value={strategy}
        allowDeselect={false}
        onChange={(way) => setWay(way ?? 'template')}
      />
      {strategy === 'template' && (
        <TextInput
          label={t('change.between')}
          description={t('change.betweenAbout')}
          value={between ?? ''}
          disabled={between === undefined}
          onChange={(event) => set({ template: templateOf(chosen, event.currentTarget.value) })}
          classNames={{ input: 'mono' }}
        />
      )}
      {strategy === 'template' && (
        <TextInput
          label={t('change.template')}
          description={t('change.templateAbout')}
          value={String(op['template'] ?? '')}
          onChange={(event) => set({ template: event.currentTarget.value })}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
      )}
      <TextInput
        label={t('change.mergedName')}
        value={String(into['label'] ?? '')}
        onChange={(event) => {
          const label = event.currentTarget.value
          set({ into: { ...into, label, key: freeName(keyOf(label, 'field'), taken) } })
        }}
      />
    </Stack>
  )
}

/** What a value of the same type may need to be one. */
function settingsOf({ options, currencies, max }: WireField, way: string): object {
  if (way === 'template') return {}
  return {
    ...(options ? { options: options.map(({ id: _, ...option }) => option) } : {}),
    ...(currencies ? { currencies } : {}),
    ...(max ? { max } : {}),
  }
}

const escaped = (text: string) => text.replaceAll(/[{}]/g, '$&$&')

function templateOf(fields: readonly WireField[], between: string): string {
  return fields.map(({ key }) => `{${key}}`).join(escaped(between))
}

/** What stands between all of the fields, when that is all there is. */
function separatorIn(template: string, fields: readonly WireField[]): string | undefined {
  const [first, second] = fields
  if (!first || !second) return ' '
  const begin = `{${first.key}}`
  const end = template.indexOf(`{${second.key}}`)
  if (!template.startsWith(begin) || end < 0) return undefined
  const between = template.slice(begin.length, end).replaceAll('{{', '{').replaceAll('}}', '}')
  return templateOf(fields, between) === template ? between : undefined
}
