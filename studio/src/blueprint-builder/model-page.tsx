// The data model: every kind of record of the tenant on one canvas, and how they are related.
import { Button, Loader } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { DesignSwitch } from './design-switch.tsx'
import classes from './model-page.module.css'
import { ModelWorkbench } from './model-workbench.tsx'
import { NewBlueprintDialog } from './new-blueprint-dialog.tsx'
import { PublishDrafts } from './publish-drafts.tsx'
import { type Model, useModel } from './use-model.ts'

export function ModelPage() {
  const { tenant } = useParams({ from: '/inside/t/$tenant/model' })
  return <TenantModel key={tenant} tenant={tenant} />
}

function TenantModel({ tenant }: { readonly tenant: string }) {
  const { t } = useText()
  const model = useModel(tenant)
  if (model.readError) return <ErrorNotice error={model.readError} onRetry={model.reread} />
  if (!model.blueprints) return <Loader aria-label={t('common.loading')} />
  const blueprints = model.blueprints
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('design.title')}
        about={t('model.about')}
        actions={
          <>
            <DesignSwitch tenant={tenant} shown="canvas" />
            {blueprints.length > 0 && (
              <PublishDrafts
                tenant={tenant}
                blueprints={blueprints}
                definitionOf={model.definitionOf}
                publishedOf={model.publishedOf}
                issuesOf={(name) => model.unsaved[name]?.issues ?? []}
                onChange={model.change}
                onReview={model.saved}
                onPublished={model.published}
              />
            )}
          </>
        }
      />
      {blueprints.length === 0 && !model.canUndo ? (
        <NothingYet model={model} />
      ) : (
        <ModelWorkbench tenant={tenant} model={model} blueprints={blueprints} />
      )}
    </div>
  )
}

function NothingYet({ model }: { readonly model: Model }) {
  const { t } = useText()
  const [creating, setCreating] = useState(false)
  const create = async (label: string, firstField: string) => {
    // Afterwards the canvas stands here instead.
    await model.create({ label, firstField, at: { x: 0, y: 0 } })
  }
  return (
    <>
      <EmptyState
        drawing="mould"
        sentence={t('design.empty')}
        action={
          <Button leftSection={<IconPlus size={16} stroke={1.5} />} onClick={() => setCreating(true)}>
            {t('design.newKind')}
          </Button>
        }
      />
      <NewBlueprintDialog
        opened={creating}
        onClose={() => setCreating(false)}
        pending={model.busy}
        error={model.error}
        onCreate={(label, firstField) => void create(label, firstField)}
      />
    </>
  )
}
