// One automation: what it says, tried on a real record; and what became of its runs.
import { ActionIcon, Button, Group, Loader, Menu, Stack, Switch } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { type Automation, useAutomation, useChangeAutomation, useDeleteAutomation } from '../api/automations-api.ts'
import { useText } from '../text/text.ts'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { PartTabs } from '../ui/part-tabs.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { AddressOfAutomation } from './address-of-automation.tsx'
import classes from './automation-builder.module.css'
import { documentOf, draftOf } from './automation-draft.ts'
import { AutomationForm } from './automation-form.tsx'
import { calledAutomation } from './called-automation.ts'
import { RunList } from './run-list.tsx'
import { TryAutomation } from './try-automation.tsx'
import { useDraft } from './use-draft.ts'

export function AutomationPage() {
  const { tenant, automation: name } = useParams({ from: '/inside/t/$tenant/automations/$automation' })
  const automation = useAutomation(tenant, name)
  if (automation.error) return <ErrorNotice error={automation.error} onRetry={() => void automation.refetch()} />
  if (!automation.data) return <Loader />
  return <Workbench key={name} tenant={tenant} automation={automation.data} />
}

interface WorkbenchProps {
  readonly tenant: string
  readonly automation: Automation
}

function Workbench({ tenant, automation }: WorkbenchProps) {
  const { t } = useText()
  const say = useErrorText()
  const navigate = useNavigate({ from: '/t/$tenant/automations/$automation' })
  const { part = 'edit' } = useSearch({ from: '/inside/t/$tenant/automations/$automation' })
  const [base, setBase] = useState(automation)
  const edited = useDraft(tenant, draftOf(base))
  const change = useChangeAutomation(tenant, automation.name)
  const turn = useChangeAutomation(tenant, automation.name)
  const called = calledAutomation(automation)
  const save = (then?: () => void, otherwise?: () => void) => {
    if (!edited.isChanged) return then?.()
    if (!edited.isRight) {
      showFailed(t('automation.mendFirst'))
      return otherwise?.()
    }
    const sent = edited.draft
    change.mutate(
      { change: documentOf(sent), on: base },
      {
        onSuccess: (saved) => {
          setBase(saved)
          edited.keep(sent, draftOf(saved))
          showDone(t('automation.saved', { version: saved.version }))
          then?.()
        },
        onError: (error) => {
          if (!edited.refuse(error)) showFailed(say(error))
          otherwise?.()
        },
      },
    )
  }
  const guard = useUnsavedGuard(
    edited.isChanged,
    (then, otherwise) => save(then, otherwise),
    ({ pathname }) => pathname === `/t/${tenant}/automations/${automation.name}`,
  )
  const isOn = turn.isPending ? turn.variables.change['status'] === 'on' : automation.status === 'on'
  const isStale = change.error instanceof ApiError && change.error.status === 412
  return (
    <Stack gap="md">
      <title>{`${called} · Molde`}</title>
      <PageHeader
        title={called}
        about={t('automation.version', { version: automation.version })}
        above={
          <Link to="/t/$tenant/automations" params={{ tenant }} className="above-link">
            {t('shell.automations')}
          </Link>
        }
        actions={
          <Group gap="sm" wrap="nowrap" className="acts-line">
            <Switch
              label={t(isOn ? 'automation.isOn' : 'automation.isOff')}
              aria-label={t('automation.switch', { name: called })}
              checked={isOn}
              onChange={(event) =>
                turn.mutate(
                  { change: { status: event.currentTarget.checked ? 'on' : 'off' } },
                  {
                    // Turning it is no other version: what is edited still begins from the same.
                    onSuccess: ({ rev, status }) => setBase((before) => ({ ...before, rev, status })),
                    onError: (error) => showFailed(say(error)),
                  },
                )
              }
            />
            {/* Never off: what is typed counts once its input is left, which is when this is pressed. */}
            <Button onClick={() => save()} loading={change.isPending} variant={edited.isChanged ? 'filled' : 'default'}>
              {t('common.save')}
            </Button>
            <More tenant={tenant} automation={automation} called={called} />
          </Group>
        }
      />
      {guard}
      {isStale && <ErrorNotice error={change.error} />}
      <PartTabs
        label={t('automation.parts')}
        open={part}
        onOpen={(next) => void navigate({ search: next === 'runs' ? { part: 'runs' } : {}, replace: true })}
        parts={[
          {
            key: 'edit',
            name: t('automation.partEdit'),
            body: (
              <div className={classes['bench']}>
                <AutomationForm
                  desk={edited.desk}
                  draft={edited.draft}
                  problems={edited.problems}
                  onChange={edited.change}
                  address={
                    base.trigger.kind === 'webhook' &&
                    edited.draft.trigger.kind === 'webhook' && (
                      <AddressOfAutomation tenant={tenant} automation={automation} />
                    )
                  }
                />
                <TryAutomation
                  tenant={tenant}
                  name={automation.name}
                  desk={edited.desk}
                  draft={edited.draft}
                  isRight={edited.isRight}
                />
              </div>
            ),
          },
          {
            key: 'runs',
            name: t('automation.partRuns'),
            body: <RunList tenant={tenant} automation={automation} words={edited.desk.words} />,
          },
        ]}
      />
    </Stack>
  )
}

interface MoreProps extends WorkbenchProps {
  readonly called: string
}

function More({ tenant, automation, called }: MoreProps) {
  const { t } = useText()
  const say = useErrorText()
  const navigate = useNavigate()
  const drop = useDeleteAutomation(tenant)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label={t('common.more')}>
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="bad" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={() => setAsking(true)}>
            {t('automation.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmByTyping
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('automation.deleteTitle', { name: called })}
        consequence={t('automation.deleteAbout')}
        name={called}
        action={t('automation.delete')}
        pending={drop.isPending}
        onConfirm={() =>
          drop.mutate(automation.name, {
            onError: (error) => showFailed(say(error)),
            onSuccess: () => void navigate({ to: '/t/$tenant/automations', params: { tenant } }),
          })
        }
      />
    </>
  )
}
