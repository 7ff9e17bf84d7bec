// Every menu, dialog, popover and side panel there is, by the screen it opens on: for the tests that look at all of them, and for their pictures.
import type { Locator, Page } from 'playwright-core'
import type { Word } from './words.ts'

/** Who opens something: at which page, with which words, and whether it is a phone. */
export interface Hands {
  readonly page: Page
  readonly word: Word
  readonly isPhone: boolean
}

export interface Panel {
  /** For the name of its picture. */
  readonly name: string
  readonly open: (hands: Hands) => Promise<unknown>
  /** Where it does not exist on the other device. */
  readonly only?: 'desk' | 'phone'
  /** Of what stays on the page, such as a side panel; Escape unless told. */
  readonly close?: (hands: Hands) => Promise<unknown>
}

const button = ({ page, word }: Hands, key: string, told?: Readonly<Record<string, string>>) =>
  page.getByRole('button', { name: word(key, told) }).first()
/** A name that begins so. */
const beginning = (name: RegExp) => new RegExp(name.source.replace(/\\s\*\$$/, ''))
const entry = ({ page, word }: Hands, key: string) => page.getByRole('menuitem', { name: word(key) }).first()
/** What lies over the page, the last one on top. */
export const over = (page: Page): Locator =>
  page.locator(
    '[role=dialog]:visible, [role=alertdialog]:visible, [role=menu]:visible, [role=listbox]:visible, .mantine-Popover-dropdown:visible',
  )
const dialog = (page: Page) => page.getByRole('dialog').last()
const again = async ({ page }: Hands) => {
  await page.reload()
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null)
}
const press =
  (key: string, told?: Readonly<Record<string, string>>) =>
  (hands: Hands): Promise<void> =>
    button(hands, key, told).click()
const choose =
  (key: string, item: string) =>
  async (hands: Hands): Promise<void> => {
    await button(hands, key).click()
    await entry(hands, item).click()
  }

/** A cell of the first row, by the place of its column, as the keyboard opens it. */
const cell = (name: string, column: number): Panel => ({
  name: `cell-${name}`,
  only: 'desk',
  open: async ({ page }) => {
    await page.locator(`[data-row="0"] [data-column="${column}"]`).focus()
    await page.keyboard.press('F2')
  },
})

/** What a key opens gives the focus back only to where it was. */
const standSomewhere = (page: Page) => page.getByRole('main').getByRole('link').first().focus()

/** On every page inside a workspace. */
const ofTheFrame: readonly Panel[] = [
  { name: 'account-menu', only: 'desk', open: press('shell.account') },
  { name: 'workspaces', only: 'desk', open: press('shell.switchTenant') },
  {
    name: 'notifications',
    only: 'desk',
    open: ({ page, word }) =>
      page
        .getByRole('button', { name: beginning(word('notifications.title')) })
        .first()
        .click(),
  },
  {
    name: 'jump',
    open: async ({ page }) => {
      await standSomewhere(page)
      await page.keyboard.press('Control+k')
    },
  },
  {
    name: 'jump-found',
    open: async ({ page }) => {
      await standSomewhere(page)
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill('deal')
      await page.getByRole('option').first().waitFor()
      await page.waitForTimeout(400)
    },
  },
  { name: 'keys', only: 'desk', open: ({ page }) => page.keyboard.press('?') },
]

