// A choice goes away: what do the records get that have it?
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { WireOption } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { RemapChoice, type RemapChoiceProps } from './remap-choice.tsx'

export interface RemapDialogProps extends Pick<RemapChoiceProps, 'tenant' | 'blueprint' | 'field' | 'options'> {
  readonly option: WireOption
  readonly onClose: () => void
  readonly onDone: (target: string | null) => void
}

export function RemapDialog({ option, options, onClose, onDone, ...props }: RemapDialogProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const left = options.filter(({ id, retired }) => id !== option.id && !retired)
  // Nothing is proposed: one press too many would turn what the records have into something else.
  const [target, setTarget] = useState<string | null>()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('change.remap_title', { name: nameOf(option) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('change.remap_about')}
        </Text>
        <RemapChoice
          {...props}
          gone={[option]}
          options={left}
          map={target === undefined ? {} : { [option.id]: target }}
          onChange={(map) => setTarget(map[option.id])}
        />
        <Group justify="flex-end" className="last-acts">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={target === undefined} onClick={() => target !== undefined && onDone(target)}>
            {t('change.remap_do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
