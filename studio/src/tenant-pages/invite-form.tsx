// Invites somebody by mail; where no mail goes out, says so and hands over the link instead.
import { Alert, Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useInstallation } from '../api/installation-api.ts'
import { type Member, useInviteMember } from '../api/members-api.ts'
import type { Role } from '../api/tenants-api.ts'
import { useText } from '../text/text.ts'
import { ChoiceSelect } from '../ui/choice-select.tsx'
import { Copied } from '../ui/copied.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { roleChoices } from './role-choices.ts'

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Without the proof that only the mail holds: who opens it signs in with the invited address. */
export function invitationLink(id: string): string {
  return `${window.location.origin}/invitations/${encodeURIComponent(id)}`
}

export function InviteForm({ tenant, onDone }: { readonly tenant: string; readonly onDone: () => void }) {
  const { t } = useText()
  const invite = useInviteMember(tenant)
  const installation = useInstallation()
  const [typed, setTyped] = useState<{ email: string; role: Role }>({ email: '', role: 'member' })
  const [tried, setTried] = useState(false)
  const email = typed.email.trim()
  const wrong = !emailForm.test(email)
  const staysHere = installation.data?.mail === 'outbox'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong) return
    invite.mutate(
      { ...typed, email },
      {
        onSuccess: () => {
          // Where no mail goes out there is something left to do.
          if (staysHere) return
          showDone(t('members.sent', { email }))
          onDone()
        },
      },
    )
  }
  if (staysHere && invite.data) return <HandOver invited={invite.data} onDone={onDone} />
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {invite.error && <ErrorNotice error={invite.error} />}
        <TextInput
          label={t('account.email')}
          type="email"
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
          error={tried && wrong && t('account.badEmail')}
          autoComplete="off"
          data-autofocus
        />
        <ChoiceSelect
          label={t('members.role')}
          description={t('tenants.roleAbout')}
          value={typed.role}
          data={roleChoices(t)}
          onChange={(role) => setTyped({ ...typed, role })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={invite.isPending}>
            {t('members.invite')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function HandOver({ invited, onDone }: { readonly invited: Member; readonly onDone: () => void }) {
  const { t } = useText()
  return (
    <Stack>
      <Alert variant="light" title={t('members.invitedNow', { email: invited.email })} role="status">
        {t('members.noMail')}
      </Alert>
      <Copied label={t('members.link')} text={invitationLink(invited.id)} isFirst />
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('common.close')}</Button>
      </Group>
    </Stack>
  )
}
