// Publishes the drafts of the data model one after the other, each with its own review.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ModelKind } from '../data-model-canvas/model-kind.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { showDone } from '../ui/undo-toast.tsx'
import { PublishDialog } from './publish-dialog.tsx'

export interface PublishDraftsProps {
  readonly tenant: string
  readonly kinds: readonly ModelKind[]
  readonly onPublished: (kind: string) => Promise<unknown>
}

export function PublishDrafts({ tenant, kinds, onPublished }: PublishDraftsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const [reviewing, setReviewing] = useState<string>()
  const drafted = kinds.filter((kind) => kind.changes > 0)
  const kind = drafted.find((one) => one.name === reviewing)
  const title = kind && nameOf({ key: kind.name, label: kind.label })
  const published = async (name: string) => {
    const next = drafted.find((one) => one.name !== name)
    await onPublished(name)
    setReviewing(next?.name)
    if (!next) showDone(t('design.published'))
  }
  return (
    <>
      <Button disabled={drafted.length === 0} onClick={() => setReviewing(drafted[0]?.name)}>
        {t('design.reviewAndPublish')}
        {drafted.length > 0 && ` (${drafted.length})`}
      </Button>
      {kind && (
        <PublishDialog
          key={kind.name}
          tenant={tenant}
          blueprint={kind.name}
          version={kind.version}
          title={t('model.reviewOf', { name: title ?? '' })}
          opened
          onClose={() => setReviewing(undefined)}
          onPublished={() => void published(kind.name)}
        />
      )}
    </>
  )
}
