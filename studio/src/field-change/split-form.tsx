// One text becomes several: where it is taken apart, and what the parts are called.
import { ActionIcon, Button, Select, Stack, Text, TextInput } from '@mantine/core'
import type { FieldType, JsonObject } from '@molde/engine'
import { IconPlus, IconX } from '@tabler/icons-react'
import { freeName, keyOf } from '../text/key-of.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { type ChangeFormProps, withMembers } from './change-form.ts'
import { FailingChoice } from './failing-choice.tsx'
import classes from './field-change.module.css'
import { newParts } from './offered-changes.ts'
import { namesOfParts } from './part-names.ts'

const strategies = ['first-word', 'last-word', 'city-state'] as const
const ways = [...strategies, 'by', 'at', 'pattern'] as const
type Way = (typeof ways)[number]

const partTypes: readonly FieldType[] = ['text', 'longText', 'integer', 'number', 'date', 'email', 'phone', 'url']
const mostParts = 8

interface Part {
  readonly key: string
  readonly label: string
  readonly type: FieldType
}

export function SplitForm({ field, others, op, onChange }: ChangeFormProps) {
  const { t } = useText()
  const label = useFieldName()(field)
  const parts = op['into'] as unknown as readonly Part[]
  const way = wayOf(op)
  const taken = new Set([field, ...others].map(({ key }) => key))
  const wordsFor = (next: Way) =>
    namesOfParts(next, label, {
      city: t('change.city'),
      state: t('change.state'),
      firstName: t('change.firstName'),
      lastName: t('change.lastName'),
    })
  const choose = (next: Way) => {
    const { strategy: _, by: __, at: ___, pattern: ____, ...rest } = op
    const fixed = strategies.some((one) => one === next)
    const fresh = newParts(wordsFor(next), taken) as unknown as readonly Part[]
    const into =
      isNamed(parts, label, wordsFor(way)) || !fixed
        ? parts
        : parts.slice(0, 2).map((part, at) => ({ ...part, ...fresh[at] }))
    const two = fixed ? into.slice(0, 2) : into
    onChange({ ...rest, into: two as unknown as JsonObject[], ...startOf(next, two.length) } as JsonObject)
  }
  const setParts = (into: readonly Part[]) =>
    onChange(withMembers(op, { into, ...(way === 'at' ? { at: placesFor(op, into.length) } : {}) }))
  const rename = (at: number, words: string) => {
    const used = new Set([...taken, ...parts.filter((_, i) => i !== at).map(({ key }) => key)])
    setParts(
      parts.map((part, i) => (i === at ? { ...part, label: words, key: freeName(keyOf(words, 'field'), used) } : part)),
    )
  }
  const isFixed = strategies.some((one) => one === way)
  return (
    <Stack gap="md">
      <Select
        label={t('change.splitWay')}
        data={ways.map((value) => ({ value, label: t(`change.split_${value}`) }))}
        value={way}
        allowDeselect={false}
        onChange={(next) => choose((next ?? way) as Way)}
      />
      {way === 'by' && (
        <TextInput
          label={t('change.splitBy')}
          description={t('change.splitByAbout')}
          value={String(op['by'] ?? '')}
          onChange={(event) => onChange({ ...op, by: event.currentTarget.value })}
          classNames={{ input: 'mono' }}
        />
      )}
      {way === 'pattern' && (
        <TextInput
          label={t('change.splitPattern')}
          description={t('change.splitPatternAbout')}
          value={String(op['pattern'] ?? '')}
          onChange={(event) => onChange({ ...op, pattern: event.currentTarget.value })}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
      )}
      {way === 'at' && (
        <TextInput
          label={t('change.splitAt')}
          description={t('change.splitAtAbout')}
          value={(op['at'] as readonly number[]).join(', ')}
          onChange={(event) => onChange({ ...op, at: numbersIn(event.currentTarget.value) })}
          inputMode="numeric"
        />
      )}
      <Stack gap="xs" role="group" aria-label={t('change.parts')}>
        <Text size="sm" fw={600}>
          {t('change.parts')}
        </Text>
        {parts.map((part, at) => (
          <div key={at} className={classes.part}>
            <TextInput
              aria-label={t('change.partName', { number: at + 1 })}
              value={part.label}
              onChange={(event) => rename(at, event.currentTarget.value)}
            />
            <Select
              aria-label={t('change.partType', { number: at + 1 })}
              data={partTypes.map((value) => ({ value, label: t(`fieldType.${value as 'text'}.name`) }))}
              value={part.type}
              allowDeselect={false}
              onChange={(type) =>
                setParts(parts.map((one, i) => (i === at ? { ...one, type: (type ?? 'text') as FieldType } : one)))
              }
            />
            <ActionIcon
              size="input-sm"
              disabled={isFixed || parts.length <= 2}
              aria-label={t('change.removePart', { number: at + 1 })}
              onClick={() => setParts(parts.filter((_, i) => i !== at))}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </div>
        ))}
        {!isFixed && parts.length < mostParts && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} stroke={1.5} />}
            onClick={() => {
              const used = new Set([...taken, ...parts.map(({ key }) => key)])
              setParts([...parts, ...(newParts([`${label} ${parts.length + 1}`], used) as unknown as readonly Part[])])
            }}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('change.addPart')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('change.partsAbout')}
        </Text>
      </Stack>
      {parts.some(({ type }) => type !== 'text' && type !== 'longText') && (
        <FailingChoice
          field={undefined}
          value={op['onError']}
          ways={['keep', 'quarantine']}
          onChange={(onError) => onChange(withMembers(op, { onError }))}
        />
      )}
    </Stack>
  )
}

function wayOf(op: JsonObject): Way {
  const own = (['by', 'at', 'pattern'] as const).find((name) => op[name] !== undefined)
  return own ?? (op['strategy'] as Way | undefined) ?? 'first-word'
}

function startOf(way: Way, parts: number): { readonly [name: string]: unknown } {
  if (way === 'by') return { by: ',' }
  if (way === 'at') return { at: Array.from({ length: parts - 1 }, (_, i) => 3 * (i + 1)) }
  return way === 'pattern' ? { pattern: '(.+)-(.+)' } : { strategy: way }
}

function placesFor(op: JsonObject, parts: number): readonly number[] {
  const places = (op['at'] as readonly number[]).slice(0, parts - 1)
  while (places.length < parts - 1) places.push((places.at(-1) ?? 0) + 3)
  return places
}

const numbersIn = (text: string) => (text.match(/\d{1,4}/g) ?? []).map(Number)

/** Has somebody given the parts words of their own? */
const isNamed = (parts: readonly Part[], label: string, proposed: readonly string[]) =>
  parts.some((part, at) => part.label !== `${label} ${at + 1}` && part.label !== proposed[at])
