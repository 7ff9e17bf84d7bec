// A new automation: empty, or filled in by an example. It is off until somebody turns it on.
import { Button, Loader, Stack } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAutomations, useCreateAutomation } from '../api/automations-api.ts'
import { useBlueprints } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { type AutomationDraft, documentOf, withoutNulls } from './automation-draft.ts'
import { AutomationForm } from './automation-form.tsx'
import { exampleOf } from './examples.ts'
import { useDraft } from './use-draft.ts'

export function NewAutomationPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/new-automation' })
  const { about, example } = useSearch({ from: '/inside/t/$tenant/new-automation' })
  const kinds = useBlueprints(tenant)
  if (kinds.error) return <ErrorNotice error={kinds.error} onRetry={() => void kinds.refetch()} />
  if (!kinds.data) return <Loader />
  const kind = kinds.data.items.find(({ name }) => name === about)
  return <NewAutomation key={example} tenant={tenant} start={exampleOf(example, kind, t)} />
}

function NewAutomation({ tenant, start }: { readonly tenant: string; readonly start: AutomationDraft }) {
  const { t } = useText()
  const navigate = useNavigate()
  const [begun] = useState(start)
  const edited = useDraft(tenant, begun)
  const { draft, isRight } = edited
  const known = useAutomations(tenant).data?.items ?? []
  const create = useCreateAutomation(tenant)
  const guard = useUnsavedGuard(edited.isChanged && !create.isSuccess)
  const made = create.data?.name
  // Once nothing is unsaved any more: until then the page is not left.
  useEffect(() => {
    if (made === undefined) return
    void navigate({ to: '/t/$tenant/automations/$automation', params: { tenant, automation: made }, replace: true })
  }, [made, navigate, tenant])
  const [tried, setTried] = useState(false)
  const called = sayLabel(draft.label, [currentLanguage()], '').trim()
  const save = () => {
    setTried(true)
    if (!isRight) return showFailed(t('automation.mendFirst'))
    if (called === '') return
    const name = freeName(keyOf(called, 'automation').slice(0, 56), new Set(known.map((one) => one.name)))
    create.mutate(
      { name, ...withoutNulls(documentOf(draft)) },
      {
        onError: (error) => edited.refuse(error),
      },
    )
  }
  const problems =
    tried && called === '' ? new Map([...edited.problems, ['/label', [t('automation.nameMissing')]]]) : edited.problems
  return (
    <Stack gap="md" maw={920}>
      <title>{`${t('automation.new')} · Molde`}</title>
      <PageHeader
        title={t('automation.new')}
        above={
          <Link to="/t/$tenant/automations" params={{ tenant }} className="above-link">
            {t('shell.automations')}
          </Link>
        }
        actions={
          <Button onClick={save} loading={create.isPending}>
            {t('automation.create')}
          </Button>
        }
      />
      {guard}
      {create.error && <ErrorNotice error={create.error} />}
      <AutomationForm desk={edited.desk} draft={draft} problems={problems} onChange={edited.change} />
    </Stack>
  )
}
