// Makes up records on one click, says how many of what, and takes exactly them away again on another.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMe } from '../api/me-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import { keepSamples, keptSamples, withoutSamples } from './kept-samples.ts'

export interface FillingWords {
  /** How many were made, and of which kinds. */
  readonly made: (count: number, kinds: string) => string
  /** Why there are none, where the server did not say. */
  readonly none: string
}

/** `make` takes the names of kinds; those that they lead to are filled before them where they have no records. */
export function useFilling(tenant: string, words: FillingWords) {
  const { t } = useText()
  const { say, currency } = useFormats()
  const sayError = useErrorText()
  const client = useQueryClient()
  const me = useMe()
  const zone = useTenant(tenant).data?.timezone ?? 'UTC'
  const members = useMembers(tenant)
  const making = useMutation({
    mutationFn: async (names: readonly string[]) => {
      // The engine is large, and pages do without it until somebody asks for this.
      const filling = await import('./fill-samples.ts')
      const people = (members.data?.items ?? []).filter(({ status }) => status !== 'invited').map(({ id }) => id)
      const actor = me.data?.id ?? ''
      const setting = { client, tenant, language: currentLanguage(), zone, currency, people, actor }
      const all = await filling.fillModel(setting, names)
      const batches = all.filter(({ written }) => written.length > 0)
      const refusal = all.find((one) => one.refusal !== undefined)?.refusal
      return { batches, refusal, takeAway: () => filling.takeSamplesAway(setting, batches) }
    },
  })

  const make = async (names: readonly string[]) => {
    const { batches, refusal, takeAway } = await making.mutateAsync(names)
    const isMissing = names.some((name) => batches.every(({ blueprint }) => blueprint.name !== name))
    if (batches.length === 0 || isMissing) showFailed(refusal ?? words.none)
    if (batches.length === 0) return
    const person = me.data?.id ?? ''
    keepSamples(tenant, person, [...keptSamples(tenant, person), ...batches])
    const kinds = batches.map(({ blueprint: { label, name } }) => say(label, wordsOfKey(name))).reverse()
    const count = batches.reduce((sum, { written }) => sum + written.length, 0)
    showUndo({
      text: words.made(count, new Intl.ListFormat(currentLanguage(), { type: 'unit' }).format(kinds)),
      undo: t('common.undo'),
      // The list that offers it is gone once it is filled, so nothing here may hang on it.
      onUndo: () =>
        void takeAway().then(
          (reason) => {
            keepSamples(tenant, person, withoutSamples(keptSamples(tenant, person), batches))
            if (reason !== undefined) showFailed(reason)
          },
          (failed: unknown) => showFailed(sayError(failed)),
        ),
    })
  }

  return {
    make: (names: readonly string[]) => void make(names).catch((failed: unknown) => showFailed(sayError(failed))),
    isMaking: making.isPending,
  }
}
