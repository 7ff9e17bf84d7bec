// A new kind of record: what it is called, its fields, and a form that grows beside them.
import { Alert, Button, Group, Text } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useBlueprints, useCreateBlueprint } from '../api/blueprints-api.ts'
import { useMe } from '../api/me-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { useGoBack } from '../ui/use-go-back.ts'
import type { NewField } from './add-field.tsx'
import { BlueprintEditor } from './blueprint-editor.tsx'
import { sendableDefinition } from './blueprint-ops.ts'
import { type Definition, withFields, withName } from './edit-blueprint.ts'
import { forgetKind, keepKind, keptKind } from './kept-kind.ts'
import { useDefinition } from './use-definition.ts'

/** Stands for the name until the words give one; no kind of record is called so. */
const unnamed = 'not_named_yet'
const empty: Definition = { name: unnamed, label: '', fields: [], rules: [], uniques: [] }

export function NewBlueprintPage() {
  const { t } = useText()
  const { tenant } = useParams({ from: '/inside/t/$tenant/new-blueprint' })
  const navigate = useNavigate()
  const goBack = useGoBack(() => navigate({ to: '/t/$tenant/design', params: { tenant } }))
  const create = useCreateBlueprint(tenant)
  const known = useBlueprints(tenant)
  const person = useMe().data?.id ?? ''
  const [kept] = useState(() => keptKind(tenant, person))
  const [isFound, setFound] = useState(kept !== undefined)
  const edited = useDefinition(kept ?? empty)
  const { definition } = edited
  const isMade = useRef(false)
  // Who looks at something else meanwhile, or loses the page, finds it here again.
  useEffect(() => {
    if (!isMade.current) keepKind(tenant, person, definition)
  }, [tenant, person, definition])
  const words = sayLabel(definition.label, [currentLanguage()], '')
  // The name on the wire follows the words until the first version is published; then it stays.
  const name = freeName(keyOf(words, 'record'), new Set(known.data?.items.map((one) => one.name)))
  // Names that are typed and not added yet are meant, too.
  const [typed, setTyped] = useState<readonly NewField[]>([])
  const isNamed = words.trim() !== ''
  const isBegun = isNamed && definition.fields.length > 0
  const isLegal = edited.issues.length === 0 || (!isBegun && typed.length > 0)
  const ready = known.isSuccess && isNamed && definition.fields.length + typed.length > 0 && isLegal
  const publish = () =>
    create.mutate(sendableDefinition(withName(withFields(definition, typed), name)), {
      onSuccess: async (made) => {
        isMade.current = true
        forgetKind(tenant, person)
        await navigate({ to: '/t/$tenant/design/$blueprint', params: { tenant, blueprint: made.name } })
        showDone(t('design.created', { name: words }))
        // Who has asked for another new one meanwhile is still here, and does not begin with the fields of this one.
        edited.reset(empty)
        isMade.current = false
      },
    })
  return (
    <>
      <PageHeader
        title={t('design.newKind')}
        about={t(isBegun ? 'design.newKindAbout' : 'design.begin')}
        above={
          <Link to="/t/$tenant/design" params={{ tenant }} className="above-link">
            {t('design.title')}
          </Link>
        }
        actions={
          <>
            <Button variant="subtle" onClick={goBack}>
              {t('common.cancel')}
            </Button>
            <Button onClick={publish} disabled={!ready} loading={create.isPending}>
              {t('design.create')}
            </Button>
          </>
        }
      />
      {create.error && <ErrorNotice error={create.error} />}
      {isFound && (
        <Alert variant="light" color="ink" role="status" mb="md">
          <Group gap="xs" justify="space-between">
            <Text size="sm">{t('kinds.keptHere')}</Text>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                edited.reset(empty)
                setFound(false)
              }}
            >
              {t('kinds.beginAnew')}
            </Button>
          </Group>
        </Alert>
      )}
      <BlueprintEditor tenant={tenant} edited={edited} name={words.trim() && name} onTyped={setTyped} />
    </>
  )
}