const ofAList: readonly Panel[] = [
  { name: 'filter', open: press('records.addCondition') },
  {
    name: 'filter-value',
    only: 'desk',
    open: async (hands) => {
      await button(hands, 'records.addCondition').click()
      await hands.page.getByRole('menuitem', { name: 'Stage', exact: true }).click()
      await dialog(hands.page).waitFor()
    },
  },
  { name: 'filter-advanced', only: 'desk', open: choose('records.addCondition', 'filter.advanced') },
  { name: 'sort', only: 'desk', open: press('tools.sort') },
  { name: 'sort', only: 'phone', open: choose('common.more', 'phone.sort') },
  { name: 'group', only: 'desk', open: press('tools.group') },
  {
    name: 'columns',
    only: 'desk',
    open: ({ page, word }) =>
      page
        .getByRole('button', { name: beginning(word('columns.button')) })
        .first()
        .click(),
  },
  {
    name: 'column-menu',
    only: 'desk',
    open: (hands) => button(hands, 'grid.menuOf', { name: 'Stage' }).click({ force: true }),
  },
  { name: 'more', open: press('common.more') },
  {
    name: 'samples',
    open: async (hands) => {
      await choose('common.more', 'samples.fill')(hands)
      await dialog(hands.page).waitFor()
    },
  },
  { name: 'new-view', only: 'desk', open: press('views.new') },
  {
    name: 'picked',
    only: 'desk',
    open: ({ page, word }) => page.getByRole('checkbox', { name: word('bulk.select', { title: 'Deal LATE' }) }).check(),
    close: (hands) => button(hands, 'bulk.clear').click(),
  },
  {
    name: 'picked',
    only: 'phone',
    open: async (hands) => {
      const { page, word } = hands
      await button(hands, 'common.more').click()
      await entry(hands, 'phone.select').click()
      await page.getByRole('checkbox', { name: word('bulk.select', { title: 'Deal LATE' }) }).check()
    },
    close: again,
  },
  {
    name: 'picked-change',
    only: 'desk',
    open: async (hands) => {
      const { page, word } = hands
      await page.getByRole('checkbox', { name: word('bulk.select', { title: 'Deal LATE' }) }).check()
      await button(hands, 'bulk.change').click()
      await dialog(page).waitFor()
    },
    close: again,
  },
  {
    name: 'typed-row',
    only: 'desk',
    open: async ({ page, word }) => {
      await page
        .getByRole('grid')
        .getByRole('button', { name: word('records.new') })
        .click()
      await page.getByRole('row', { name: word('records.newRow') }).waitFor()
    },
    close: again,
  },
]

