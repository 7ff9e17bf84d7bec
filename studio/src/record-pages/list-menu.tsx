// What can be done with a list as a whole, however it is looked at.
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencilRuler, IconSparkles, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { useSamples } from '../sample-data/use-samples.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { LateMenu } from '../ui/late-menu.tsx'

export interface ListMenuProps {
  readonly tenant: string
  readonly blueprint: Blueprint
}

export function ListMenu(props: ListMenuProps) {
  const { t } = useText()
  const isOwner = useIsOwner(props.tenant)
  return (
    <LateMenu
      position="bottom-end"
      width={240}
      button={
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('common.more')}>
          <IconDots size={18} stroke={1.5} aria-hidden />
        </ActionIcon>
      }
    >
      {isOwner && <OwnerItems {...props} />}
      <TrashItem tenant={props.tenant} />
    </LateMenu>
  )
}

/** Where what was deleted waits. */
export function TrashItem({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  return (
    <Menu.Item
      leftSection={<IconTrash size={16} stroke={1.5} aria-hidden />}
      renderRoot={(root) => <Link to="/t/$tenant/settings/trash" params={{ tenant }} {...root} />}
    >
      {t('trash.title')}
    </Menu.Item>
  )
}

/** Changing what its records are, and filling it. */
export function OwnerItems(props: ListMenuProps) {
  const { tenant, blueprint } = props
  const { t } = useText()
  const { say } = useFormats()
  return (
    <>
      <Menu.Item
        leftSection={<IconPencilRuler size={16} stroke={1.5} aria-hidden />}
        renderRoot={(root) => (
          <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: blueprint.name }} {...root} />
        )}
      >
        {t('records.changeFields', { kind: say(blueprint.label, wordsOfKey(blueprint.name)) })}
      </Menu.Item>
      <SampleItem {...props} />
    </>
  )
}

/** Made-up records, also beside those that are there; the page asks first, and the notice takes exactly them away again. */
function SampleItem({ tenant, blueprint }: ListMenuProps) {
  const { t } = useText()
  const samples = useSamples(tenant, [blueprint])
  return (
    <Menu.Item
      leftSection={<IconSparkles size={16} stroke={1.5} aria-hidden />}
      disabled={samples.isMaking}
      onClick={samples.make}
    >
      {t('samples.fill')}
    </Menu.Item>
  )
}
