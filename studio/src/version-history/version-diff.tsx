// Two versions side by side: what came, what went, and what is set otherwise.
import { Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { type BlueprintVersion, useBlueprints, type WireField, type WireOption } from '../api/blueprints-api.ts'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import { type Label, sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { type ChangedSetting, type Comparison, compareVersions, isSame } from './compare-versions.ts'

export interface VersionDiffProps {
  readonly tenant: string
  readonly before: BlueprintVersion
  readonly after: BlueprintVersion
}

export function VersionDiff({ tenant, before, after }: VersionDiffProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const diff = useMemo(() => compareVersions(before, after), [before, after])
  const titled = (key: unknown, { fields }: BlueprintVersion) => {
    const field = fields.find((one) => one.key === key)
    return field ? nameOf(field) : t('versions.nothing')
  }
  const listed = (unique: BlueprintVersion['uniques'][number], version: BlueprintVersion) =>
    new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(unique.map((key) => titled(key, version)))
  if (isSame(diff))
    return (
      <Text size="sm" c="dimmed">
        {t('versions.same')}
      </Text>
    )
  return (
    <Stack gap="sm">
      {diff.about.map(({ name, before: was, after: is }) => (
        <Text key={name} size="sm">
          {t(`versions.about_${name}`, {
            before: name === 'titleField' ? titled(was, before) : said(was),
            after: name === 'titleField' ? titled(is, after) : said(is),
          })}
        </Text>
      ))}
      <Fields tenant={tenant} diff={diff} />
      {diff.isReordered && <Text size="sm">{t('versions.reordered')}</Text>}
      {diff.rulesAdded.map((rule) => (
        <Text key={rule.id} size="sm">
          {t('versions.ruleAdded', { message: said(rule.message) })}
        </Text>
      ))}
      {diff.rulesRemoved.map((rule) => (
        <Text key={rule.id} size="sm">
          {t('versions.ruleRemoved', { message: said(rule.message) })}
        </Text>
      ))}
      {diff.uniquesAdded.map((unique) => (
        <Text key={unique.join()} size="sm">
          {t('versions.uniqueAdded', { fields: listed(unique, after) })}
        </Text>
      ))}
      {diff.uniquesRemoved.map((unique) => (
        <Text key={unique.join()} size="sm">
          {t('versions.uniqueRemoved', { fields: listed(unique, before) })}
        </Text>
      ))}
    </Stack>
  )
}

/** Fields that came, went and changed; of a list of rows its columns below it. */
function Fields({ tenant, diff }: { readonly tenant: string; readonly diff: Comparison }) {
  const { t } = useText()
  return (
    <>
      {diff.added.map((field) => (
        <FieldLine key={field.id} field={field} mark={t('versions.added')} color="ok" />
      ))}
      {diff.removed.map((field) => (
        <FieldLine key={field.id} field={field} mark={t('versions.removed')} color="warn" />
      ))}
      {diff.changed.map(
        ({ field, settings, columns }) =>
          (settings.length > 0 || columns) && (
            <div key={field.id}>
              <FieldLine field={field} mark={t('versions.changed')} color="ink" />
              {settings.length > 0 && <Settings tenant={tenant} settings={settings} />}
              {columns && (
                <Stack gap="xs" ml="xl" mt="xs" role="group" aria-label={t('rowColumns.title')}>
                  <Fields tenant={tenant} diff={columns} />
                  {columns.isReordered && <Text size="sm">{t('versions.reorderedColumns')}</Text>}
                </Stack>
              )}
            </div>
          ),
      )}
    </>
  )
}

const said = (label: unknown) => sayLabel(label as Label | undefined, [currentLanguage()], '–')

interface FieldLineProps {
  readonly field: WireField
  readonly mark: string
  readonly color: string
}

function FieldLine({ field, mark, color }: FieldLineProps) {
  const name = useFieldName()(field)
  return (
    <Group gap="xs" wrap="nowrap">
      <Badge variant="light" color={color} tt="none" flex="none">
        {mark}
      </Badge>
      <FieldTypeIcon type={field.type} />
      <Text size="sm" fw={500}>
        {name}
      </Text>
    </Group>
  )
}

/** What a setting is called where it is set. */
const names = [
  ['label', 'design.label'],
  ['key', 'design.key'],
  ['help', 'design.help'],
  ['type', 'versions.type'],
  ['required', 'design.required'],
  ['readOnly', 'design.readOnly'],
  ['quickFilter', 'design.quickFilter'],
  ['default', 'design.default'],
  ['showWhen', 'design.showWhen'],
  ['options', 'design.options'],
  ['maxLength', 'design.maxLength'],
  ['minimum', 'design.minimum'],
  ['maximum', 'design.maximum'],
  ['precision', 'design.precision'],
  ['unit', 'design.unit'],
  ['max', 'design.ratingMax'],
  ['of', 'design.listOf'],
  ['blueprint', 'design.relationTo'],
  ['many', 'design.many'],
] as const
const named = new Map<string, (typeof names)[number][1]>(names)

interface SettingsProps {
  readonly tenant: string
  readonly settings: readonly ChangedSetting[]
}

function Settings({ tenant, settings }: SettingsProps) {
  const { t } = useText()
  const say = useSettingValue(tenant)
  const settingName = (name: string) => {
    const key = named.get(name)
    return key ? t(key) : name
  }
  return (
    <Table.ScrollContainer minWidth={0} type="native">
      <Table verticalSpacing={2} horizontalSpacing="xs" ml="xl" w="auto">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('versions.setting')}</Table.Th>
            <Table.Th>{t('publish.before')}</Table.Th>
            <Table.Th>{t('publish.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {settings.map(({ name, before, after }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500}>
                {settingName(name)}
              </Table.Th>
              <Table.Td c="dimmed">{say(name, before)}</Table.Td>
              <Table.Td>{say(name, after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function useSettingValue(tenant: string): (name: string, value: unknown) => string {
  const { t } = useText()
  const nameOf = useFieldName()
  const blueprints = useBlueprints(tenant).data?.items
  return (name, value) => {
    if (typeof value === 'boolean' || flags.includes(name)) return value ? t('common.yes') : t('common.no')
    if (value === undefined || value === null) return '–'
    if (name === 'type' || name === 'of') return t(`fieldType.${value as 'text'}.name`)
    if (name === 'blueprint') {
      const led = blueprints?.find((one) => one.name === value)
      return sayLabel(led?.label, [currentLanguage()], wordsOfKey(String(value)))
    }
    if (name === 'options') return (value as readonly WireOption[]).map(nameOf).join(', ')
    if (name === 'label' || name === 'help') return said(value)
    if (typeof value !== 'object') return String(value)
    if ('expr' in value) return String(value.expr)
    return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value)
  }
}

const flags = ['required', 'readOnly', 'quickFilter', 'many']
