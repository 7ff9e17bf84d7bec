// Every type with its name and an example, as people think of them, and a search over all of it: what a menu opens.
import { Menu, Popover, ScrollArea, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { FieldTypeIcon } from '../field-value/field-type-icon.tsx'
import type { FieldKind } from '../field-value/kind-of-field.ts'
import { useText } from '../text/text.ts'
import { type FieldGroup, fieldGroups } from './field-types.ts'
import { findKinds, findTypes, type SaidType } from './find-types.ts'
import type { LinkTarget } from './kind-meant.ts'

export interface TypeGalleryProps {
  /** To which a link may lead: who looks for one by its name finds it before every type. */
  readonly kinds: readonly LinkTarget[]
  /** `target` where a kind was chosen. */
  readonly onChoose: (type: FieldKind, target?: string) => void
  /** Every type, unless told. */
  readonly offers?: ((type: FieldKind) => boolean) | undefined
}

/** What the target of its menu says of it. */
export const opensGallery = { popupType: 'dialog' } as const

/** In the place of the menu's own dropdown: a menu holds entries alone, so what is searched with stands beside it. */
export function TypeGallery(props: TypeGalleryProps) {
  return (
    <Popover.Dropdown p={4}>
      <Gallery {...props} />
    </Popover.Dropdown>
  )
}

const every = () => true

function Gallery({ kinds, onChoose, offers = every }: TypeGalleryProps) {
  const { t } = useText()
  const [text, setText] = useState('')
  const saidType = (type: FieldKind): SaidType => ({
    type,
    name: t(`fieldType.${type as 'text'}.name`),
    about: t(`fieldType.${type as 'text'}.about`),
  })
  const groups = (Object.keys(fieldGroups) as FieldGroup[]).filter((group) => fieldGroups[group].some(offers))
  const found = findTypes(
    groups.flatMap((group) => fieldGroups[group].filter(offers).map(saidType)),
    text,
  )
  const [first] = found
  const foundKinds = findKinds(kinds, text)
  const [firstKind] = foundKinds
  const menu = useRef<HTMLDivElement>(null)
  const take = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      menu.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (firstKind) onChoose('relation', firstKind.name)
    else if (text.trim() && first) onChoose(first.type)
  }
  const entry = ({ type, name, about }: SaidType) => (
    <Menu.Item key={type} leftSection={<FieldTypeIcon type={type} />} onClick={() => onChoose(type)}>
      <Text size="sm">{name}</Text>
      <Text size="xs" c="dimmed">
        {about}
      </Text>
    </Menu.Item>
  )
  return (
    <>
      <TextInput
        size="sm"
        mb={4}
        type="search"
        aria-label={t('builder.findType')}
        placeholder={t('builder.findType')}
        leftSection={<IconSearch size={16} stroke={1.5} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={take}
        data-autofocus
      />
      {/* Where there is more than can be seen, the bar says so. */}
      <ScrollArea.Autosize mah={380} type="auto" offsetScrollbars="present">
        {found.length + foundKinds.length > 0 && (
          <div ref={menu} role="menu" aria-label={t('builder.types')} data-menu-dropdown>
            {foundKinds.map(({ name, label }) => (
              <Menu.Item
                key={`kind ${name}`}
                leftSection={<FieldTypeIcon type="relation" />}
                onClick={() => onChoose('relation', name)}
              >
                <Text size="sm">{t('kinds.linkTo', { name: label })}</Text>
                <Text size="xs" c="dimmed">
                  {t('kinds.linkToAbout')}
                </Text>
              </Menu.Item>
            ))}
            {text.trim()
              ? found.map(entry)
              : groups.map((group) => (
                  <div key={group} role="group" aria-label={t(`design.group.${group}`)}>
                    <Menu.Label aria-hidden>{t(`design.group.${group}`)}</Menu.Label>
                    {fieldGroups[group].filter(offers).map((type) => entry(saidType(type)))}
                  </div>
                ))}
          </div>
        )}
        {found.length === 0 && foundKinds.length === 0 && (
          <Text size="sm" c="dimmed" p="xs" role="status">
            {t('builder.noType')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  )
}
