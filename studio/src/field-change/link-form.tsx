// Which records shall the values become? A new kind with a name, or records that are there and the field they are found by.
import { Radio, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import type { LinkChoice } from './use-link-choice.ts'

interface LinkFormProps {
  readonly choice: LinkChoice
}

export function LinkForm({ choice }: LinkFormProps) {
  const { t } = useText()
  const { isNew, setNew, kinds } = choice
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('links.into')}
        value={isNew ? 'new' : 'known'}
        onChange={(value) => setNew(value === 'new')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="new" label={t('links.into_new')} data-autofocus={isNew || undefined} />
          <Radio
            value="known"
            label={t('links.into_known')}
            disabled={kinds.length === 0}
            data-autofocus={!isNew || undefined}
          />
        </Stack>
      </Radio.Group>
      {isNew ? <NewKind choice={choice} /> : <KnownKind choice={choice} />}
    </Stack>
  )
}

function NewKind({ choice: { kindName, setKindName, isTaken } }: LinkFormProps) {
  const { t } = useText()
  const kind = kindName.trim()
  const fault = kind === '' ? t('links.kindNameNeeded') : isTaken ? t('links.kindNameTaken', { kind }) : undefined
  return (
    <Stack gap="xs">
      <TextInput
        label={t('links.kindName')}
        description={t('links.kindNameAbout')}
        value={kindName}
        onChange={(event) => setKindName(event.currentTarget.value)}
        error={fault}
      />
      {fault === undefined && (
        <Text size="sm" c="dimmed">
          {t('links.newAbout', { kind, name: t('links.name') })}
        </Text>
      )}
    </Stack>
  )
}

function KnownKind({ choice }: LinkFormProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const { kinds, wordsOf, target, matches, match, needed } = choice
  const fields = needed.map(nameOf).join(', ')
  return (
    <Stack gap="md">
      <SearchSelect
        label={t('links.kind')}
        placeholder={t('links.kindChoose')}
        data={kinds.map((one) => ({ value: one.name, label: wordsOf(one) }))}
        value={target?.name ?? null}
        onChange={(name) => choice.setKind(name ?? undefined)}
        limit={100}
      />
      {target && (
        <>
          {matches.length > 1 && (
            <Select
              label={t('links.match')}
              description={t('links.matchAbout')}
              data={matches.map((one) => ({ value: one.key, label: nameOf(one) }))}
              value={match}
              onChange={(key) => choice.setMatch(key ?? undefined)}
              allowDeselect={false}
            />
          )}
          <Switch
            label={t('links.createMissing')}
            description={
              needed.length > 0
                ? t('links.cannotCreate', { kind: wordsOf(target), fields })
                : t('links.createMissingAbout')
            }
            checked={choice.createMissing}
            disabled={needed.length > 0}
            onChange={(event) => choice.setCreateMissing(event.currentTarget.checked)}
          />
        </>
      )}
    </Stack>
  )
}
