// Fills a list with made-up records on one click, and takes them away again on another.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'

export function useSamples(tenant: string, blueprint: Blueprint) {
  const { t } = useText()
  const { say } = useFormats()
  const sayError = useErrorText()
  const client = useQueryClient()
  const me = useMe()
  const zone = useTenant(tenant).data?.timezone ?? 'UTC'
  const members = useMembers(tenant)
  const making = useMutation({
    mutationFn: async () => {
      // The engine is large, and a list does without it until somebody asks for this.
      const { fillSamples, takeSamplesAway } = await import('./fill-samples.ts')
      const people = (members.data?.items ?? []).filter(({ status }) => status !== 'invited').map(({ id }) => id)
      const actor = me.data?.id ?? ''
      const setting = { client, tenant, language: currentLanguage(), zone, people, actor }
      const batches = (await fillSamples(setting, blueprint)).filter(({ written }) => written.length > 0)
      return { batches, takeAway: () => takeSamplesAway(setting, batches) }
    },
  })

  const make = async () => {
    const { batches, takeAway } = await making.mutateAsync()
    // Who asked for these is told about these first.
    const kinds = batches.map(({ blueprint: { label, name } }) => say(label, wordsOfKey(name))).reverse()
    const own = batches.at(-1)
    if (own?.blueprint.name !== blueprint.name) showFailed(own?.refusal ?? t('samples.none'))
    if (kinds.length === 0) return
    showUndo({
      text: t('samples.made', {
        count: batches.reduce((sum, { written }) => sum + written.length, 0),
        kinds: new Intl.ListFormat(currentLanguage(), { type: 'unit' }).format(kinds),
      }),
      undo: t('common.undo'),
      // The list that offers it is gone once it is filled, so nothing here may hang on it.
      onUndo: () =>
        void takeAway().then(
          (reason) => reason !== undefined && showFailed(reason),
          (failed: unknown) => showFailed(sayError(failed)),
        ),
    })
  }

  return {
    make: () => void make().catch((failed: unknown) => showFailed(sayError(failed))),
    isMaking: making.isPending,
  }
}
