// The signed-in person's own page: name, look and language, password, and leaving for good. Inside of a workspace it stands in its frame.
import {
  Box,
  Button,
  Group,
  Modal,
  Paper,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconFlame } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Me, useDeleteMe, useMe, useSaveMe } from '../api/me-api.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { PlainFrame } from '../shell/plain-frame.tsx'
import { ThemeSwitch } from '../shell/theme-switch.tsx'
import { switchLanguage, useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { nameProblem } from './check-account-input.ts'

export function AccountPage() {
  const { t } = useText()
  return (
    <PlainFrame width={640}>
      <Account
        above={
          <Link to="/" className="above-link">
            {t('tenants.title')}
          </Link>
        }
      />
    </PlainFrame>
  )
}

export function TenantAccountPage() {
  return (
    <Box maw={640}>
      <Account />
    </Box>
  )
}

function Account({ above }: { readonly above?: ReactNode }) {
  const { t } = useText()
  const me = useMe()
  const save = useSaveMe()
  return (
    <>
      <title>{`${t('account.title')} · Molde`}</title>
      <PageHeader title={t('account.title')} about={me.data?.email} above={above} />
      <Stack gap="md">
        {me.data && <Section title={t('account.profile')}>{<ProfileForm me={me.data} />}</Section>}
        <Section title={t('account.lookAndLanguage')}>
          {save.error && <ErrorNotice error={save.error} />}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {/* It is the account's, so that another browser speaks it too: what is not kept is not shown as chosen. */}
            <LanguageSwitch
              isField
              onChoose={(language) =>
                save.mutate(
                  { language },
                  { onSuccess: () => switchLanguage(language).catch(() => showFailed(t('common.offline'))) },
                )
              }
            />
            <ThemeSwitch isField />
          </SimpleGrid>
        </Section>
        <Section title={t('account.savePassword')}>
          <ChangePasswordForm onChanged={() => showDone(t('account.passwordChanged'))} />
        </Section>
        <Section title={t('account.deleteTitle')}>
          <DeleteAccount />
        </Section>
      </Stack>
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="lg">
      <Title order={2} mb="md">
        {title}
      </Title>
      {children}
    </Paper>
  )
}

function ProfileForm({ me }: { readonly me: Me }) {
  const { t } = useText()
  const save = useSaveMe()
  const [name, setName] = useState(me.name)
  const problem = nameProblem(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!problem) save.mutate({ name: name.trim() }, { onSuccess: () => showDone(t('common.saved')) })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.error && <ErrorNotice error={save.error} />}
        <TextInput
          label={t('account.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem && t(problem)}
          autoComplete="name"
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === me.name} loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function DeleteAccount() {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm" c="dimmed">
        {t('account.deleteAbout')}
      </Text>
      <Button
        variant="outline"
        color="bad"
        leftSection={<IconFlame size={16} stroke={1.5} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('common.destroy')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('account.deleteTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asking && <DeleteForm />}
      </Modal>
    </Stack>
  )
}

/** The password stands for typing the name: only its owner knows it. */
function DeleteForm() {
  const { t } = useText()
  const navigate = useNavigate()
  const remove = useDeleteMe()
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    remove.mutate(password, { onSuccess: () => navigate({ to: '/sign-in' }) })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t('account.deleteAbout')}</Text>
        {remove.error && <ErrorNotice error={remove.error} />}
        <PasswordInput
          label={t('account.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('account.showPassword'), tabIndex: 0 }}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" color="bad" disabled={password === ''} loading={remove.isPending}>
            {t('common.destroy')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
