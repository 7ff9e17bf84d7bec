// What else can be done with a kind of record: forget what was edited, or put it in the trash.
import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowMerge, IconArrowsSplit2, IconBolt, IconDots, IconRestore, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { restoreBlueprint, useTrashBlueprint } from '../api/blueprints-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { showUndo } from '../ui/undo-toast.tsx'

export interface BlueprintMenuProps {
  readonly tenant: string
  readonly blueprint: string
  readonly title: string
  readonly onDiscard: (() => void) | undefined
  /** Undefined while changes wait: they come first. */
  readonly onPass: ((kind: 'join' | 'part') => void) | undefined
}

export function BlueprintMenu({ tenant, blueprint, title, onDiscard, onPass }: BlueprintMenuProps) {
  const { t } = useText()
  const trash = useTrashBlueprint(tenant)
  const client = useQueryClient()
  const navigate = useNavigate()
  const toTrash = () =>
    trash.mutate(blueprint, {
      onSuccess: async () => {
        await navigate({ to: '/t/$tenant/design', params: { tenant } })
        showUndo({
          text: t('design.trashed', { name: title }),
          undo: t('common.undo'),
          onUndo: () =>
            void restoreBlueprint(tenant, blueprint).then(() =>
              client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
            ),
        })
      },
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" variant="default" aria-label={t('common.more')}>
          <IconDots size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!onDiscard} leftSection={<IconRestore size={16} stroke={1.5} />} onClick={onDiscard}>
          {t('design.discard')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBolt size={16} stroke={1.5} />}
          renderRoot={(props) => (
            <Link to="/t/$tenant/automations" params={{ tenant }} search={{ about: blueprint }} {...props} />
          )}
        >
          {t('shell.automations')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          disabled={!onPass}
          leftSection={<IconArrowMerge size={16} stroke={1.5} />}
          onClick={() => onPass?.('join')}
        >
          {t('passage.join')}
        </Menu.Item>
        <Menu.Item
          disabled={!onPass}
          leftSection={<IconArrowsSplit2 size={16} stroke={1.5} />}
          onClick={() => onPass?.('part')}
        >
          {t('passage.part')}
        </Menu.Item>
        {!onPass && <Menu.Label>{t('passage.changesFirst')}</Menu.Label>}
        <Menu.Divider />
        <Menu.Item color="bad" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={toTrash}>
          {t('common.toTrash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
