// What happens by itself in this workspace: each automation as one sentence, with its switch and what became of it lately.
import { Anchor, Button, Card, CloseButton, Group, SimpleGrid, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type Automation, useAutomations, useChangeAutomation } from '../api/automations-api.ts'
import { useBlueprints } from '../api/blueprints-api.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { StateChip } from '../ui/state-chip.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { draftOf } from './automation-draft.ts'
import { calledAutomation } from './called-automation.ts'
import { exampleNames, exampleOf } from './examples.ts'
import { sayAutomation } from './say-automation.ts'
import { useAutomationDesk } from './use-automation-desk.ts'

export function AutomationListPage() {
  const { t } = useText()
  const nameOf = useFieldName()
  const { tenant } = useParams({ from: '/inside/t/$tenant/automations' })
  const { about } = useSearch({ from: '/inside/t/$tenant/automations' })
  const automations = useAutomations(tenant, about)
  const kind = useBlueprints(tenant).data?.items.find(({ name }) => name === about)
  const all = automations.data?.items ?? []
  const create = (
    <Button
      leftSection={<IconPlus size={16} stroke={1.5} />}
      renderRoot={(props) => (
        <Link to="/t/$tenant/new-automation" params={{ tenant }} search={about ? { about } : {}} {...props} />
      )}
    >
      {t('automation.new')}
    </Button>
  )
  return (
    <Stack gap="md" maw={920}>
      <title>{`${t('shell.automations')} · Molde`}</title>
      <PageHeader
        title={t('shell.automations')}
        about={t('automation.about')}
        above={
          <Link to="/t/$tenant/design" params={{ tenant }} className="above-link">
            {t('design.title')}
          </Link>
        }
        actions={all.length > 0 && create}
      />
      {about !== undefined && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {t('automation.onlyAbout', { kind: nameOf({ key: about, label: kind?.label }) })}
          </Text>
          <CloseButton
            size="sm"
            aria-label={t('automation.showAll')}
            renderRoot={(props) => <Link to="/t/$tenant/automations" params={{ tenant }} {...props} />}
          />
        </Group>
      )}
      {automations.error && <ErrorNotice error={automations.error} onRetry={() => void automations.refetch()} />}
      {automations.isPending && <Skeleton h={96} />}
      {automations.isSuccess && all.length === 0 && (
        <>
          <EmptyState drawing="work" sentence={t('automation.empty')} action={create} />
          <Examples tenant={tenant} about={about} />
        </>
      )}
      <Stack component="ul" gap="sm" className="bare-list" aria-label={t('shell.automations')}>
        {all.map((automation) => (
          <li key={automation.name}>
            <OneAutomation tenant={tenant} automation={automation} />
          </li>
        ))}
      </Stack>
    </Stack>
  )
}

function Examples({ tenant, about }: { readonly tenant: string; readonly about: string | undefined }) {
  const { t } = useText()
  const kinds = useBlueprints(tenant).data?.items ?? []
  const kind = kinds.find(({ name }) => name === about) ?? kinds[0]
  return (
    <Stack gap="xs" component="section" aria-label={t('automation.examples')}>
      <Text size="sm" fw={600}>
        {t('automation.examples')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {exampleNames
          .filter((name) => kind || name !== 'made')
          .map((name) => (
            <OneExample key={name} tenant={tenant} name={name} about={kind?.name} />
          ))}
      </SimpleGrid>
    </Stack>
  )
}

interface OneExampleProps {
  readonly tenant: string
  readonly name: (typeof exampleNames)[number]
  readonly about: string | undefined
}

function OneExample({ tenant, name, about }: OneExampleProps) {
  const { t } = useText()
  const kind = useBlueprints(tenant).data?.items.find((one) => one.name === about)
  const draft = exampleOf(name, kind, t)
  const { words } = useAutomationDesk(tenant, draft)
  return (
    <Card
      withBorder
      padding="sm"
      renderRoot={(props) => (
        <Link
          to="/t/$tenant/new-automation"
          params={{ tenant }}
          search={{ example: name, ...(about !== undefined && { about }) }}
          {...props}
        />
      )}
    >
      <Text size="sm" fw={600}>
        {sayLabel(draft.label, [currentLanguage()], '')}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {sayAutomation(draft, words)}
      </Text>
    </Card>
  )
}

function OneAutomation({ tenant, automation }: { readonly tenant: string; readonly automation: Automation }) {
  const { t } = useText()
  const { number } = useFormats()
  const say = useErrorText()
  const draft = draftOf(automation)
  const { words } = useAutomationDesk(tenant, draft)
  const turn = useChangeAutomation(tenant, automation.name)
  const called = calledAutomation(automation)
  const { waiting, failed, lastAt } = automation.runs
  const isOn = turn.isPending ? turn.variables.change['status'] === 'on' : automation.status === 'on'
  const params = { tenant, automation: automation.name }
  return (
    <Card withBorder padding="sm" role="group" aria-label={called}>
      <Stack gap={4}>
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
          <Anchor
            fw={600}
            c="inherit"
            miw={0}
            style={{ overflowWrap: 'anywhere' }}
            renderRoot={(props) => <Link to="/t/$tenant/automations/$automation" params={params} {...props} />}
          >
            {called}
          </Anchor>
          <Switch
            flex="none"
            label={t(isOn ? 'automation.isOn' : 'automation.isOff')}
            aria-label={t('automation.switch', { name: called })}
            checked={isOn}
            onChange={(event) =>
              turn.mutate(
                { change: { status: event.currentTarget.checked ? 'on' : 'off' } },
                { onError: (error) => showFailed(say(error)) },
              )
            }
          />
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {sayAutomation(draft, words)}
        </Text>
        <Group gap="xs">
          {waiting > 0 && (
            <StateChip label={t('automation.waiting', { count: waiting, shown: number(waiting) })} hue="amber" />
          )}
          {failed > 0 && (
            <StateChip label={t('automation.failed', { count: failed, shown: number(failed) })} hue="red" />
          )}
          <Anchor
            size="xs"
            renderRoot={(props) => (
              <Link to="/t/$tenant/automations/$automation" params={params} search={{ part: 'runs' }} {...props} />
            )}
          >
            {lastAt === null ? (
              t('automation.neverRan')
            ) : (
              // One piece: on a phone the link lays its parts out, and would leave the space away.
              <span>
                {t('automation.lastRun')} <RelativeTime at={lastAt} quiet />
              </span>
            )}
          </Anchor>
        </Group>
      </Stack>
    </Card>
  )
}
