// A blueprint that was never published, in the full editor: kept while it is edited, published when it is ready.
import { ActionIcon, Badge, Button, Menu, Modal, Stack } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { IconDots, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { writePlanned } from '../api/drafts-api.ts'
import { createBlueprint, rereadModel } from '../api/model-api.ts'
import { sayLabel } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone, showUndo } from '../ui/undo-toast.tsx'
import { useSaved } from '../ui/use-saved.ts'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { BlueprintEditor } from './blueprint-editor.tsx'
import { sendableDefinition } from './blueprint-ops.ts'
import { plannedDefinition, plannedDocument } from './draft-definition.ts'
import { NewBlueprintReview } from './new-blueprint-review.tsx'
import { ReviewButton } from './review-button.tsx'
import { useDefinition } from './use-definition.ts'
import { useLinkTargets } from './use-link-targets.ts'

export interface PlannedWorkbenchProps {
  readonly tenant: string
  readonly name: string
  readonly start: JsonObject
}

export function PlannedWorkbench({ tenant, name, start }: PlannedWorkbenchProps) {
  const { t } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [begun] = useState(() => plannedDefinition(start))
  const edited = useDefinition(begun)
  const { definition } = edited
  const document = plannedDocument(definition)
  const saving = useSaved(document, edited.issues.length === 0, (kept) => writePlanned(client, tenant, name, kept))
  const [reviewing, setReviewing] = useState(false)
  const guard = useUnsavedGuard(edited.undo !== undefined && edited.issues.length > 0)
  const targets = useLinkTargets(tenant)
  const title = sayLabel(definition.label, [currentLanguage()], name)
  const publish = useMutation({
    mutationFn: () => createBlueprint(client, tenant, sendableDefinition(definition)),
    onSuccess: async () => {
      setReviewing(false)
      showDone(t('design.created', { name: title }))
      await rereadModel(client, tenant)
    },
  })
  const throwAway = useMutation({
    mutationFn: () => writePlanned(client, tenant, name, null),
    onSuccess: async () => {
      await navigate({ to: '/t/$tenant/design', params: { tenant } })
      showUndo({
        text: t('builder.thrownAway', { name: title }),
        undo: t('common.undo'),
        onUndo: () => void writePlanned(client, tenant, name, document),
      })
    },
  })
  return (
    <Stack gap="md">
      <PageHeader
        title={title}
        about={t('builder.plannedAbout')}
        above={
          <Link to="/t/$tenant/design" params={{ tenant }} className="above-link">
            {t('design.title')}
          </Link>
        }
        actions={
          <>
            <Badge variant="light">{t('builder.planned')}</Badge>
            <ReviewButton disabled={edited.issues.length > 0} save={saving.now} onReview={() => setReviewing(true)} />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size="lg" variant="default" aria-label={t('common.more')}>
                  <IconDots size={18} stroke={1.5} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  color="bad"
                  leftSection={<IconX size={16} stroke={1.5} />}
                  onClick={() => throwAway.mutate()}
                >
                  {t('builder.throwAway')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      {guard}
      {(saving.error ?? throwAway.error) !== null && <ErrorNotice error={saving.error ?? throwAway.error} />}
      <BlueprintEditor tenant={tenant} edited={edited} />
      <Modal
        opened={reviewing}
        onClose={() => setReviewing(false)}
        title={t('design.review')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        size="lg"
      >
        {reviewing && (
          <Stack gap="md">
            <NewBlueprintReview definition={definition} blueprints={targets} />
            {publish.error && <ErrorNotice error={publish.error} />}
            <Button onClick={() => publish.mutate()} loading={publish.isPending} style={{ alignSelf: 'flex-end' }}>
              {t('design.publish')}
            </Button>
          </Stack>
        )}
      </Modal>
    </Stack>
  )
}
