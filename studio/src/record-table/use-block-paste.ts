// A block from a spreadsheet is pasted: all its cells in one go, what was refused is said, and one act takes all of it back.
import type { Blueprint } from '../api/blueprints-api.ts'
import { type BulkItem, refusalOf, useBulk, valuesOf } from '../api/bulk-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { type BlockAt, type BlockPlan, planBlock } from './paste-block.ts'

/** As many as one can still look over. */
const mostRows = 1_000

export interface BlockPasteOptions {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly offerUndo: (text: string, act: () => void) => void
  /** This record is new. */
  readonly onMade: (id: string) => void
}

export type BlockPaste = (rows: readonly (readonly string[])[], at: BlockAt) => Promise<void>

export function useBlockPaste({ tenant, blueprint, offerUndo, onMade }: BlockPasteOptions): BlockPaste {
  const { t } = useText()
  const { number } = useFormats()
  const nameOf = useFieldName()
  const sayError = useErrorText()
  const bulk = useBulk(tenant, blueprint.name)

  const tell = (cells: number, added: number) =>
    [
      cells > 0 ? t('grid.pasted', { count: cells, shown: number(cells) }) : '',
      added > 0 ? t('grid.added', { count: added, shown: number(added) }) : '',
    ]
      .filter(Boolean)
      .join(' ')

  /** Everything that was not done, with the first reason. */
  const tellLeft = (plan: BlockPlan, refusals: readonly string[]) => {
    const [unread] = plan.unread
    const left = [
      unread
        ? t('grid.notPasted', {
            count: plan.unread.length,
            reason: t('grid.notReadIn', { text: unread.text.slice(0, 60), field: nameOf(unread.field) }),
          })
        : '',
      plan.fixed > 0 ? t('grid.fixedCells', { count: plan.fixed }) : '',
      plan.rowsOutside > 0 ? t('grid.rowsOutside', { count: plan.rowsOutside }) : '',
      refusals.length > 0
        ? t('bulk.refused', { count: refusals.length, shown: number(refusals.length), reason: refusals[0] })
        : '',
    ].filter(Boolean)
    if (left.length > 0) showFailed(left.join(' '))
  }

  const takeBack = async (items: readonly BulkItem[]) => {
    const answers = await bulk.mutateAsync(items)
    const refusals = answers.flatMap((answer) => refusalOf(answer) ?? [])
    const undone = items.length - refusals.length
    if (refusals.length > 0)
      showFailed(t('bulk.refused', { count: refusals.length, shown: number(refusals.length), reason: refusals[0] }))
    if (undone > 0) showDone(t('bulk.undone', { count: undone, shown: number(undone) }))
  }

  return async (rows, at) => {
    if (rows.length > mostRows)
      return showFailed(t('grid.tooManyRows', { most: number(mostRows), shown: number(rows.length) }))
    try {
      const plan = await planBlock(rows, at)
      const { changes, additions } = plan
      const items: BulkItem[] = [
        ...changes.map(({ record, data }) => ({ op: 'update' as const, id: record.id, rev: record.rev, data })),
        // Newest first is how a list stands: the last row of the block is made first, and they come in its order.
        ...additions.toReversed().map((data) => ({ op: 'create' as const, data })),
      ]
      const answers = items.length > 0 ? await bulk.mutateAsync(items) : []
      const written = answers.map(({ error, id, rev }) => (error || !id || !rev ? undefined : { id, rev }))
      const back = written.flatMap((one, i): BulkItem[] => {
        if (!one) return []
        const change = changes[i]
        if (!change) return [{ op: 'delete', ...one }]
        return [{ op: 'update', ...one, data: valuesOf(change.record.data, Object.keys(change.data)) }]
      })
      const cells = changes.reduce((sum, { data }, i) => sum + (written[i] ? Object.keys(data).length : 0), 0)
      const made = written.slice(changes.length).flatMap((one) => one?.id ?? [])
      made.forEach(onMade)
      if (back.length > 0)
        offerUndo(tell(cells, made.length), () => void takeBack(back).catch((failed) => showFailed(sayError(failed))))
      const refusals = answers.flatMap((answer) => refusalOf(answer) ?? [])
      tellLeft(plan, refusals)
      if (items.length === 0 && plan.unread.length + plan.fixed + plan.rowsOutside === 0) showDone(t('grid.nothingNew'))
    } catch (failed) {
      showFailed(sayError(failed))
    }
  }
}