const ofARecord: readonly Panel[] = [
  { name: 'more', open: press('common.more') },
  {
    name: 'day',
    open: (hands) => button(hands, 'dateInput.open').click(),
  },
  {
    name: 'choose-record',
    open: async ({ page }) => {
      await page.getByRole('textbox', { name: 'Others', exact: true }).fill('Deal')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'make-record',
    open: async ({ page }) => {
      await page.getByRole('textbox', { name: 'Others', exact: true }).fill('Zed')
      await page.getByRole('option', { name: /Zed/ }).click()
      await dialog(page).getByRole('textbox').first().waitFor()
    },
  },
  {
    name: 'leave-unsaved',
    open: async ({ page, isPhone, word }) => {
      await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Half done')
      if (isPhone)
        await page
          .getByRole('navigation', { name: word('shell.navigation') })
          .getByRole('link')
          .last()
          .click()
      else await page.getByRole('navigation').getByRole('link').first().click()
      await dialog(page).waitFor()
    },
    close: again,
  },
  {
    name: 'changed-meanwhile',
    open: async (hands) => {
      const { page } = hands
      await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Mine')
      const { origin, pathname } = new URL(page.url())
      const address = `${origin}/api/v1${pathname.replace('/t/', '/tenants/')}`
      const data = { title: `Theirs ${Date.now() % 100_000}` }
      await page.context().request.patch(address, { headers: { origin }, data: { data } })
      await button(hands, 'records.save').click()
      await dialog(page).waitFor()
      // So that the record is found by its name again.
      await page.context().request.patch(address, { headers: { origin }, data: { data: { title: 'Deal LATE' } } })
    },
    close: again,
  },
]

const field = (key: string) => (hands: Hands) =>
  hands.page
    .getByRole('button', { name: new RegExp(`^${key}`) })
    .first()
    .click()
const change = (of: string, item: string) => async (hands: Hands) => {
  await field(of)(hands)
  await button(hands, 'change.menu').click()
  await entry(hands, item).click()
  await dialog(hands.page).waitFor()
}

const ofAKind: readonly Panel[] = [
  { name: 'more', open: press('common.more') },
  { name: 'field', open: field('Stage'), close: async () => undefined },
  {
    name: 'field-change',
    open: async (hands) => {
      await field('Title')(hands)
      await button(hands, 'change.menu').click()
    },
  },
  { name: 'retype', open: change('Title', 'change.retype') },
  { name: 'split', open: change('Title', 'change.split') },
  { name: 'merge', open: change('Title', 'change.merge') },
  { name: 'rows', open: change('Lines', 'rows.menu') },
  {
    name: 'column',
    open: async (hands) => {
      await field('Lines')(hands)
      await field('Item')(hands)
    },
    close: again,
  },
  { name: 'links', open: change('Stage', 'links.menu_choices') },
  {
    name: 'choice-colour',
    open: async (hands) => {
      await field('Stage')(hands)
      await button(hands, 'design.optionColor').click()
    },
  },
  {
    name: 'choice-acts',
    only: 'phone',
    open: async (hands) => {
      await field('Stage')(hands)
      await button(hands, 'design.optionActs').click()
    },
  },
  {
    name: 'new-field',
    open: async ({ page, word }) => {
      await page.getByRole('textbox', { name: word('design.newField') }).fill('Phone')
      await page.getByRole('button', { name: word('design.addField') }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  { name: 'join', open: withoutChanges(choose('common.more', 'passage.join')) },
  { name: 'part', open: withoutChanges(choose('common.more', 'passage.part')) },
]

/** What other pages have changed of the kind in passing stands in the way of it. */
function withoutChanges(open: Panel['open']): Panel['open'] {
  return async (hands) => {
    await button(hands, 'common.more').click()
    const discard = entry(hands, 'design.discard')
    await discard.waitFor()
    if (await discard.isEnabled()) await discard.click()
    else await hands.page.keyboard.press('Escape')
    await hands.page.getByRole('menu').waitFor({ state: 'detached' })
    return open(hands)
  }
}

const ofTheDrawing: readonly Panel[] = [
  {
    name: 'kind',
    only: 'desk',
    open: ({ page }) => page.getByRole('group', { name: /Deal/ }).first().click(),
    close: (hands) => button(hands, 'common.close').click(),
  },
  {
    name: 'new-relation',
    only: 'desk',
    open: async (hands) => {
      await hands.page.getByRole('group', { name: /Deal/ }).first().click()
      await button(hands, 'model.newRelation').click()
      await dialog(hands.page).waitFor()
    },
  },
  { name: 'new-kind', open: press('design.newKind') },
  { name: 'samples', open: press('samples.fill') },
]

const ofAFlow: readonly Panel[] = [
  {
    name: 'state',
    only: 'desk',
    open: ({ page, word }) =>
      page
        .getByRole('group', { name: word('flow.stateNode', { name: 'On its way' }) })
        .first()
        .click(),
    close: (hands) => button(hands, 'common.close').click(),
  },
  {
    name: 'step',
    only: 'desk',
    open: ({ page }) =>
      page
        .getByRole('button', { name: /Hand over/ })
        .first()
        .click(),
    close: (hands) => button(hands, 'common.close').click(),
  },
  { name: 'bring-in', open: choose('common.more', 'flowExchange.bringInMenu') },
  { name: 'export', open: choose('common.more', 'flowExchange.exportMenu') },
  { name: 'try', open: press('flowMap.try'), close: (hands) => button(hands, 'common.close').click() },
  {
    name: 'review',
    open: async (hands) => {
      await button(hands, 'design.review').click()
      await dialog(hands.page)
        .getByRole('button', { name: hands.word('flow.publish') })
        .waitFor()
      await hands.page.waitForTimeout(500)
    },
  },
]

/** By the name of the screen. */
export const panels: Readonly<Record<string, readonly Panel[]>> = {
  account: [{ name: 'delete', open: press('common.destroy') }],
  start: ofTheFrame,
  list: ofAList,
  'list-cells': [
    cell('text', 0),
    cell('number', 1),
    cell('choice', 2),
    cell('labels', 3),
    cell('day', 4),
    cell('time', 5),
    cell('length', 6),
    cell('money', 7),
    cell('colour', 8),
    cell('record', 9),
    cell('person', 10),
  ],
  'list-compact': [
    cell('text', 0),
    cell('choice', 2),
    cell('labels', 3),
    cell('day', 4),
    cell('time', 5),
    cell('length', 6),
    cell('money', 7),
    cell('colour', 8),
  ],
  board: [{ name: 'move', open: (hands) => button(hands, 'board.move').click() }],
  calendar: [{ name: 'move', only: 'desk', open: (hands) => button(hands, 'calendar.moveOf').click({ force: true }) }],
  record: ofARecord,
  'record-comments': [{ name: 'comment', open: (hands) => button(hands, 'comments.actions').click() }],
  'design-blueprint': ofAKind,
  'design-versions': [
    {
      name: 'go-back',
      open: async (hands) => {
        await button(hands, 'versions.goBack').click()
        await button(hands, 'design.publish').waitFor()
      },
    },
  ],
  model: ofTheDrawing,
  settings: [{ name: 'delete', open: press('common.destroy') }],
  'yard-members': [
    { name: 'invite', open: press('members.invite') },
    { name: 'invited', open: (hands) => button(hands, 'members.actionsOf').click() },
  ],
  'yard-api-keys': [
    { name: 'new', open: press('apiKeys.new') },
    {
      name: 'made',
      open: async (hands) => {
        await button(hands, 'apiKeys.new').click()
        await dialog(hands.page).getByRole('textbox').fill('Till')
        await button(hands, 'apiKeys.create').click()
        await button(hands, 'apiKeys.copied').waitFor()
      },
      close: (hands) => button(hands, 'apiKeys.copied').click(),
    },
    {
      name: 'versions',
      open: async (hands) => {
        await hands.page
          .getByRole('button', { name: hands.word('keyVersions.openOf') })
          .first()
          .click()
        await dialog(hands.page).getByRole('listitem').first().waitFor()
      },
    },
    { name: 'revoke', open: press('apiKeys.revoke') },
  ],
  'yard-calendars': [
    { name: 'new', open: press('calendars.new') },
    { name: 'change', open: press('calendars.edit') },
  ],
  'yard-webhooks': [
    { name: 'new', open: press('webhooks.new') },
    {
      name: 'deliveries',
      open: (hands) => button(hands, 'webhooks.deliveriesOf').click(),
      close: (hands) => button(hands, 'webhooks.deliveriesOf').click(),
    },
    { name: 'delete', open: press('webhooks.delete') },
  ],
  'yard-trash': [
    {
      name: 'record',
      open: async (hands) => {
        await hands.page.getByRole('button', { name: /Gone/ }).last().click()
        await entry(hands, 'common.destroy').click()
        await dialog(hands.page).waitFor()
      },
    },
    {
      name: 'kind',
      open: async (hands) => {
        await hands.page.getByRole('button', { name: /Lead/ }).last().click()
        await entry(hands, 'common.destroy').click()
        await dialog(hands.page).waitFor()
      },
    },
    {
      name: 'picked',
      open: ({ page, word }) => page.getByRole('checkbox', { name: word('trash.pick', { title: 'Gone' }) }).check(),
      close: (hands) => button(hands, 'trash.clear').click(),
    },
  ],
  'yard-record': [
    {
      name: 'step',
      open: async (hands) => {
        await hands.page.getByRole('button', { name: 'Hand over' }).first().click()
        await dialog(hands.page).waitFor()
      },
    },
  ],
  'yard-design': [
    {
      name: 'review',
      open: async (hands) => {
        await button(hands, 'design.reviewAndPublish').click()
        await dialog(hands.page).getByRole('alert').first().waitFor()
        await hands.page.waitForTimeout(500)
      },
    },
  ],
  'yard-versions': [
    {
      name: 'move',
      open: async (hands) => {
        await button(hands, 'migration.open').click()
        await button(hands, 'migration.try').waitFor()
      },
    },
    {
      name: 'move-tried',
      open: async (hands) => {
        await button(hands, 'migration.open').click()
        await button(hands, 'migration.try').click()
        await dialog(hands.page).getByText(hands.word('migration.tried')).waitFor()
      },
    },
    {
      name: 'attention',
      open: async (hands) => {
        await button(hands, 'migration.look').click()
        await button(hands, 'mend.save').waitFor()
      },
    },
  ],
  'yard-flow': ofAFlow,
}

function coverOf(page: Page): Locator {
  return page.locator('.mantine-Modal-overlay')
}

/** Until nothing lies over the page. */
export async function closePanel(hands: Hands, { close }: Panel): Promise<void> {
  if (close) await close(hands)
  // A dialog that is loaded late covers the page before it says what it is.
  else
    for (let tries = 0; tries < 8 && (await over(hands.page).or(coverOf(hands.page)).count()) > 0; tries += 1) {
      await hands.page.keyboard.press('Escape')
      await hands.page.waitForTimeout(150)
    }
}
