// Another record, found by typing; or created on the spot.
import {
  ActionIcon,
  CloseButton,
  Combobox,
  Group,
  InputBase,
  Loader,
  Pill,
  Text,
  Tooltip,
  useCombobox,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconExternalLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Children, useEffect, useMemo, useRef, useState } from 'react'
import { useBlueprint } from '../api/blueprints-api.ts'
import { useRecord, useRecordSearch } from '../api/records-api.ts'
import { hintsApart, recordHint, repeated, shortHint } from '../field-value/record-hint.ts'
import { RecordName } from '../field-value/record-link.tsx'
import { recordTitle } from '../field-value/record-title.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useFormScope } from './form-scope.ts'
import { inputProps, type WidgetProps } from './widget.ts'

const newOne = '+'

export function RelationWidget(props: WidgetProps) {
  return props.field.many ? <ManyRecords {...props} /> : <OneRecord {...props} />
}

function OneRecord(props: WidgetProps) {
  const { t } = useText()
  const { tenant } = useFormScope()
  const target = props.field.blueprint ?? ''
  const id = typeof props.value === 'string' ? props.value : undefined
  // The input in which a record was chosen goes, and the focus would go with it to the top of the page.
  const box = useRef<HTMLDivElement>(null)
  const justChosen = useRef(false)
  useEffect(() => {
    if (id && justChosen.current) box.current?.focus()
    justChosen.current = false
  }, [id])
  const choose = (chosen: string) => {
    justChosen.current = true
    props.onChange(chosen)
  }
  if (!id) return <RecordPicker {...props} onPick={choose} />
  return (
    <InputBase
      {...inputProps(props)}
      component="div"
      ref={box}
      tabIndex={-1}
      multiline
      rightSectionWidth={68}
      className="two-acts"
      rightSectionPointerEvents="all"
      rightSection={
        <Group gap={2} wrap="nowrap">
          <Tooltip label={t('form.openOne', { title: '' })}>
            <ActionIcon
              size="sm"
              aria-label={t('form.openOne', { title: props.label })}
              renderRoot={(root) => (
                <Link
                  to="/t/$tenant/records/$blueprint/$id"
                  params={{ tenant, blueprint: target, id }}
                  target="_blank"
                  {...root}
                />
              )}
            >
              <IconExternalLink size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <CloseButton
            size="sm"
            aria-label={t('form.removeOne', { title: props.label })}
            onClick={() => props.onChange(undefined)}
          />
        </Group>
      }
    >
      <ChosenRecord tenant={tenant} blueprint={target} id={id} />
    </InputBase>
  )
}

/** By its name; whoever shares it with another record is told from it by a line below, whatever was looked at before. */
function ChosenRecord(props: { readonly tenant: string; readonly blueprint: string; readonly id: string }) {
  const { tenant, blueprint: target, id } = props
  const formats = useFormats()
  const blueprint = useBlueprint(tenant, target).data
  const record = useRecord(tenant, target, id).data
  const title = (blueprint && record && recordTitle(blueprint, record.data, formats)) || ''
  const others = useRecordSearch(tenant, target, title.slice(0, 60), title !== '').data?.items ?? []
  const isShared = others.some(
    (one) => one.id !== id && blueprint && recordTitle(blueprint, one.data, formats) === title,
  )
  if (!blueprint || !record || record.deletedAt !== null || title === '')
    return (
      <Text inherit truncate>
        <RecordName {...props} />
      </Text>
    )
  return (
    <>
      <Text inherit truncate>
        {title}
      </Text>
      {isShared && (
        <Text size="xs" c="dimmed">
          {shortHint(blueprint, record, formats)}
        </Text>
      )}
    </>
  )
}

