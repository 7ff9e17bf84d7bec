// Changes that need a choice or two: another unit, one spelling, one value or several.
import { Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import type { FieldType, JsonObject } from '@molde/engine'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { type ChangeFormProps, withMembers } from './change-form.ts'

const usual = ['1000', '1/1000', '100', '1/100', '60', '1/60'] as const

export function UnitForm({ op, onChange }: ChangeFormProps) {
  const { t } = useText()
  const factor = String(op['factor'] ?? '')
  const isUsual = usual.some((one) => one === factor)
  return (
    <Stack gap="md">
      <Select
        label={t('change.unitHow')}
        data={[
          ...usual.map((value) => ({
            value,
            label: value.startsWith('1/')
              ? t('change.divided', { by: value.slice(2) })
              : t('change.times', { by: value }),
          })),
          { value: 'own', label: t('change.ownFactor') },
        ]}
        value={isUsual ? factor : 'own'}
        allowDeselect={false}
        onChange={(value) => onChange({ ...op, factor: value === 'own' ? '' : (value ?? '') })}
      />
      {!isUsual && (
        <TextInput
          label={t('change.ownFactor')}
          description={t('change.ownFactorAbout')}
          value={factor}
          onChange={(event) => onChange({ ...op, factor: event.currentTarget.value.replace(',', '.') })}
          inputMode="decimal"
        />
      )}
      <TextInput
        label={t('change.offset')}
        description={t('change.offsetAbout')}
        value={String(op['offset'] ?? '')}
        onChange={(event) =>
          onChange(withMembers(op, { offset: event.currentTarget.value.replace(',', '.') || undefined }))
        }
        inputMode="decimal"
      />
      <Select
        label={t('change.rounding')}
        data={[
          { value: 'half-even', label: t('change.rounding_usual') },
          ...(['half-up', 'up', 'down'] as const).map((value) => ({ value, label: t(`change.rounding_${value}`) })),
        ]}
        value={String(op['rounding'] ?? 'half-even')}
        allowDeselect={false}
        onChange={(rounding) =>
          onChange(withMembers(op, { rounding: rounding === 'half-even' ? undefined : rounding }))
        }
      />
      <Text size="xs" c="dimmed">
        {t('change.unitAbout')}
      </Text>
    </Stack>
  )
}

type Spelling = 'trim' | 'lower' | 'upper' | 'phone' | 'email'

const everySpelling: readonly Spelling[] = ['trim', 'lower', 'upper', 'phone', 'email']

function spellingsOf(type: FieldType): readonly Spelling[] {
  if (type === 'richText') return ['trim']
  if (type === 'phone') return ['phone']
  return type === 'email' ? ['email', 'lower'] : everySpelling
}

export function NormaliseForm({ field, op, onChange }: ChangeFormProps) {
  const { t } = useText()
  return (
    <Radio.Group label={t('change.spelling')} value={String(op['form'])} onChange={(form) => onChange({ ...op, form })}>
      <Stack gap={6} mt={6}>
        {spellingsOf(field.type).map((form) => (
          <Radio
            key={form}
            value={form}
            label={t(`change.spelling_${form}`)}
            description={t(`change.spelling_${form}_about`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

export function ToListForm({ field, op, onChange }: ChangeFormProps) {
  const { t } = useText()
  const by = op['by'] as string | undefined
  if (field.type !== 'text' && field.type !== 'longText') return <Text size="sm">{t('change.listKeeps')}</Text>
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('change.listHow')}
        value={by === undefined ? 'one' : 'pieces'}
        onChange={(way) => onChange(withMembers(op, { by: way === 'one' ? undefined : ',' }))}
      >
        <Stack gap={6} mt={6}>
          <Radio value="one" label={t('change.listOne')} />
          <Radio value="pieces" label={t('change.listPieces')} />
        </Stack>
      </Radio.Group>
      {by !== undefined && (
        <TextInput
          label={t('change.splitBy')}
          value={by}
          onChange={(event) => onChange({ ...op, by: event.currentTarget.value })}
          classNames={{ input: 'mono' }}
        />
      )}
    </Stack>
  )
}

const ordered = ['text', 'longText', 'number', 'integer', 'percent', 'date', 'datetime', 'email', 'phone', 'url']

export function ToSingleForm({ field, op, onChange }: ChangeFormProps) {
  const { t } = useText()
  const of = field.type === 'list' ? (field.of ?? 'text') : field.type
  const picks = [
    'first',
    'last',
    ...(ordered.includes(of) ? ['max', 'min'] : []),
    ...(of === 'text' || of === 'longText' ? ['join'] : []),
  ] as const
  const setPick = (pick: string): JsonObject => {
    const { by: _, ...rest } = op
    return { ...rest, pick, ...(pick === 'join' ? { by: ', ' } : {}) }
  }
  return (
    <Stack gap="md">
      <ChoiceSelect
        label={t('change.pick')}
        description={t('change.pickAbout')}
        data={picks.map((value) => ({ value, label: t(`change.pick_${value as 'first'}`) }))}
        value={String(op['pick'])}
        onChange={(pick) => onChange(setPick(pick))}
      />
      {op['pick'] === 'join' && (
        <TextInput
          label={t('change.between')}
          value={String(op['by'] ?? '')}
          onChange={(event) => onChange(withMembers(op, { by: event.currentTarget.value || undefined }))}
          classNames={{ input: 'mono' }}
        />
      )}
    </Stack>
  )
}
