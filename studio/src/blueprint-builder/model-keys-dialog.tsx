// Which keys there are on the data model.
import { Kbd, Modal } from '@mantine/core'
import { useText } from '../text/text.ts'
import classes from './model-page.module.css'

export interface ModelKeysDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

export function ModelKeysDialog({ opened, onClose }: ModelKeysDialogProps) {
  const { t } = useText()
  const keys = [
    ['Tab', t('model.key.next')],
    ['Enter', t('model.key.open')],
    [t('model.key.space'), t('model.key.toggle')],
    ['← ↑ → ↓', t('model.key.move')],
    ['N', t('model.key.create')],
    ['R', t('model.key.relate')],
    ['Delete', t('model.key.remove')],
    ['/', t('model.key.search')],
    ['Ctrl A', t('model.key.all')],
    ['Ctrl C · Ctrl V', t('model.key.copy')],
    ['Ctrl Z · Ctrl Shift Z', t('model.key.undo')],
    ['Shift', t('model.key.frame')],
    ['Esc', t('model.key.leave')],
  ] as const
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('model.keys')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes.keys}>
        {keys.map(([key, does]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
