// Finds a kind of record, or a field of one, by its words.
import { Select } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useMemo, useState } from 'react'
import type { ModelKind } from '../data-model-canvas/model-kind.ts'
import { useText } from '../text/text.ts'
import { type Named, useFieldName } from '../text/use-field-name.ts'

export interface ModelSearchProps {
  readonly input: Ref<HTMLInputElement>
  readonly kinds: readonly ModelKind[]
  readonly onFind: (kind: string) => void
}

/** More would not be read. */
const mostShown = 30

export function ModelSearch({ input, kinds, onFind }: ModelSearchProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const [words, setWords] = useState('')
  const all = useMemo(() => findablesOf(kinds, nameOf), [kinds, nameOf])
  const found = useMemo(() => {
    const wanted = words.trim().toLowerCase()
    return all.filter(({ folded }) => folded.includes(wanted)).slice(0, mostShown)
  }, [all, words])
  const find = (value: string | null) => {
    setWords('')
    const [kind] = (value ?? '').split(':')
    if (kind) onFind(kind)
  }
  return (
    <Select
      ref={input}
      w={{ base: '100%', sm: 320 }}
      aria-label={t('model.search')}
      placeholder={t('model.search')}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={null}
      data={found}
      // What is found is found above: thousands of fields are too many to be handed over at each letter.
      filter={({ options }) => options}
      value={null}
      onChange={find}
      searchable
      selectFirstOptionOnChange
      searchValue={words}
      onSearchChange={setWords}
      nothingFoundMessage={t('form.nothing')}
    />
  )
}

interface Findable {
  readonly value: string
  readonly label: string
  readonly folded: string
}

/** Kinds first: they are looked for more often than their fields. */
function findablesOf(kinds: readonly ModelKind[], nameOf: (named: Named) => string): readonly Findable[] {
  const named = kinds.map((kind) => ({ kind, label: nameOf({ key: kind.name, label: kind.label }) }))
  const fields = named.flatMap(({ kind, label }) =>
    kind.fields.map((field) => ({ value: `${kind.name}:${field.id}`, label: `${label} › ${nameOf(field)}` })),
  )
  return [...named.map(({ kind, label }) => ({ value: kind.name, label })), ...fields].map((one) => ({
    ...one,
    folded: one.label.toLowerCase(),
  }))
}
