// Which keys there are: those of the screen behind the sheet first, then those that work everywhere.
import { Kbd, Modal, Stack, Switch, Title } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { hasLetterKeys, setLetterKeys } from '../ui/letter-keys.ts'
import { type KeySection, keyNames, sectionsHere } from '../ui/screen-keys.ts'
import { closeKeys } from './open-keys.ts'

type Keys = readonly (readonly [key: string, does: string])[]

export function KeysSheet() {
  const { t } = useText()
  const [sections] = useState(sectionsHere)
  const [letters, setLetters] = useState(hasLetterKeys)
  return (
    <Modal
      opened
      onClose={closeKeys}
      title={t('keys.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="lg">
        {sections.map((section) => (
          <Section key={section} title={t(`keys.in.${section}`)} keys={keysOf(section, t)} />
        ))}
        <Section title={t('keys.in.everywhere')} keys={keysEverywhere(t)} />
        <Switch
          label={t('keys.letters')}
          description={t('keys.lettersHelp')}
          checked={letters}
          onChange={(event) => {
            setLetterKeys(event.currentTarget.checked)
            setLetters(hasLetterKeys())
          }}
        />
      </Stack>
    </Modal>
  )
}

function Section({ title, keys }: { readonly title: string; readonly keys: Keys }) {
  return (
    <section>
      <Title order={3} size="sm" mb="xs">
        {title}
      </Title>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <Kbd>{keyNames(key)}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Translate = ReturnType<typeof useText>['t']

function keysEverywhere(t: Translate): Keys {
  const isInside = window.location.pathname.startsWith('/t/')
  return [
    ...(isInside ? ([['Ctrl K', t('shell.jump')]] as const) : []),
    ['?', t('keys.this')],
    ['Ctrl Z', t('keys.undo')],
    ['Tab · Shift Tab', t('keys.next')],
    ['Enter', t('keys.press')],
    ['Esc', t('keys.close')],
  ]
}

function keysOf(section: KeySection, t: Translate): Keys {
  switch (section) {
    case 'list':
      return [
        ['/', t('records.search')],
        ['N', t('keys.new')],
      ]
    case 'table':
      return [
        [t('keys.space'), t('keys.peek')],
        [t('keys.space'), t('keys.pick')],
        ['Enter', t('keys.sort')],
        ['← →', t('keys.width')],
      ]
    case 'board':
      return [
        ['Enter', t('keys.open')],
        ['Tab · Enter', t('keys.moveCard')],
      ]
    case 'calendar':
      return [
        ['← ↑ → ↓', t('keys.day')],
        ['Page Up · Page Down', t('keys.page')],
        ['T', t('keys.today')],
        ['Enter', t('keys.intoDay')],
        ['M', t('keys.moveEntry')],
        ['Esc', t('keys.outOfDay')],
      ]
    case 'peek':
      return [
        ['↑ ↓', t('keys.nextRecord')],
        ['Enter', t('keys.openPage')],
        ['Esc', t('keys.backToRow')],
      ]
    case 'gallery':
      return [['Enter', t('keys.open')]]
    case 'record':
      return [['Ctrl S', t('records.save')]]
    case 'definition':
      return [['Ctrl Z · Ctrl Shift Z', t('model.key.undo')]]
    case 'flow':
      return [
        ['Tab', t('flowMap.key.next')],
        ['Enter', t('flowMap.key.open')],
        [t('keys.space'), t('model.key.toggle')],
        ['← ↑ → ↓', t('model.key.move')],
        ['N', t('flow.newState')],
        ['R', t('flowMap.key.connect')],
        ['G · Shift G', t('flowMap.key.group')],
        ['A', t('model.arrange')],
        ['Delete', t('flowMap.key.remove')],
        ['/', t('flowMap.search')],
        ['Ctrl A', t('model.key.all')],
        ['Ctrl C · Ctrl V · Ctrl D', t('flowMap.key.copy')],
        ['Ctrl Z · Ctrl Shift Z', t('model.key.undo')],
        ['Shift', t('model.key.frame')],
        ['Esc', t('model.key.leave')],
      ]
    case 'model':
      return [
        ['Tab', t('model.key.next')],
        ['Enter', t('model.key.open')],
        [t('keys.space'), t('model.key.toggle')],
        ['← ↑ → ↓', t('model.key.move')],
        ['N', t('model.key.create')],
        ['R', t('model.key.relate')],
        ['→ · ↑ ↓', t('model.key.line')],
        ['Delete', t('model.key.remove')],
        ['/', t('model.key.search')],
        ['Ctrl A', t('model.key.all')],
        ['Ctrl C · Ctrl V', t('model.key.copy')],
        ['Ctrl Z · Ctrl Shift Z', t('model.key.undo')],
        ['Shift', t('model.key.frame')],
        ['Esc', t('model.key.leave')],
      ]
  }
}