function ManyRecords(props: WidgetProps) {
  const { tenant } = useFormScope()
  const { t } = useText()
  const ids = Array.isArray(props.value) ? (props.value as readonly string[]) : []
  const set = (next: readonly string[]) => props.onChange(next.length > 0 ? next : undefined)
  return (
    <RecordPicker {...props} onPick={(id) => !ids.includes(id) && set([...ids, id])}>
      {ids.map((id) => (
        <Pill
          key={id}
          withRemoveButton
          onRemove={() => set(ids.filter((one) => one !== id))}
          removeButtonProps={{
            'aria-label': t('form.removeOne', { title: id.slice(0, 8) }),
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          <RecordName tenant={tenant} blueprint={props.field.blueprint ?? ''} id={id} />
        </Pill>
      ))}
    </RecordPicker>
  )
}

function RecordPicker(
  props: WidgetProps & { readonly onPick: (id: string) => void; readonly children?: React.ReactNode },
) {
  const { t } = useText()
  const formats = useFormats()
  const scope = useFormScope()
  const target = props.field.blueprint ?? ''
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, 180)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const definition = useBlueprint(scope.tenant, target)
  const found = useRecordSearch(scope.tenant, target, asked, combobox.dropdownOpened)
  // Asked for when the list is opened, before anything is typed.
  const any = useRecordSearch(scope.tenant, target, '', combobox.dropdownOpened).data?.items.length
  const kind = formats.say(definition.data?.label, wordsOfKey(target))
  const present = scope.instead === undefined ? '' : formats.recordName(target, scope.instead)
  const blueprint = definition.data
  const items = found.data?.items
  const offered = useMemo(
    () =>
      (items ?? []).map((record) => ({
        id: record.id,
        title: (blueprint && recordTitle(blueprint, record.data, formats)) || t('records.untitled'),
        hint: blueprint ? recordHint(blueprint, record, formats, (at) => t('records.made', { at })) : '',
        createdAt: record.createdAt,
      })),
    [items, blueprint, formats, t],
  )
  const hints = hintsApart(offered, formats, (at) => t('records.made', { at }))
  const alike = repeated(offered.map(({ title }) => title))
  const pick = (choice: string) => {
    combobox.closeDropdown()
    setTyped('')
    if (choice === newOne) scope.createOther(target, typed.trim(), props.onPick)
    else props.onPick(choice)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target>
        <InputBase
          {...inputProps(props)}
          {...(props.children ? { component: 'div' as const, multiline: true } : {})}
          {...(props.children ? {} : searchInput())}
          rightSection={found.isFetching ? <Loader size={16} /> : <Combobox.Chevron />}
        >
          {props.children ? (
            <Pill.Group>
              {props.children}
              <input {...searchInput()} id={props.id} aria-label={props.label} className="bare-input" />
            </Pill.Group>
          ) : undefined}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={kind}>
          {offered.map(({ id, title }, place) => (
            <Combobox.Option key={id} value={id} active={id === scope.instead}>
              {title}
              {alike.has(title) && (
                <Text size="xs" c="dimmed">
                  {hints[place]}
                </Text>
              )}
            </Combobox.Option>
          ))}
          {found.isSuccess && found.data.items.length === 0 && (
            <Combobox.Empty>
              {any === 0
                ? t('form.noneYet', { kind })
                : typed.trim()
                  ? t('form.nothingIn', { kind })
                  : t('form.nothing')}
            </Combobox.Empty>
          )}
          <Combobox.Option value={newOne}>
            <Text size="sm" c="var(--molde-accent)">
              {typed.trim() ? t('form.createNamed', { kind, title: typed.trim() }) : t('form.createOne', { kind })}
            </Text>
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )

  function searchInput() {
    return {
      value: typed,
      // Beside what is chosen there is no room for it.
      placeholder: Children.count(props.children) > 0 ? '' : present || t('form.typeToSearch'),
      autoComplete: 'off',
      onFocus: () => combobox.openDropdown(),
      onClick: () => combobox.openDropdown(),
      onBlur: () => {
        combobox.closeDropdown()
        props.onBlur()
      },
      onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
        setTyped(event.currentTarget.value)
        combobox.openDropdown()
        combobox.updateSelectedOptionIndex()
      },
    }
  }
}
