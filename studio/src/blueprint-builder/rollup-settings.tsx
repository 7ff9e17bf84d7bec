// A roll-up: which linked records, what is made of them, and whether all of them count.
import { Alert, Select } from '@mantine/core'
import { type FieldDef, rollupsOf } from '@molde/engine'
import { type Blueprint, type RollupFunction, useBlueprints, type WireField } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import type { KindSettingsProps } from './computed-props.ts'
import { ConditionSetting } from './condition-setting.tsx'

const functions: readonly RollupFunction[] = ['count', 'sum', 'avg', 'min', 'max', 'any', 'all']

interface Link {
  readonly blueprint: string
  readonly fields: readonly WireField[]
  readonly via: WireField
}

export function RollupSettings({ tenant, own, computed, set, others, targets }: KindSettingsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const blueprints = useBlueprints(tenant)
  const links = linksTo(own, others, blueprints.data?.items ?? [])
  const link = links.find(({ blueprint, via }) => blueprint === computed.blueprint && via.key === computed.via)
  const kindOf = (name: string) => targets.find((target) => target.name === name)?.label ?? name
  const functionsHere = functions.filter((one) => one === 'count' || fieldsFor(link, one).length > 0)
  const wanted = computed.function ?? 'count'
  if (blueprints.data && links.length === 0) return <Alert color="warn">{t('computed.noOneLinks')}</Alert>
  return (
    <>
      <Select
        label={t('computed.records')}
        placeholder={t('computed.chooseRecords')}
        data={links.map((one) => ({ value: placeOf(one), label: `${kindOf(one.blueprint)} · ${nameOf(one.via)}` }))}
        value={link ? placeOf(link) : null}
        allowDeselect={false}
        onChange={(place) => {
          const next = links.find((one) => placeOf(one) === place)
          if (next)
            set({ blueprint: next.blueprint, via: next.via.key, function: 'count', field: undefined, where: undefined })
        }}
      />
      {link && (
        <>
          <Select
            label={t('computed.function')}
            data={functionsHere.map((one) => ({ value: one, label: t(`computed.functions.${one}`) }))}
            value={wanted}
            allowDeselect={false}
            onChange={(one) => {
              const next = (one ?? 'count') as RollupFunction
              const possible = fieldsFor(link, next)
              const kept = possible.find(({ key }) => key === computed.field) ?? possible[0]
              set({ function: next, field: next === 'count' ? undefined : kept?.key })
            }}
          />
          {wanted !== 'count' && (
            <SearchSelect
              label={t('computed.of')}
              data={fieldsFor(link, wanted).map((field) => ({ value: field.key, label: nameOf(field) }))}
              value={computed.field ?? null}
              allowDeselect={false}
              onChange={(key) => set({ field: key ?? undefined })}
            />
          )}
          <ConditionSetting
            tenant={tenant}
            label={t('computed.where')}
            about={t('computed.whereAbout')}
            value={computed.where ?? ''}
            onChange={(text) => set({ where: text || undefined })}
            fields={link.fields}
          />
        </>
      )}
    </>
  )
}

/** Relations that point here, those of the blueprint itself as they are edited. */
function linksTo(own: string, others: readonly WireField[], blueprints: readonly Blueprint[]): Link[] {
  const all = [{ name: own, fields: others }, ...blueprints.filter(({ name }) => name !== own)]
  return all.flatMap(({ name, fields }) =>
    fields
      .filter(({ type, blueprint, computed }) => type === 'relation' && blueprint === own && !computed)
      .map((via) => ({ blueprint: name, fields, via })),
  )
}

function fieldsFor(link: Link | undefined, wanted: RollupFunction): readonly WireField[] {
  return link?.fields.filter((field) => rollupsOf(field as unknown as FieldDef).includes(wanted)) ?? []
}

function placeOf({ blueprint, via }: Link): string {
  return `${blueprint} ${via.key}`
}
