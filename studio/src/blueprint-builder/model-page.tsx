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
import { NewKindDialog } from './new-kind-dialog.tsx'
import { PublishDrafts } from './publish-drafts.tsx'
import { type Model, useModel } from './use-model.ts'

export function ModelPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/model' })
  const model = useModel(tenant)
  if (model.readError) return <ErrorNotice error={model.readError} onRetry={model.reread} />
  if (!model.kinds) return <Loader aria-label={t('common.loading')} />
  const kinds = model.kinds
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('design.title')}
        about={t('model.about')}
        actions={
          <>
            <DesignSwitch tenant={tenant} shown="canvas" />
            {kinds.length > 0 && <PublishDrafts tenant={tenant} kinds={kinds} onPublished={model.published} />}
          </>
        }
      />
      {kinds.length === 0 && !model.canUndo ? (
        <NothingYet model={model} />
      ) : (
        <ModelWorkbench tenant={tenant} model={model} kinds={kinds} />
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
      <NewKindDialog
        opened={creating}
        onClose={() => setCreating(false)}
        pending={model.busy}
        error={model.error}
        onCreate={(label, firstField) => void create(label, firstField)}
      />
    </>
  )
}
