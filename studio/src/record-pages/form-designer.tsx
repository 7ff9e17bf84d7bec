// Designing a form of one's own: its words and fields at the left, the form as others will see it at the right.
import { Button, CopyButton, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { trimmedLabel } from '@molde/engine'
import { IconCheck, IconExternalLink, IconLink } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useChangeForm } from '../api/form-views-api.ts'
import { useMe } from '../api/me-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { audienceOf, type FormDesign, onlySaid, useCreateView, type View } from '../api/views-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { type Label, wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { withLanguageOrNone } from '../text/with-language.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { AudienceChoice, namesNobody } from './audience-choice.tsx'
import { newDesign, tidyDesign } from './form-design.ts'
import { FormFields } from './form-fields.tsx'
import { FormFill } from './form-fill.tsx'
import { calledAs, renameView } from './rename-view.ts'

const formId = 'form-design'

export interface FormDesignerProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly stateFields: readonly string[]
  /** The view that is open; a new form is designed when it is none. */
  readonly view: View | undefined
}

export function FormDesigner({ tenant, blueprint, stateFields, view }: FormDesignerProps) {
  const saved = view?.kind === 'form' ? view : undefined
  const me = useMe().data
  const role = useTenant(tenant).data?.role
  const mayChange = !saved || saved.createdBy === me?.id || role !== 'member'
  const design = saved?.form ?? newDesign(blueprint.fields, stateFields)
  if (!mayChange)
    return (
      <Stack maw={640} pt="sm">
        <SavedTitle view={saved} />
        <FormFill tenant={tenant} blueprint={blueprint} stateFields={stateFields} design={design} form={saved.id} />
      </Stack>
    )
  return <Designer tenant={tenant} blueprint={blueprint} stateFields={stateFields} view={saved} design={design} />
}

function SavedTitle({ view }: { readonly view: View }) {
  const { say } = useFormats()
  return <FormTitle title={say(view.label, view.name)} />
}

function FormTitle({ title }: { readonly title: string }) {
  return (
    <Title order={2} style={{ overflowWrap: 'anywhere' }}>
      {title}
    </Title>
  )
}

function Designer({
  tenant,
  blueprint,
  stateFields,
  view,
  design: before,
}: FormDesignerProps & { design: FormDesign }) {
  const { t } = useText()
  const { say } = useFormats()
  const navigate = useNavigate({ from: '/t/$tenant/records/$blueprint' })
  const create = useCreateView(tenant)
  const change = useChangeForm(tenant, view?.id ?? '')
  const [title, setTitle] = useState<Label | undefined>(view && calledAs(view))
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
  const retitle = (label: Label | undefined) => {
    setTitle(label)
    setTouched(true)
  }
  /** A text of the form, with what it says in other languages. */
  const text = (member: 'intro' | 'button' | 'thanks', name: string, maxLength: number, isLong: boolean) => ({
    label: name,
    maxLength,
    ...ownWordsProps({
      ...{ label: design[member], name, isLong, maxLength },
      onTranslate: (label) => set({ [member]: label }),
    }),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      set({ [member]: withLanguageOrNone(design[member], event.currentTarget.value) }),
  })
  const named = trimmedLabel(title)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (named === undefined || namesNobody(audience)) return
    const said = { ...audience, form: tidyDesign(design) }
    const done = () => {
      setTouched(false)
      showDone(t('forms.saved'))
    }
    if (view) change.mutate({ ...said, ...renameView(view, named) }, { onSuccess: done })
    else
      create.mutate(
        { ...onlySaid(said), name: '', ...renameView({ name: '' }, named), blueprint: blueprint.name, kind: 'form' },
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
              {...ownWordsProps({ label: title, name: t('formPage.name'), maxLength: 200, onTranslate: retitle })}
              onChange={(event) => retitle(withLanguageOrNone(title, event.currentTarget.value))}
              error={tried && named === undefined && t('forms.titleMissing')}
              maxLength={200}
            />
            <Textarea
              description={t('forms.introHelp')}
              autosize
              minRows={2}
              maxRows={10}
              {...text('intro', t('forms.intro'), 4000, true)}
            />
            <FormFields
              fields={blueprint.fields}
              stateFields={stateFields}
              asked={design.fields}
              onChange={(fields) => set({ fields })}
            />
            <TextInput placeholder={t('forms.send')} {...text('button', t('forms.button'), 60, false)} />
            <Textarea
              placeholder={t('forms.thanksUsual')}
              autosize
              minRows={2}
              maxRows={10}
              {...text('thanks', t('forms.thanks'), 4000, true)}
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
              <FormTitle title={say(named, t('forms.titleExample'))} />
              <FormFill
                key={design.fields.join()}
                tenant={tenant}
                blueprint={blueprint}
                stateFields={stateFields}
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
