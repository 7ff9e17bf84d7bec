// The parts of a page or of a panel, side by side: one of them is open. Tabs have this look and no other.
import { Tabs } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import classes from './part-tabs.module.css'
import { useChosenInView } from './use-chosen-in-view.ts'
import { useMoreBeside } from './use-more-beside.ts'

interface Part<Key extends string> {
  readonly key: Key
  readonly name: ReactNode
  /** Made only while it is open. */
  readonly body: ReactNode
  /** Somebody is about to open it. */
  readonly onNear?: () => void
}

export interface PartTabsProps<Key extends string> {
  /** What the parts are parts of, for those who hear the page. */
  readonly label: string
  readonly parts: readonly Part<Key>[]
  /** Which one is open; without it the tabs know it themselves and begin with `first`. */
  readonly open?: Key
  readonly first?: Key
  readonly onOpen?: (key: Key) => void
  /** On a sheet, which is lighter than the page. */
  readonly onSheet?: boolean
}

export function PartTabs<Key extends string>({ label, parts, open, first, onOpen, onSheet }: PartTabsProps<Key>) {
  const [own, setOwn] = useState(first ?? parts[0]?.key)
  // An address may name a part that is not there: on another device, or of another kind.
  const shown = parts.some(({ key }) => key === open) ? open : own
  const row = useRef<HTMLDivElement>(null)
  useChosenInView(row, shown ?? '')
  useMoreBeside(row, parts.map(({ key }) => key).join())
  return (
    <Tabs
      value={shown ?? null}
      onChange={(next) => {
        setOwn(next as Key)
        onOpen?.(next as Key)
      }}
      keepMounted={false}
      classNames={{ root: classes['parts'] ?? '', tab: classes['tab'] ?? '' }}
      data-sheet={onSheet || undefined}
    >
      <Tabs.List ref={row} aria-label={label} className={`scrolling-tabs ${classes['row']}`} mb="md">
        {parts.map(({ key, name, onNear }) => (
          <Tabs.Tab key={key} value={key} onMouseEnter={onNear} onFocus={onNear}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {parts.map(({ key, body }) => (
        <Tabs.Panel key={key} value={key}>
          {body}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
