// What can be done with the views of a list: kept anew, changed, taken away and brought back.
import type { Blueprint } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { type Audience, onlySaid, useChangeView, useCreateView, useDeleteView, type View } from '../api/views-api.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed, showUndo } from '../ui/undo-toast.tsx'
import type { Look } from './look.ts'
import { renameView } from './rename-view.ts'
import { onlyFilled, shownAsView } from './view-changes.ts'

/** Leaves room for the word that says it is a copy. */
const longestName = 80

export interface ViewActsOn {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly search: ListSearch
  readonly look: Look
  readonly view: View | undefined
  readonly onSearch: (search: ListSearch) => void
}

export function useViewActs({ tenant, blueprint, search, look, view, onSearch }: ViewActsOn) {
  const { t } = useText()
  const { say } = useFormats()
  const errorText = useErrorText()
  const me = useMe().data
  const isOwner = useIsOwner(tenant)
  const create = useCreateView(tenant)
  const change = useChangeView(tenant)
  const remove = useDeleteView(tenant)
  const failed = { onError: (error: unknown) => showFailed(errorText(error)) }
  const shown = () => shownAsView(blueprint, search, view, look)
  /** The words that are searched for are no part of a view: they stay. */
  const open = (id: string | undefined) =>
    onSearch({ ...(id ? { view: id } : {}), ...(search.q ? { q: search.q } : {}) })
  return {
    create,
    change,
    /** Somebody else's is changed by an owner. */
    canChange: Boolean(view && (isOwner || (me && view.createdBy === me.id))),
    reset: () => open(view?.id),
    keepChanges: () => {
      if (!view) return
      change.mutate(
        { id: view.id, change: shown() },
        {
          ...failed,
          onSuccess: () => {
            showDone(t('views.changed', { name: say(view.label, view.name) }))
            open(view.id)
          },
        },
      )
    },
    keepAsNew: ({ label, ...audience }: Audience & { readonly label: Label }, done: () => void) =>
      create.mutate(
        {
          ...onlyFilled(shown()),
          ...onlySaid(audience),
          name: '',
          ...renameView({ name: '' }, label),
          blueprint: blueprint.name,
        },
        {
          onSuccess: (saved) => {
            showDone(t('views.saved'))
            done()
            open(saved.id)
          },
        },
      ),
    /** As it is shown now, with what differs from the view. */
    copyLink: () => {
      // Without a secure connection there is no clipboard at all.
      const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject()
      copied.then(
        () =>
          showDone(
            t(view?.sharedWith ? 'audience.linkSome' : view?.shared === false ? 'views.linkMine' : 'views.linkCopied'),
          ),
        () => showFailed(t('views.notCopied')),
      )
    },
    /** As it is kept; nobody but its maker has asked for it in the sidebar. */
    duplicate: (done: () => void) => {
      if (!view) return
      const { label: _, pinned: __, ...kept } = writable(view)
      const name = t('views.copyName', { name: say(view.label, view.name).slice(0, longestName) })
      create.mutate(
        { ...kept, name },
        {
          ...failed,
          onSuccess: (copy) => {
            showDone(t('views.saved'))
            done()
            open(copy.id)
          },
        },
      )
    },
    rename: ({ label, ...audience }: Audience & { readonly label: Label }, done: () => void) => {
      if (view) change.mutate({ id: view.id, change: { ...audience, ...renameView(view, label) } }, { onSuccess: done })
    },
    isDeleting: remove.isPending,
    takeAway: (done?: () => void) => {
      if (!view) return
      const { id, createdBy: _, ...kept } = view
      remove.mutate(id, {
        ...failed,
        onSuccess: () => {
          done?.()
          open(undefined)
          showUndo({
            text: t('views.deleted', { name: say(view.label, view.name) }),
            undo: t('common.undo'),
            onUndo: () =>
              create.mutate(writable(kept), { ...failed, onSuccess: (again) => onSearch({ view: again.id }) }),
          })
        },
      })
    },
  }
}

const writableMembers = [
  'label',
  'filter',
  'sort',
  'columns',
  'pinnedColumns',
  'widths',
  'totals',
  'rowHeight',
  'kind',
  'group',
  'start',
  'end',
  'form',
  'shared',
  'sharedWith',
  'pinned',
] as const

/** A view as it was read says more than can be written. */
function writable(view: Omit<View, 'id' | 'createdBy'>): Omit<View, 'id' | 'createdBy'> {
  const { name, blueprint } = view
  const given = writableMembers.flatMap((member) =>
    view[member] === undefined ? [] : [[member, view[member]] as const],
  )
  return { name, blueprint, ...Object.fromEntries(given) }
}
