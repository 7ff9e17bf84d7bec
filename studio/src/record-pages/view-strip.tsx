// The views of a list, side by side; of the one that is open, what can be done with it and what differs from it.
import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core'
import { IconCopy, IconDots, IconLink, IconLock, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { View } from '../api/views-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { LateMenu } from '../ui/late-menu.tsx'
import { LateTooltip } from '../ui/late-tooltip.tsx'
import { useChosenInView } from '../ui/use-chosen-in-view.ts'
import { useLate } from '../ui/use-late.ts'
import { useViewActs, type ViewActsOn } from './use-view-acts.ts'
import { differs } from './view-changes.ts'
import classes from './view-strip.module.css'

const ViewForm = lazy(async () => ({ default: (await import('./view-form.tsx')).ViewForm }))

export interface ViewStripProps extends ViewActsOn {
  readonly views: readonly View[]
  /** The field that the flow moves: a board is by it unless something else is said. */
  readonly stateField: string | undefined
}

export function ViewStrip(props: ViewStripProps) {
  const { t } = useText()
  const { say } = useFormats()
  const { tenant, blueprint, search, look, view, views, stateField } = props
  const acts = useViewActs(props)
  const [form, setForm] = useState<'new' | 'rename'>()
  const dialog = useLate(form !== undefined)
  const close = () => {
    setForm(undefined)
    acts.create.reset()
    acts.change.reset()
  }
  const strip = useRef<HTMLElement>(null)
  const hasSaved = useRef(false)
  const opened = view?.id
  useChosenInView(strip, `${opened} ${views.length}`)
  // What opened the dialog is gone when its view is saved: the keyboard goes on at the view.
  useEffect(() => {
    if (!hasSaved.current || opened === undefined) return
    hasSaved.current = false
    strip.current?.querySelector<HTMLElement>('[aria-current="page"]')?.focus()
  }, [opened])
  const saved = () => {
    hasSaved.current = true
    close()
  }
  // A form is designed and saved on its own page.
  const isForm = look.kind === 'form'
  const isChanged = !isForm && differs(blueprint, search, view, look, stateField)
  const link = {
    to: '/t/$tenant/records/$blueprint',
    params: { tenant, blueprint: blueprint.name },
    // Which one is open is said here; the router takes every address of the list for all records.
    activeOptions: { exact: true },
    resetScroll: false,
  } as const
  return (
    <div className={classes.strip}>
      <nav ref={strip} className={classes.views} aria-label={t('views.label')}>
        <Link {...link} search={{}} className={classes.view} aria-current={view ? undefined : 'page'}>
          {t('records.allRecords')}
        </Link>
        {views.map((one) => (
          <span key={one.id} className={classes.place}>
            <Link
              {...link}
              search={{ view: one.id }}
              className={classes.view}
              aria-current={one.id === view?.id ? 'page' : undefined}
            >
              {one.shared === false && <IconLock size={14} stroke={1.5} aria-label={t('records.viewOnlyMine')} />}
              {say(one.label, one.name)}
            </Link>
            {one.id === view?.id && (
              <ViewMenu
                name={say(one.label, one.name)}
                onCopyLink={acts.copyLink}
                onDuplicate={() => acts.duplicate(saved)}
                onRename={acts.canChange ? () => setForm('rename') : undefined}
                onDelete={acts.canChange ? acts.takeAway : undefined}
              />
            )}
          </span>
        ))}
        {!isForm && (
          <LateTooltip label={t('views.new')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('views.new')}
              onClick={() => setForm('new')}
            >
              <IconPlus size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          </LateTooltip>
        )}
      </nav>
      {isChanged && (
        <Group gap="xs" className={classes.acts} role="group" aria-label={t('views.differs')}>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={acts.reset}>
            {t('views.reset')}
          </Button>
          <Button
            size="compact-sm"
            variant={view && acts.canChange ? 'subtle' : 'light'}
            onClick={() => setForm('new')}
          >
            {t(view ? 'views.saveAsNew' : 'views.save')}
          </Button>
          {view && acts.canChange && (
            <Button size="compact-sm" variant="light" loading={acts.change.isPending} onClick={acts.keepChanges}>
              {t('views.saveChanges')}
            </Button>
          )}
        </Group>
      )}
      {dialog.isNeeded && (
        <Modal
          opened={dialog.isOpened}
          onClose={close}
          title={t(form === 'rename' ? 'views.rename' : 'views.save')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          {form && (
            <Suspense fallback={null}>
              <ViewForm
                name={form === 'rename' ? (view?.name ?? '') : ''}
                shared={form === 'rename' ? view?.shared !== false : true}
                error={form === 'rename' ? acts.change.error : acts.create.error}
                isSaving={acts.create.isPending || acts.change.isPending}
                onSave={(named) => (form === 'rename' ? acts.rename(named, close) : acts.keepAsNew(named, saved))}
              />
            </Suspense>
          )}
        </Modal>
      )}
    </div>
  )
}

interface ViewMenuProps {
  readonly name: string
  readonly onCopyLink: () => void
  readonly onDuplicate: () => void
  /** Absent where the view is somebody else's, as is the next. */
  readonly onRename: (() => void) | undefined
  readonly onDelete: (() => void) | undefined
}

function ViewMenu({ name, onCopyLink, onDuplicate, onRename, onDelete }: ViewMenuProps) {
  const { t } = useText()
  return (
    <LateMenu
      position="bottom-start"
      width={220}
      button={
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('views.acts', { name })}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      }
    >
      {onRename && (
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} aria-hidden />} onClick={onRename}>
          {t('views.rename')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconLink size={16} stroke={1.5} aria-hidden />} onClick={onCopyLink}>
        {t('views.copyLink')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />} onClick={onDuplicate}>
        {t('views.duplicate')}
      </Menu.Item>
      {onDelete && (
        <Menu.Item color="bad" leftSection={<IconTrash size={16} stroke={1.5} aria-hidden />} onClick={onDelete}>
          {t('views.delete')}
        </Menu.Item>
      )}
    </LateMenu>
  )
}
