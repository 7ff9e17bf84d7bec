// The views of a list, side by side; of the one that is open, what can be done with it and what differs from it.
import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core'
import { IconCopy, IconDots, IconLink, IconLock, IconPencil, IconPlus, IconUsers, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { audienceOf, type View } from '../api/views-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { LateMenu } from '../ui/late-menu.tsx'
import { LateTooltip } from '../ui/late-tooltip.tsx'
import { useChosenInView } from '../ui/use-chosen-in-view.ts'
import { useLate } from '../ui/use-late.ts'
import { useMoreBeside } from '../ui/use-more-beside.ts'
import { calledAs } from './rename-view.ts'
import { useViewActs, type ViewActsOn } from './use-view-acts.ts'
import { differs } from './view-changes.ts'
import classes from './view-strip.module.css'

const DeleteView = lazy(async () => ({ default: (await import('./delete-view.tsx')).DeleteView }))
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
  const [form, setForm] = useState<'new' | 'rename' | 'delete'>()
  const dialog = useLate(form !== undefined)
  const close = () => {
    setForm(undefined)
    acts.create.reset()
    acts.change.reset()
  }
  const strip = useRef<HTMLElement>(null)
  const hasSaved = useRef(false)
  const opened = view?.id
  useChosenInView(strip, `${opened} ${views.length} ${look.kind}`)
  useMoreBeside(strip, `${views.length} ${look.kind} ${opened}`)
  // What opened the dialog is gone when its view is saved: the keyboard goes on at the view.
  useEffect(() => {
    if (!hasSaved.current || opened === undefined) return
    hasSaved.current = false
    strip.current?.querySelector<HTMLElement>('[aria-current="page"]')?.focus()
  }, [opened])
  // What nobody else sees is deleted at once: the notice brings it back.
  const takeAway = () => (view?.shared === false ? acts.takeAway() : setForm('delete'))
  const saved = () => {
    hasSaved.current = true
    close()
  }
  // A form is designed and saved on its own page.
  const isForm = look.kind === 'form'
  const isNewForm = isForm && view?.kind !== 'form'
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
        <Link {...link} search={{}} className={classes.view} aria-current={view || isNewForm ? undefined : 'page'}>
          {t('records.allRecords')}
        </Link>
        {views.map((one) => (
          <span key={one.id} className={classes.place}>
            <Link
              {...link}
              search={{ view: one.id }}
              className={classes.view}
              aria-current={one.id === view?.id && !isNewForm ? 'page' : undefined}
            >
              <AudienceIcon view={one} />
              {say(one.label, one.name)}
            </Link>
            {one.id === view?.id && (
              <ViewMenu
                name={say(one.label, one.name)}
                onCopyLink={acts.copyLink}
                onDuplicate={() => acts.duplicate(saved)}
                onRename={acts.canChange ? () => setForm('rename') : undefined}
                onDelete={acts.canChange ? takeAway : undefined}
              />
            )}
          </span>
        ))}
        {isNewForm && (
          <Link {...link} search={true} className={classes.view} aria-current="page">
            {t('formPage.new')}
          </Link>
        )}
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
          title={
            form === 'delete'
              ? t('views.deleteTitle', { name: view ? say(view.label, view.name) : '' })
              : t(form === 'rename' ? 'views.rename' : 'views.save')
          }
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          {form === 'delete' && (
            <Suspense fallback={null}>
              <DeleteView isDeleting={acts.isDeleting} onCancel={close} onDelete={() => acts.takeAway(close)} />
            </Suspense>
          )}
          {(form === 'new' || form === 'rename') && (
            <Suspense fallback={null}>
              <ViewForm
                label={form === 'rename' && view ? calledAs(view) : undefined}
                tenant={tenant}
                audience={audienceOf(form === 'rename' ? view : undefined)}
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

/** Nothing where everybody sees it. */
function AudienceIcon({ view }: { readonly view: View }) {
  const { t } = useText()
  if (view.shared !== false) return null
  if (view.sharedWith) return <IconUsers size={14} stroke={1.5} aria-label={t('audience.some')} />
  return <IconLock size={14} stroke={1.5} aria-label={t('records.viewOnlyMine')} />
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
        <Menu.Item color="bad" leftSection={<IconX size={16} stroke={1.5} aria-hidden />} onClick={onDelete}>
          {t('views.delete')}
        </Menu.Item>
      )}
    </LateMenu>
  )
}
