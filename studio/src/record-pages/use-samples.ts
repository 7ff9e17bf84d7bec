// Fills an empty list with made-up records on one click, and takes them away again on another.
import { get, type Page, path } from '../api/api-client.ts'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { type BulkAnswer, refusalOf, useBulk } from '../api/bulk-api.ts'
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'

const howMany = 12

export function useSamples(tenant: string, blueprint: Blueprint, stateField: string | undefined) {
  const { t } = useText()
  const sayError = useErrorText()
  const me = useMe()
  const zone = useTenant(tenant).data?.timezone ?? 'UTC'
  const members = useMembers(tenant)
  const bulk = useBulk(tenant, blueprint.name)

  const fill = async (): Promise<readonly BulkAnswer[]> => {
    // The engine is large, and a list does without it until somebody asks for this.
    const [{ makeFormCheck }, { sampleRecord }] = await Promise.all([
      import('../record-form/form-check.ts'),
      import('../sample-data/sample-record.ts'),
    ])
    const now = Date.now()
    const check = makeFormCheck(blueprint, { zone, now, actor: me.data?.id ?? '', stateField })
    const related = new Map(
      await Promise.all(blueprint.fields.filter(isRelation).map((field) => idsFor(tenant, field))),
    )
    const people = (members.data?.items ?? []).filter(({ status }) => status !== 'invited').map(({ id }) => id)
    const ground = { language: currentLanguage(), random: Math.random, now, related, members: people, stateField }
    const items = Array.from({ length: howMany }, () => check && sampleRecord(blueprint, check, ground)).flatMap(
      (data) => (data ? [{ op: 'create', data } as const] : []),
    )
    if (items.length === 0) throw new NoSample()
    return bulk.mutateAsync(items)
  }

  /** The list that offers it is gone once it is filled, so nothing here may hang on it. */
  const takeAway = (written: readonly { readonly op: 'delete'; readonly id: string; readonly rev: number }[]) =>
    bulk.mutateAsync(written).then(
      (answers) => {
        const reason = answers.map(refusalOf).find((one) => one !== undefined)
        if (reason !== undefined) showFailed(reason)
      },
      (failed: unknown) => showFailed(sayError(failed)),
    )

  const make = async () => {
    const answers = await fill()
    const written = answers.flatMap(({ id, rev }) => (id && rev ? [{ op: 'delete', id, rev } as const] : []))
    if (written.length === 0) return showFailed(answers.map(refusalOf).find((reason) => reason) ?? t('samples.none'))
    showUndo({
      text: t('samples.made', { count: written.length }),
      undo: t('common.undo'),
      onUndo: () => void takeAway(written),
    })
  }

  return {
    make: () =>
      void make().catch((failed: unknown) =>
        showFailed(failed instanceof NoSample ? t('samples.none') : sayError(failed)),
      ),
    isMaking: bulk.isPending,
  }
}

class NoSample extends Error {}

function isRelation({ type, readOnly }: WireField): boolean {
  return type === 'relation' && !readOnly
}

/** Some records that the field may point to; none where its kind of record is gone. */
async function idsFor(tenant: string, field: WireField): Promise<readonly [string, readonly string[]]> {
  const list = path('tenants', tenant, 'records', field.blueprint ?? '')
  const page = await get<Page<WireRecord>>(list, { query: { limit: 50, count: 'none' } }).catch(() => undefined)
  return [field.key, page?.items.map(({ id }) => id) ?? []]
}
