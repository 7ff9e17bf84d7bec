// Designing a form of one's own: its words and fields at the left, the form as others will see it at the right.
import { Button, CopyButton, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconCheck, IconExternalLink, IconLink } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useChangeForm } from '../api/form-views-api.ts'
import { useMe } from '../api/me-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { audienceOf, type FormDesign, onlySaid, useCreateView, type View } from '../api/views-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { AudienceChoice, namesNobody } from './audience-choice.tsx'
import { newDesign, tidyDesign } from './form-design.ts'
import { FormFields } from './form-fields.tsx'
import { FormFill } from './form-fill.tsx'

const formId = 'form-design'

export interface FormDesignerProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateField: string | undefined
  /** The view that is open; a new form is designed when it is none. */
  readonly view: View | undefined
}

export function FormDesigner({ tenant, blueprint, stateField, view }: FormDesignerProps) {
  const saved = view?.kind === 'form' ? view : undefined
  const me = useMe().data
  const role = useTenant(tenant).data?.role
  const mayChange = !saved || saved.createdBy === me?.id || role !== 'member'
  const design = saved?.form ?? newDesign(blueprint.fields, stateField)
  if (!mayChange)
    return (
      <Stack maw={640} pt="sm">
        <FormTitle title={saved.name} />
        <FormFill tenant={tenant} blueprint={blueprint} stateField={stateField} design={design} />
      </Stack>
    )
  return <Designer tenant={tenant} blueprint={blueprint} stateField={stateField} view={saved} design={design} />
}

function FormTitle({ title }: { readonly title: string }) {
  return (
    <Title order={2} style={{ overflowWrap: 'anywhere' }}>
      {title}
    </Title>
  )
}

function Designer({ tenant, blueprint, stateField, view, design: before }: FormDesignerProps & { design: FormDesign }) {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const create = useCreateView(tenant)
  const change = useChangeForm(tenant, view?.id ?? '')
  const [name, setName] = useState(view?.name ?? '')
  const [audience, setAudience] = useState(audienceOf(view))
  const [design, setDesign] = useState(before)
  const [isTouched, setTouched] = useState(false)
  const [tried, setTried] = useState(false)
  const saving = view ? change : create
  const guard = useUnsavedGuard(isTouched && !saving.isPending)
  const set = (next: Partial<FormDesign>) => {
    setDesign({ ...design, ...next })
    setTouched(true)
  }
  const wrong = name.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong || namesNobody(audience)) return
    const said = { name: name.trim(), ...audience, form: tidyDesign(design) }
    const done = () => {
      setTouched(false)
      showDone(t('forms.saved'))
    }
    if (view) change.mutate(said, { onSuccess: done })
    else
      create.mutate(
        { ...onlySaid(said), blueprint: blueprint.name, kind: 'form' },
        {
          onSuccess: (made) => {
            done()
            void navigate({ search: { view: made.id }, replace: true, ignoreBlocker: true })
          },
        },
      )
  }
  return (
    <>
      <PageHeader
        isSection
        title={view ? t('formPage.title', { form: say(view.label, view.name) }) : t('formPage.new')}
        about={t('formPage.about', { kind: say(blueprint.label, wordsOfKey(blueprint.name)) })}
        actions={
          <Button type="submit" form={formId} loading={saving.isPending} disabled={view !== undefined && !isTouched}>
            {t('forms.save')}
          </Button>
        }
      />
      <div className="form-designer">
        <form id={formId} onSubmit={save} noValidate aria-label={t('forms.design')}>
          <Stack gap="md">
            {saving.error && <ErrorNotice error={saving.error} />}
            <TextInput
              label={t('formPage.name')}
              placeholder={t('forms.titleExample')}
              value={name}
              onChange={(event) => {
                setName(event.currentTarget.value)
                setTouched(true)
              }}
              error={tried && wrong && t('forms.titleMissing')}
              maxLength={200}
            />
            <Textarea
              label={t('forms.intro')}
              description={t('forms.introHelp')}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={4000}
              value={design.intro ?? ''}
              onChange={(event) => set({ intro: event.currentTarget.value })}
            />
            <FormFields
              fields={blueprint.fields}
              stateField={stateField}
              asked={design.fields}
              onChange={(fields) => set({ fields })}
            />
            <TextInput
              label={t('forms.button')}
              placeholder={t('forms.send')}
              maxLength={60}
              value={design.button ?? ''}
              onChange={(event) => set({ button: event.currentTarget.value })}
            />
            <Textarea
              label={t('forms.thanks')}
              placeholder={t('forms.thanksUsual')}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={4000}
              value={design.thanks ?? ''}
              onChange={(event) => set({ thanks: event.currentTarget.value })}
            />
            <AudienceChoice
              tenant={tenant}
              audience={audience}
              isTried={tried}
              onChange={(next) => {
                setAudience(next)
                setTouched(true)
              }}
            />
            {view && <AddressOf tenant={tenant} view={view} />}
          </Stack>
        </form>
        <section aria-label={t('forms.preview')} className="form-preview">
          <Text size="xs" c="dimmed" mb="xs">
            {t('forms.preview')}
          </Text>
          <Paper withBorder p="md" bg="var(--molde-sunken)">
            <Stack maw={640} mx="auto">
              <FormTitle title={name.trim() || t('forms.titleExample')} />
              <FormFill
                key={design.fields.join()}
                tenant={tenant}
                blueprint={blueprint}
                stateField={stateField}
                design={design}
                isPreview
              />
            </Stack>
          </Paper>
        </section>
        {guard}
      </div>
    </>
  )
}

/** Where members find it. */
function AddressOf({ tenant, view }: { readonly tenant: string; readonly view: View }) {
  const { t } = useText()
  const path = `/t/${encodeURIComponent(tenant)}/forms/${view.id}`
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconExternalLink size={16} stroke={1.5} aria-hidden />}
        renderRoot={(props) => <Link to="/t/$tenant/forms/$view" params={{ tenant, view: view.id }} {...props} />}
      >
        {t('forms.open')}
      </Button>
      <CopyButton value={window.location.origin + path}>
        {({ copied, copy }) => (
          <Button
            variant="subtle"
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} stroke={1.5} /> : <IconLink size={16} stroke={1.5} />}
          >
            {copied ? t('common.copied') : t('forms.copyLink')}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
