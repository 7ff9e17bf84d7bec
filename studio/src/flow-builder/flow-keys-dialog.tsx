// Which keys there are on the drawing of a flow.
import { Kbd, Modal, Table } from '@mantine/core'
import { useText } from '../text/text.ts'

export interface FlowKeysDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

export function FlowKeysDialog({ opened, onClose }: FlowKeysDialogProps) {
  const { t } = useText()
  const keys = [
    ['Tab', t('flowMap.key.next')],
    ['Enter', t('flowMap.key.open')],
    [t('model.key.space'), t('model.key.toggle')],
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
  ] as const
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('model.keys')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table withRowBorders={false} aria-label={t('model.keys')}>
        <Table.Tbody>
          {keys.map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Td>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
