// A form of one's own at its address: what members open to tell something, without a list around it.
import { Box, Button, Skeleton } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { ApiError } from '../api/api-client.ts'
import { useBlueprint } from '../api/blueprints-api.ts'
import { useFlowsOf } from '../api/flows-api.ts'
import { useView } from '../api/form-views-api.ts'
import type { View } from '../api/views-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { FormFill } from './form-fill.tsx'

export function FormPage() {
  const { t } = useText()
  const { tenant, view: id } = useParams({ from: '/inside/t/$tenant/forms/$view' })
  const view = useView(tenant, id)
  if (view.error instanceof ApiError && view.error.status === 404)
    return (
      <EmptyState
        drawing="lost"
        sentence={t('forms.gone')}
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/t/$tenant" params={{ tenant }} {...props} />}>
            {t('missing.action')}
          </Button>
        }
      />
    )
  if (view.error) throw view.error
  if (!view.data) return <Skeleton h={320} />
  return <OpenForm key={id} tenant={tenant} view={view.data} />
}

function OpenForm({ tenant, view }: { readonly tenant: string; readonly view: View }) {
  const { say } = useFormats()
  const definition = useBlueprint(tenant, view.blueprint)
  const { stateFields, pending } = useFlowsOf(tenant, view.blueprint)
  if (definition.error) throw definition.error
  if (!definition.data || pending) return <Skeleton h={320} />
  const title = say(view.label, view.name)
  return (
    <Box maw={640} mx="auto">
      <title>{`${title} · Molde`}</title>
      <PageHeader
        title={title}
        above={
          <Link
            to="/t/$tenant/records/$blueprint"
            params={{ tenant, blueprint: view.blueprint }}
            className="above-link"
          >
            {say(severalOf(definition.data), wordsOfKey(view.blueprint))}
          </Link>
        }
      />
      <FormFill
        tenant={tenant}
        blueprint={definition.data}
        stateFields={stateFields}
        design={view.form ?? { fields: [] }}
        form={view.id}
      />
    </Box>
  )
}
