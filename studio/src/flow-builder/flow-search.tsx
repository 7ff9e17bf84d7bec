// Finds a state, a transition or a group by its words.
import { IconSearch } from '@tabler/icons-react'
import { type Ref, useState } from 'react'
import type { WireTransition } from '../api/flows-api.ts'
import { groupPart, movePart } from '../flow-canvas/part.ts'
import { useText } from '../text/text.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import type { FlowDesk } from './flow-desk.ts'
import { isArrow } from './say-transition.ts'

export interface FlowSearchProps {
  readonly input: Ref<HTMLInputElement>
  readonly desk: FlowDesk
  readonly onFind: (part: string) => void
}

/** More would not be read. */
const mostShown = 30

export function FlowSearch({ input, desk, onFind }: FlowSearchProps) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  return (
    <SearchSelect
      ref={input}
      flex={{ base: '1 1 180px', sm: '0 0 240px' }}
      aria-label={t('flowMap.search')}
      placeholder={t('flowMap.search')}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={null}
      data={findablesIn(desk, typed)}
      // What is found is found below: hundreds are too many to be handed over at each letter.
      filter={({ options }) => options}
      value={null}
      onChange={(part) => {
        setTyped('')
        if (part !== null) onFind(part)
      }}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  )
}

/** States first: they are looked for most. */
function findablesIn({ flow, words }: FlowDesk, typed: string) {
  const wanted = typed.trim().toLowerCase()
  const all = [
    ...Object.keys(flow.states).map((key) => ({ value: key, label: words.state(key) })),
    ...Object.keys(flow.groups ?? {}).map((key) => ({ value: groupPart(key), label: words.group(key) })),
    ...flow.transitions.map((one, index) => ({
      value: movePart(index),
      label: wayOf(one, words),
    })),
  ]
  return all.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, mostShown)
}

/** One that has no name but its arrow is told by where it comes from. */
function wayOf(step: WireTransition, words: FlowDesk['words']): string {
  const called = words.transition(step)
  return isArrow(called) ? `${words.sources(step)} ${called}` : `${called} → ${words.state(step.to)}`
}
