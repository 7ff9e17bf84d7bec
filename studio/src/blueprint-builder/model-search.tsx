// Finds a kind of record, or a field of one, by its words.
import { Select } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useMemo, useState } from 'react'
import type { ModelKind } from '../data-model-canvas/model-kind.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'

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
  const places = useMemo(() => {
    const named = kinds.map((kind) => ({ kind, label: nameOf({ key: kind.name, label: kind.label }) }))
    const fields = named.flatMap(({ kind, label }) =>
      kind.fields.map((field) => ({ value: `${kind.name}:${field.id}`, label: `${label} › ${nameOf(field)}` })),
    )
    // Kinds first: they are looked for more often than their fields.
    return [...named.map(({ kind, label }) => ({ value: kind.name, label })), ...fields]
  }, [kinds, nameOf])
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
      data={places}
      value={null}
      onChange={find}
      searchable
      selectFirstOptionOnChange
      searchValue={words}
      onSearchChange={setWords}
      limit={mostShown}
      nothingFoundMessage={t('form.nothing')}
    />
  )
}
