// Publishes the drafts of the data model one after the other, each with its own review.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { showDone } from '../ui/undo-toast.tsx'
import { PublishDialog } from './publish-dialog.tsx'

export interface PublishDraftsProps {
  readonly tenant: string
  readonly blueprints: readonly DrawnBlueprint[]
  readonly onPublished: (blueprint: string) => Promise<unknown>
}

export function PublishDrafts({ tenant, blueprints, onPublished }: PublishDraftsProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const [reviewing, setReviewing] = useState<string>()
  const drafted = blueprints.filter((blueprint) => blueprint.changes > 0)
  const blueprint = drafted.find((one) => one.name === reviewing)
  const title = blueprint && nameOf({ key: blueprint.name, label: blueprint.label })
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
      {blueprint && (
        <PublishDialog
          key={blueprint.name}
          tenant={tenant}
          blueprint={blueprint.name}
          version={blueprint.version}
          title={t('model.reviewOf', { name: title ?? '' })}
          opened
          onClose={() => setReviewing(undefined)}
          onPublished={() => void published(blueprint.name)}
        />
      )}
    </>
  )
}
