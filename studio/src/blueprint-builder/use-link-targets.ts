// Which blueprints may a link lead to? Those in use, and those that are planned.
import { useMemo } from 'react'
import { useBlueprints } from '../api/blueprints-api.ts'
import { useDrafts } from '../api/drafts-api.ts'
import { type Named, useFieldName } from '../text/use-field-name.ts'
import { type LinkTarget, linkTarget } from './kind-meant.ts'

export function useLinkTargets(tenant: string): readonly LinkTarget[] {
  const known = useBlueprints(tenant)
  const drafts = useDrafts(tenant)
  const nameOf = useFieldName()
  return useMemo(() => {
    const planned = Object.entries(drafts.data?.planned ?? {}).map(([name, { document }]) => ({
      name,
      label: (document as { readonly label?: Named['label'] } | null)?.label,
    }))
    return [...(known.data?.items ?? []), ...planned].map((one) =>
      linkTarget(one, nameOf({ key: one.name, label: one.label })),
    )
  }, [known.data, drafts.data, nameOf])
}
