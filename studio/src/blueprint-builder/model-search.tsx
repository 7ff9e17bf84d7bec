// Finds a kind of record, or a field of one, by its words.
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useMemo, useState } from 'react'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { isLine, readLine } from '../data-model-canvas/line-acts.ts'
import { useText } from '../text/text.ts'
import { type Named, useFieldName } from '../text/use-field-name.ts'
import { SearchSelect } from '../ui/search-select.tsx'

export interface ModelSearchProps {
  readonly input: Ref<HTMLInputElement>
  readonly blueprints: readonly DrawnBlueprint[]
  /** With the field that was found, if it was one. */
  readonly onFind: (blueprint: string, field: string | undefined) => void
}

/** More would not be read. */
const mostShown = 30

export function ModelSearch({ input, blueprints, onFind }: ModelSearchProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const [words, setWords] = useState('')
  const all = useMemo(() => findablesOf(blueprints, nameOf), [blueprints, nameOf])
  const found = useMemo(() => {
    const wanted = words.trim().toLowerCase()
    return all.filter(({ folded }) => folded.includes(wanted)).slice(0, mostShown)
  }, [all, words])
  const find = (value: string | null) => {
    setWords('')
    if (!value) return
    if (!isLine(value)) return onFind(value, undefined)
    const { blueprint, field } = readLine(value)
    onFind(blueprint, field)
  }
  return (
    <SearchSelect
      ref={input}
      flex={{ base: '1 1 230px', sm: '0 0 320px' }}
      aria-label={t('model.search')}
      placeholder={t('model.search')}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={null}
      data={found}
      // What is found is found above: thousands of fields are too many to be handed over at each letter.
      filter={({ options }) => options}
      value={null}
      onChange={find}
      searchValue={words}
      onSearchChange={setWords}
    />
  )
}

interface Findable {
  readonly value: string
  readonly label: string
  readonly folded: string
}

/** Kinds first: they are looked for more often than their fields. */
function findablesOf(blueprints: readonly DrawnBlueprint[], nameOf: (named: Named) => string): readonly Findable[] {
  const named = blueprints.map((blueprint) => ({
    blueprint,
    label: nameOf({ key: blueprint.name, label: blueprint.label }),
  }))
  const fields = named.flatMap(({ blueprint, label }) =>
    blueprint.fields.flatMap((field) => [
      { value: `${blueprint.name}:${field.id}`, label: `${label} › ${nameOf(field)}` },
      ...(field.fields ?? []).map((part) => ({
        value: `${blueprint.name}:${field.id}:${part.id}`,
        label: `${label} › ${nameOf(field)} › ${nameOf(part)}`,
      })),
    ]),
  )
  return [...named.map(({ blueprint, label }) => ({ value: blueprint.name, label })), ...fields].map((one) => ({
    ...one,
    folded: one.label.toLowerCase(),
  }))
}
