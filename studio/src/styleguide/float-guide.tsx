// What floats over a page: notices, dialogs, menus, panels. Each is behind a button, as it is on the pages.
import { Button, Group, Menu } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { AvailableTransition } from '../api/transitions-api.ts'
import { useConditionNames } from '../expression-input/condition-names.ts'
import { MoveDialog } from '../record-calendar/move-dialog.tsx'
import { NewOther } from '../record-form/record-form.tsx'
import { ColumnMenu, TotalItems } from '../record-table/column-menu.tsx'
import { FilterDialog } from '../record-table/filter-dialog.tsx'
import { recordColumns } from '../record-table/record-columns.ts'
import { MoveQuestionDialog } from '../transition-form/move-question.tsx'
import { OpenStates } from '../transition-form/open-states.tsx'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { LateMenu } from '../ui/late-menu.tsx'
import { LatePopover } from '../ui/late-popover.tsx'
import { LateTooltip } from '../ui/late-tooltip.tsx'
import { showNext } from '../ui/next-steps.tsx'
import { showDone, showFailed, showMade, showUndo } from '../ui/undo-toast.tsx'
import { GuideCase, GuidePart } from './guide-case.tsx'
import { delivery, longText, records, steps, tenant } from './samples.ts'

const nothing = () => undefined
const [record] = records
const [, status] = delivery.fields

export function FloatGuide() {
  if (!record || !status) return null
  const [column] = recordColumns(delivery)
  return (
    <GuidePart title="What floats">
      <GuideCase name="Notices: done, to be undone, made elsewhere, refused">
        <Button
          variant="default"
          onClick={() => {
            showDone('Saved.')
            showUndo({ text: '"Delivery 42" is in the trash.', undo: 'Undo', onUndo: nothing })
            showMade('guide', 'The delivery stands below.', [{ word: 'Show', onTake: nothing }])
            showFailed(`${longText}.`)
          }}
        >
          Show notices
        </Button>
      </GuideCase>
      <GuideCase name="A notice with the way on">
        <Button
          variant="default"
          onClick={() => showNext('Version 2 is in use.', [{ words: 'See the records', href: '#', go: nothing }])}
        >
          Show the way on
        </Button>
      </GuideCase>
      <Dialog name="Confirmed by typing">
        {(close) => (
          <ConfirmByTyping
            opened
            onClose={close}
            title="Delete this workspace"
            consequence="Everything in it is gone."
            name="shop"
            action="Delete workspace"
            onConfirm={close}
          />
        )}
      </Dialog>
      <Dialog name="A new record for a link">
        {(close) => <NewOther tenant={tenant} blueprint="partner" title="Corner" onClose={close} onDone={close} />}
      </Dialog>
      <Dialog name="Another day">
        {(close) => (
          <MoveDialog
            record={record}
            title="A box of tiles"
            start={{ ...status, key: 'due', type: 'date' } as never}
            onClose={close}
            onMove={close}
          />
        )}
      </Dialog>
      <Dialog name="Which step?">{(close) => <Question choices={steps} onClose={close} />}</Dialog>
      <Dialog name="What a step asks">{(close) => <Question choices={steps.slice(0, 1)} onClose={close} />}</Dialog>
      <GuideCase name="A menu of a column">
        <LateMenu width={240} button={<Button variant="default">Column</Button>}>
          {column && (
            <ColumnMenu
              column={column}
              label="Cargo"
              sort="cargo"
              onSort={nothing}
              isPinned={false}
              onPin={nothing}
              onLeft={undefined}
              onRight={nothing}
              onHide={nothing}
              isGroup={false}
              onGroup={nothing}
              total={undefined}
              onTotal={nothing}
              isSized={false}
              onResize={nothing}
            />
          )}
        </LateMenu>
      </GuideCase>
      <GuideCase name="What a column comes to">
        <LateMenu width={240} button={<Button variant="default">Total</Button>}>
          {column && <TotalItems column={column} total={undefined} onTotal={nothing} />}
        </LateMenu>
      </GuideCase>
      <GuideCase name="States that are open, and why not">
        <LateMenu width={240} button={<Button variant="default">Move to</Button>}>
          <OpenStates
            tenant={tenant}
            blueprint={delivery}
            record={record}
            places={(status.options ?? []).map(({ key, label }) => ({ key, label: String(label) }))}
            onMove={nothing}
          />
        </LateMenu>
      </GuideCase>
      <GuideCase name="A panel at a button">
        <LatePopover label="Filter" width={420} trapFocus button={<Button variant="default">Filter</Button>}>
          <Filter />
        </LatePopover>
      </GuideCase>
      <GuideCase name="A hint at a button">
        <LateTooltip label="Starred">
          <Button variant="default">Hint</Button>
        </LateTooltip>
      </GuideCase>
      <GuideCase name="A menu: at rest, disabled, dangerous, chosen">
        <Group gap="xs">
          <LateMenu button={<Button variant="default">Menu</Button>}>
            <Menu.Label>Acts</Menu.Label>
            <Menu.Item>Open</Menu.Item>
            <Menu.Item disabled>Not now</Menu.Item>
            <Menu.Item>{longText}</Menu.Item>
            <Menu.Divider />
            <Menu.Item color="bad">Delete</Menu.Item>
          </LateMenu>
        </Group>
      </GuideCase>
    </GuidePart>
  )
}

interface DialogProps {
  readonly name: string
  readonly children: (close: () => void) => ReactNode
}

function Dialog({ name, children }: DialogProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <GuideCase name={name}>
      <Button variant="default" onClick={() => setOpen(true)}>
        Show: {name}
      </Button>
      {isOpen && children(() => setOpen(false))}
    </GuideCase>
  )
}

interface QuestionProps {
  readonly choices: readonly AvailableTransition[]
  readonly onClose: () => void
}

function Question({ choices, onClose }: QuestionProps) {
  return record ? (
    <MoveQuestionDialog
      tenant={tenant}
      blueprint={delivery}
      mover={{ question: { record, choices }, isSending: false, error: undefined, answer: onClose, cancel: onClose }}
    />
  ) : null
}

function Filter() {
  const names = useConditionNames(delivery)
  return <FilterDialog tenant={tenant} fields={delivery.fields} names={names} where={[]} onDone={nothing} />
}
