// Which saved view is open, and saving the present search and conditions as one.
import { Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { IconCheck, IconChevronDown, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useCreateView, useDeleteView, type View } from '../api/views-api.ts'
import { filterText } from '../record-table/condition.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice, useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import type { Look } from './look.ts'

export interface ViewPickerProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly search: ListSearch
  readonly look: Look
  readonly view: View | undefined
  readonly views: readonly View[]
  readonly onSearch: (search: ListSearch) => void
}

export function ViewPicker({ tenant, blueprint, search, look, view, views, onSearch }: ViewPickerProps) {
  const { t } = useText()
  const { say } = useFormats()
  const say2 = useErrorText()
  const remove = useDeleteView(tenant)
  const [saving, setSaving] = useState(false)
  const isChanged = Boolean(
    search.where || search.sort || search.kind || search.group || search.start || search.columns,
  )
  const nameOf = (one: View) => say(one.label, one.name)
  if (views.length === 0 && !isChanged) return null
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={16} stroke={1.5} aria-hidden />}
            aria-label={`${t('records.views')}: ${view ? nameOf(view) : t('records.allRecords')}`}
          >
            {view ? nameOf(view) : t('records.allRecords')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => onSearch({})}
            rightSection={view ? null : <IconCheck size={16} stroke={1.5} aria-hidden />}
          >
            {t('records.allRecords')}
          </Menu.Item>
          {views.map((one) => (
            <Menu.Item
              key={one.id}
              onClick={() => onSearch({ view: one.id })}
              rightSection={one.id === view?.id ? <IconCheck size={16} stroke={1.5} aria-hidden /> : null}
            >
              {nameOf(one)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            disabled={!isChanged}
            leftSection={<IconDeviceFloppy size={16} stroke={1.5} />}
            onClick={() => setSaving(true)}
          >
            {t('records.saveView')}
          </Menu.Item>
          {view && (
            <Menu.Item
              color="bad"
              leftSection={<IconTrash size={16} stroke={1.5} />}
              onClick={() =>
                remove.mutate(view.id, { onSuccess: () => onSearch({}), onError: (error) => showFailed(say2(error)) })
              }
            >
              {t('records.deleteView')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={saving}
        onClose={() => setSaving(false)}
        title={t('records.saveView')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {saving && (
          <SaveView
            tenant={tenant}
            blueprint={blueprint}
            search={search}
            look={look}
            view={view}
            onSaved={(saved) => {
              setSaving(false)
              onSearch({ view: saved.id })
            }}
          />
        )}
      </Modal>
    </>
  )
}

interface SaveViewProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly search: ListSearch
  readonly look: Look
  readonly view: View | undefined
  readonly onSaved: (view: View) => void
}

function SaveView({ tenant, blueprint, search, look, view, onSaved }: SaveViewProps) {
  const { t } = useText()
  const create = useCreateView(tenant)
  const [name, setName] = useState('')
  const [onlyMine, setOnlyMine] = useState(false)
  const [tried, setTried] = useState(false)
  const wrong = name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong) return
    const filter = filterText(search.where ?? [], blueprint.fields, view?.filter)
    const sort = search.sort ?? view?.sort
    create.mutate(
      {
        name: name.trim(),
        blueprint: blueprint.name,
        shared: !onlyMine,
        ...(filter ? { filter } : {}),
        ...(sort ? { sort } : {}),
        ...(search.columns ? { columns: search.columns } : view?.columns ? { columns: view.columns } : {}),
        ...lookMembers(look),
      },
      {
        onSuccess: (saved) => {
          showDone(t('records.viewSaved'))
          onSaved(saved)
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.error && <ErrorNotice error={create.error} />}
        <TextInput
          label={t('records.viewName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && wrong && t('records.viewNameMissing')}
          maxLength={100}
          data-autofocus
        />
        <Checkbox
          label={t('records.viewOnlyMine')}
          description={t('records.viewOnlyMineHelp')}
          checked={onlyMine}
          onChange={(event) => setOnlyMine(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** How the list is looked at, as a view says it. */
function lookMembers(look: Look): Pick<View, 'kind' | 'group' | 'start' | 'end'> {
  switch (look.kind) {
    case 'board':
      return { kind: 'board', group: look.group.key }
    case 'calendar':
      return { kind: 'calendar', start: look.start.key, ...(look.end ? { end: look.end.key } : {}) }
    case 'table':
      return { kind: 'table', ...(look.group ? { group: look.group.key } : {}) }
    default:
      return { kind: look.kind }
  }
}
