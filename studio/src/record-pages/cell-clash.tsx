// Two people changed the same cell: the question which value stays, and saving the answer.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useSaveRecord, type WireData } from '../api/records-api.ts'
import type { CellClash } from '../record-table/use-cell-edit.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'

/** It carries the engine: loaded when there is such a question. */
const ChangedMeanwhile = lazy(async () => ({
  default: (await import('./changed-meanwhile.tsx')).ChangedMeanwhile,
}))

export function useCellClash(
  tenant: string,
  blueprint: Blueprint,
): { readonly onClash: (clash: CellClash) => void; readonly question: ReactNode } {
  const [clash, setClash] = useState<CellClash>()
  const save = useSaveRecord(tenant, blueprint.name)
  const sayError = useErrorText()
  const settle = async ({ theirs }: CellClash, data: WireData) => {
    const changed = differing(theirs.data, data)
    try {
      if (Object.keys(changed).length > 0) await save.mutateAsync({ data: changed, on: theirs })
      setClash(undefined)
    } catch (failed) {
      showFailed(sayError(failed))
    }
  }
  return {
    onClash: setClash,
    question: clash && (
      <Suspense fallback={null}>
        <ChangedMeanwhile
          tenant={tenant}
          blueprint={blueprint}
          base={clash.base}
          mine={clash.mine}
          theirs={clash.theirs}
          pending={save.isPending}
          onClose={() => setClash(undefined)}
          onSettled={(data) => void settle(clash, data)}
        />
      </Suspense>
    ),
  }
}

function differing(before: WireData, after: WireData): WireData {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
      .map((name) => [name, after[name] ?? null]),
  )
}
