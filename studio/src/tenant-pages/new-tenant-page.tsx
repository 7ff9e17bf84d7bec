// Creates a workspace: a name is enough, everything else is suggested.
import { Button, Group, Paper, Radio, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { type Template, useCreateTenant, useTemplates, useTenants } from '../api/tenants-api.ts'
import { PlainFrame } from '../shell/plain-frame.tsx'
import { currentLanguage, type Language, languageNames, languages, useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { BlueprintIcon } from '../ui/blueprint-icon.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { isSlug, suggestSlug } from './slug.ts'
import { allZones, browserZone } from './zones.ts'

const nothingYet = ''

export function NewTenantPage() {
  const { t } = useText()
  const navigate = useNavigate()
  const create = useCreateTenant()
  const isFirst = useTenants().data?.items.length === 0
  const [typed, setTyped] = useState(() => ({
    name: '',
    slug: undefined as string | undefined,
    timezone: browserZone(),
    language: currentLanguage(),
    template: nothingYet,
  }))
  const [tried, setTried] = useState(false)
  const [isSlugLeft, setSlugLeft] = useState(false)
  const slug = typed.slug ?? suggestSlug(typed.name)
  const problems = {
    name: typed.name.trim() === '' ? t('tenants.nameMissing') : undefined,
    slug: isSlug(slug) ? undefined : t('tenants.slugBad'),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problems.name || problems.slug) return
    const { template, name, ...rest } = typed
    create.mutate(
      { ...rest, name: name.trim(), slug, ...(template ? { template } : {}) },
      { onSuccess: (tenant) => navigate({ to: '/t/$tenant', params: { tenant: tenant.slug } }) },
    )
  }
  const taken = create.error instanceof ApiError && create.error.status === 409 ? create.error.message : undefined
  return (
    <PlainFrame>
      <title>{`${t('tenants.new')} · Molde`}</title>
      <PageHeader title={t('tenants.new')} about={isFirst && t('tenants.empty')} />
      <form onSubmit={submit} noValidate>
        <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
          <Stack gap="md">
            {create.error && !taken && <ErrorNotice error={create.error} />}
            <TextInput
              label={t('tenants.name')}
              placeholder={t('tenants.namePlaceholder')}
              value={typed.name}
              onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
              error={tried && problems.name}
              maxLength={80}
              autoFocus
              data-1p-ignore
            />
            <TextInput
              label={t('tenants.slug')}
              description={t('tenants.slugHelp')}
              value={slug}
              onChange={(event) => {
                setTyped({ ...typed, slug: event.currentTarget.value.toLowerCase() })
                setSlugLeft(false)
                create.reset()
              }}
              onBlur={() => setSlugLeft(typed.slug !== undefined)}
              error={taken ?? (tried || isSlugLeft ? problems.slug : undefined)}
              classNames={{ input: 'mono' }}
              maxLength={40}
              autoComplete="off"
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
              <SearchSelect
                label={t('tenants.timezone')}
                data={[...allZones(browserZone())]}
                value={typed.timezone}
                onChange={(timezone) => setTyped({ ...typed, timezone: timezone ?? typed.timezone })}
                limit={60}
                allowDeselect={false}
              />
              <Select
                label={t('tenants.language')}
                data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
                value={typed.language}
                onChange={(language) =>
                  setTyped({ ...typed, language: (language as Language | null) ?? typed.language })
                }
                allowDeselect={false}
              />
            </SimpleGrid>
            <TemplateCards value={typed.template} onChange={(template) => setTyped({ ...typed, template })} />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {t('tenants.create')}
              </Button>
            </Group>
          </Stack>
        </Paper>
      </form>
    </PlainFrame>
  )
}

function TemplateCards({ value, onChange }: { readonly value: string; readonly onChange: (template: string) => void }) {
  const { t } = useText()
  const { say } = useFormats()
  const templates = useTemplates()
  const offered = templates.data?.items ?? []
  if (offered.length === 0) return null
  return (
    <Radio.Group label={t('tenants.start')} value={value} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={4}>
        <TemplateCard
          value={nothingYet}
          title={t('tenants.startEmpty')}
          about={t('tenants.startEmptyAbout')}
          icon={<BlueprintIcon icon="sheet" />}
        />
        {offered.map((template) => (
          <TemplateCard
            key={template.name}
            value={template.name}
            title={say(template.label, template.name)}
            about={say(template.description, '')}
            icon={<BlueprintIcon icon={template.icon} />}
            more={
              template.name === value &&
              template.kinds.map((kind) => <KindInside key={say(kind.label, '')} kind={kind} />)
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}

function TemplateCard({
  value,
  title,
  about,
  icon,
  more,
}: {
  readonly value: string
  readonly title: string
  readonly about: string
  readonly icon: ReactNode
  /** What is in it, once it is chosen. */
  readonly more?: ReactNode
}) {
  return (
    <Radio.Card value={value} p="sm" className="choice-card">
      <Group wrap="nowrap" align="flex-start" gap="sm" h="100%">
        <Radio.Indicator />
        <Stack gap={2} flex={1}>
          <Text size="sm" fw={500}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {about}
          </Text>
          {more}
        </Stack>
        {icon}
      </Group>
    </Radio.Card>
  )
}

function KindInside({ kind }: { readonly kind: Template['kinds'][number] }) {
  const { say } = useFormats()
  const words = (labels: Template['kinds'][number]['fields'], between: string) =>
    labels.map((label) => say(label, '')).join(between)
  return (
    <Text size="xs" mt={4}>
      <strong>{say(kind.label, '')}</strong>: {words(kind.fields, ', ')}
      {kind.steps.length > 0 && (
        <>
          <br />
          {words(kind.steps, ' → ')}
        </>
      )}
    </Text>
  )
}
