// A flow that was made elsewhere: pasted or chosen, looked at before it takes the place of what is drawn.

import { Alert, Button, FileButton, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { type BroughtIn, bringIn, type Placed } from './bring-in-flow.ts'
import type { FlowDesk } from './flow-desk.ts'

export interface BringInDialogProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly onTake: (flow: Flow) => void
  readonly onClose: () => void
}

export function BringInDialog({ desk, blueprint, onTake, onClose }: BringInDialogProps) {
  const { t } = useText()
  const [text, setText] = useState('')
  const looked = useDeferredValue(text)
  const { flow: now } = desk
  const found = useMemo(() => bringIn(looked, now, blueprint, readerHere()), [looked, now, blueprint])
  const error = found.kind === 'not-json' ? t('flowExchange.notJson') : undefined
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('flowExchange.bringIn')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('flowExchange.bringInAbout')}
        </Text>
        <Textarea
          label={t('flowExchange.config')}
          value={text}
          error={error}
          autosize
          minRows={6}
          maxRows={14}
          spellCheck={false}
          data-autofocus
          classNames={{ input: 'mono' }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then(setText)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              leftSection={<IconFile size={14} stroke={1.5} />}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('flowExchange.file')}
            </Button>
          )}
        </FileButton>
        <div aria-live="polite">
          <Looked found={found} desk={desk} />
        </div>
        <Group justify="flex-end" className="page-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={found.kind !== 'flow' || looked !== text}
            onClick={() => found.kind === 'flow' && onTake(found.flow)}
          >
            {t('flowExchange.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Looked({ found, desk }: { readonly found: BroughtIn; readonly desk: FlowDesk }) {
  const { t, language } = useText()
  if (found.kind === 'refused')
    return (
      <Alert color="bad" variant="light" title={t('flowExchange.cannot')}>
        <PlacedList label={t('flowExchange.cannot')} found={found.faults} />
      </Alert>
    )
  if (found.kind !== 'flow') return null
  const { flow, notes, toMend, gone } = found
  const states = t('flowMap.states', { count: Object.keys(flow.states).length })
  const transitions = t('flowMap.transitions', { count: flow.transitions.length })
  const named = new Intl.ListFormat(language, { type: 'conjunction' }).format(gone.map(desk.words.state))
  return (
    <Stack gap="sm">
      <Text size="sm">{t('flowExchange.holds', { states, transitions })}</Text>
      {gone.length > 0 && <Text size="sm">{t('flowExchange.gone', { states: named })}</Text>}
      {notes.length > 0 && (
        <Alert color="gray" variant="light" title={t('flowExchange.notes')}>
          <PlacedList label={t('flowExchange.notes')} found={notes} />
        </Alert>
      )}
      {toMend.length > 0 && (
        <Alert color="warn" variant="light" title={t('flowExchange.toMend')}>
          <PlacedList
            label={t('flowExchange.toMend')}
            found={toMend.map((message): Placed => ({ place: '', message }))}
          />
        </Alert>
      )}
    </Stack>
  )
}

/** A long one is scrolled by the keyboard, too. */
function PlacedList({ label, found }: { readonly label: string; readonly found: readonly Placed[] }) {
  return (
    <div role="region" tabIndex={0} aria-label={label} style={{ maxHeight: 180, overflowY: 'auto' }}>
      <List size="sm" spacing={4}>
        {found.map(({ place, message }, at) => (
          <List.Item key={at}>
            {message}
            {place !== '' && (
              <Text span size="xs" c="dimmed" className="mono" display="block">
                {place}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
