// A workspace's name, address, zone, languages, currency and the first day of its weeks, and its end.
import { Button, Checkbox, Group, Paper, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconFlame } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useStorage } from '../api/files-api.ts'
import { type Tenant, useDeleteTenant, useSaveTenant, useTenant } from '../api/tenants-api.ts'
import { saySize } from '../file-upload/say-size.ts'
import { CurrencySelect } from '../record-form/currency-select.tsx'
import { type Language, languageNames, languages, useText } from '../text/text.ts'
import { type WeekStart, weekStarts } from '../text/week-start.ts'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { dayTitle } from './say-week.ts'
import { isSlug } from './slug.ts'
import { allZones } from './zones.ts'

export function GeneralSettingsPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/settings/' })
  const current = useTenant(tenant)
  const mayChange = current.data?.role === undefined || current.data.role === 'owner'
  return (
    <>
      <title>{`${t('settings.title')} · Molde`}</title>
      <Stack gap="md">
        {current.error && <ErrorNotice error={current.error} />}
        {current.data && <SettingsForm key={current.data.slug} tenant={current.data} readOnly={!mayChange} />}
        {current.data && mayChange && <DeleteTenant tenant={current.data} />}
      </Stack>
    </>
  )
}

function SettingsForm({ tenant, readOnly }: { readonly tenant: Tenant; readonly readOnly: boolean }) {
  const { t, language } = useText()
  const navigate = useNavigate()
  const save = useSaveTenant(tenant.slug)
  const [typed, setTyped] = useState({
    name: tenant.name,
    slug: tenant.slug,
    timezone: tenant.timezone,
    language: tenant.language,
    languages: tenant.languages,
    currency: tenant.currency,
    weekStart: tenant.weekStart,
  })
  const problems = {
    name: typed.name.trim() === '' ? t('tenants.nameMissing') : undefined,
    slug: isSlug(typed.slug) ? undefined : t('tenants.slugBad'),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.name || problems.slug) return
    save.mutate(changed(tenant, typed), {
      onSuccess: (saved) => {
        showDone(t('common.saved'))
        if (saved.slug !== tenant.slug) void navigate({ to: '/t/$tenant/settings', params: { tenant: saved.slug } })
      },
    })
  }
  return (
    <Paper component="form" withBorder p={{ base: 'md', sm: 'lg' }} onSubmit={submit as never} noValidate>
      <Stack gap="md">
        {save.error && <ErrorNotice error={save.error} />}
        <TextInput
          label={t('tenants.name')}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          error={problems.name}
          readOnly={readOnly}
          maxLength={80}
        />
        <TextInput
          label={t('tenants.slug')}
          description={t('tenants.slugHelp')}
          value={typed.slug}
          onChange={(event) => setTyped({ ...typed, slug: event.currentTarget.value.toLowerCase() })}
          error={problems.slug}
          readOnly={readOnly}
          maxLength={40}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <SearchSelect
            label={t('tenants.timezone')}
            data={[...allZones(tenant.timezone)]}
            value={typed.timezone}
            onChange={(timezone) => setTyped({ ...typed, timezone: timezone ?? typed.timezone })}
            readOnly={readOnly}
            limit={60}
            allowDeselect={false}
          />
          <Select
            label={t('tenants.language')}
            description={t('tenants.languageHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
            value={typed.language}
            onChange={(language) =>
              setTyped({ ...typed, ...withOwn(typed, (language as Language | null) ?? typed.language) })
            }
            readOnly={readOnly}
            allowDeselect={false}
          />
          <CurrencySelect
            label={t('tenants.currency')}
            shownLabel
            description={t('tenants.currencyHelp')}
            value={typed.currency}
            onChange={(currency) => setTyped({ ...typed, currency })}
            readOnly={readOnly}
          />
          <Select
            label={t('tenants.weekStart')}
            description={t('tenants.weekStartHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={[
              { value: asUsual, label: t('tenants.weekAsUsual') },
              ...weekStartNames.map((day) => ({ value: day, label: dayTitle(day, language) })),
            ]}
            value={typed.weekStart ?? asUsual}
            onChange={(day) => setTyped({ ...typed, weekStart: weekStartNames.find((one) => one === day) ?? null })}
            readOnly={readOnly}
            allowDeselect={false}
          />
        </SimpleGrid>
        <Checkbox.Group
          label={t('tenants.languages')}
          description={t('tenants.languagesHelp')}
          value={[...typed.languages]}
          onChange={(chosen) => setTyped({ ...typed, languages: inOrder(chosen, typed.language) })}
          readOnly={readOnly}
        >
          <Group gap="lg" mt={6} style={{ rowGap: 8 }}>
            {languages.map((one) => (
              <Checkbox
                key={one}
                value={one}
                label={languageNames[one]}
                disabled={readOnly || one === typed.language}
              />
            ))}
          </Group>
        </Checkbox.Group>
        <StorageUsed tenant={tenant.slug} />
        {!readOnly && (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={Object.keys(changed(tenant, typed)).length === 0}>
              {t('common.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function StorageUsed({ tenant }: { readonly tenant: string }) {
  const { t, language } = useText()
  const storage = useStorage(tenant).data
  if (!storage) return null
  const used = saySize(storage.used, language)
  return (
    <Text size="sm" c="dimmed">
      {storage.limit === null
        ? t('files.used', { used })
        : t('files.usedOf', { used, limit: saySize(storage.limit, language) })}
    </Text>
  )
}

/** Of the choices, since none of them is a day then. */
const asUsual = 'usual'
const weekStartNames = Object.keys(weekStarts) as readonly WeekStart[]

type Settings = Pick<Tenant, 'name' | 'slug' | 'timezone' | 'language' | 'languages' | 'currency' | 'weekStart'>

/** Another language of the workspace's own: who had words in one only has them in that one. */
function withOwn({ languages: before }: Pick<Settings, 'languages'>, language: Language) {
  return { language, languages: inOrder(before.length > 1 ? before : [], language) }
}

/** The own one first. */
function inOrder(chosen: readonly string[], own: Language): readonly Language[] {
  return [own, ...languages.filter((one) => one !== own && chosen.includes(one))]
}

function changed(before: Settings, after: Settings): Partial<Settings> {
  return {
    ...(after.name.trim() === before.name ? {} : { name: after.name.trim() }),
    ...(after.slug === before.slug ? {} : { slug: after.slug }),
    ...(after.timezone === before.timezone ? {} : { timezone: after.timezone }),
    ...(after.language === before.language ? {} : { language: after.language }),
    ...(after.languages.join() === before.languages.join() ? {} : { languages: after.languages }),
    ...(after.currency === before.currency ? {} : { currency: after.currency }),
    ...(after.weekStart === before.weekStart ? {} : { weekStart: after.weekStart }),
  }
}

function DeleteTenant({ tenant }: { readonly tenant: Tenant }) {
  const { t } = useText()
  const navigate = useNavigate()
  const remove = useDeleteTenant(tenant.slug)
  const [asking, setAsking] = useState(false)
  return (
    <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm" align="flex-start">
        <Title order={2}>{t('tenants.deleteTitle')}</Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('tenants.deleteAbout', { name: tenant.name })}
        </Text>
        {remove.error && <ErrorNotice error={remove.error} />}
        <Button
          variant="outline"
          color="bad"
          leftSection={<IconFlame size={16} stroke={1.5} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t('common.destroy')}
        </Button>
      </Stack>
      <ConfirmByTyping
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('tenants.deleteTitle')}
        consequence={t('tenants.deleteAbout', { name: tenant.name })}
        name={tenant.slug}
        action={t('common.destroy')}
        pending={remove.isPending}
        onConfirm={() =>
          remove.mutate(undefined, { onSuccess: () => navigate({ to: '/' }), onError: () => setAsking(false) })
        }
      />
    </Paper>
  )
}
