// Can a workspace say its own names in each of its languages, and does everybody read their own?
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'
import { faultsOfTouch } from './touch.ts'

const api = '/api/v1/tenants/shop'

story('a workspace speaks the languages of its people', { person: somebody(), prepare: define }, () => {
  const draftOps = async () => {
    const { ops } = (await call(seat, molde, 'GET', `${api}/blueprints/parcel/draft`)) as { ops: readonly object[] }
    return ops
  }
  const cell = (name: string) => page.getByRole('textbox', { name, exact: true })

  it('asks for no translation while it has one language', async () => {
    await page.goto('/t/shop/design/parcel')
    await page.getByLabel('What is it called?').waitFor()
    expect(await page.getByRole('button', { name: /^Translations of/ }).count()).toBe(0)
    expect(await page.getByRole('tab', { name: 'Translations' }).count()).toBe(0)
  })

  it('is told its languages in the settings; its own is always one of them', async () => {
    await page.goto('/t/shop/settings')
    const languages = page.getByRole('group', { name: 'Languages of names and labels' })
    expect(await languages.getByRole('checkbox', { name: 'English' }).isDisabled()).toBe(true)
    await languages.getByRole('checkbox', { name: 'Русский' }).click()
    await screenshot(page, 'languages-of-a-workspace')
    expect(await faultsOfAxe(page)).toEqual([])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await call(seat, molde, 'GET', api)).toMatchObject({ languages: ['en', 'ru'] })
  })

  it('takes a translation right where a name is edited', async () => {
    await page.goto('/t/shop/design/parcel')
    const settings = page.getByRole('region', { name: 'Field settings' })
    const button = settings.getByRole('button', { name: 'Translations of “Name of the field”. Русский missing' })
    await button.click()
    const panel = page.getByRole('dialog', { name: 'Translations of “Name of the field”' })
    await panel.getByRole('textbox', { name: 'Русский' }).and(page.locator(':focus')).waitFor()
    await screenshot(page, 'translation-of-a-label')
    expect(await faultsOfAxe(page)).toEqual([])
    await page.keyboard.type('Груз')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await settings.getByRole('button', { name: 'Translations of “Name of the field”. Nothing is missing' }).waitFor()
    await expect
      .poll(draftOps)
      .toEqual([expect.objectContaining({ op: 'relabel', field: 'f1', label: { en: 'Cargo', ru: 'Груз' } })])
  })

  it('fills all words like a spreadsheet, by keys and by a block', async () => {
    await page.getByRole('tab', { name: 'Translations' }).click()
    const kind = page.getByRole('region', { name: 'Kind of record' })
    const flow = page.getByRole('region', { name: 'Flow' })
    await kind
      .getByRole('columnheader', { name: /Русский/ })
      .getByText('3 missing')
      .waitFor()
    await flow
      .getByRole('columnheader', { name: /Русский/ })
      .getByText('3 missing')
      .waitFor()
    await screenshot(page, 'translations')
    expect(await faultsOfAxe(page)).toEqual([])
    await cell('One record “Parcel”, Русский').click()
    await page.keyboard.type('Посылка')
    await page.keyboard.press('Enter')
    await cell('Field “Cargo”, Русский').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('ArrowLeft')
    await cell('Field “Cargo”, English').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('Статус')
    await page.keyboard.press('Escape')
    expect(await cell('Field “Status”, Русский').inputValue()).toBe('')
    await page.keyboard.type('Статус')
    await kind.getByRole('switch', { name: 'Only missing' }).click()
    await cell('Message of a rule “Say what it is.”, Русский').fill('Скажите, что внутри.')
    await cell('Message of a rule “Say what it is.”, Русский').blur()
    await kind
      .getByRole('columnheader', { name: /Русский/ })
      .getByRole('img', { name: 'Nothing is missing' })
      .waitFor()
    await expect.poll(async () => JSON.stringify(await draftOps())).toContain('Скажите')
    await cell('State “New”, Русский').focus()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'Новая\nДоставлена\nДоставить\n')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await page.getByText('3 texts pasted.').waitFor()
    await cell('State “New”, Русский').and(page.locator(':focus')).waitFor()
    await flow
      .getByRole('columnheader', { name: /Русский/ })
      .getByRole('img', { name: 'Nothing is missing' })
      .waitFor()
    await flow.getByRole('link', { name: 'Review on the flow’s page' }).waitFor()
    await expect
      .poll(async () => JSON.stringify(await call(seat, molde, 'GET', `${api}/flows/parcel/draft`)))
      .toContain('Доставить')
  })

  it('publishes words as words: no record is touched', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The translations of “Cargo” change.').waitFor()
    const data = dialog.getByRole('region', { name: 'What happens to the data' })
    await data.getByText('Only words change; every record stays exactly as it is.').waitFor()
    await screenshot(page, 'publish-translations')
    await dialog.getByRole('button', { name: /^Publish/ }).click()
    await dialog.waitFor({ state: 'detached' })
    const { items } = (await call(seat, molde, 'GET', `${api}/records/parcel`)) as { items: readonly { rev: number }[] }
    expect(items.map(({ rev }) => rev)).toEqual([1])
    const { token } = (await call(seat, molde, 'POST', `${api}/flows/parcel/draft/preview`, {})) as { token: string }
    await call(seat, molde, 'POST', `${api}/flows/parcel/draft/publish`, { token })
  })

  it('names a view in each language where it is kept, and again where it is renamed', async () => {
    const form = () => page.getByRole('dialog', { name: /Save as a view|Name and sharing/ })
    const lack = () => form().getByRole('button', { name: 'Translations of “Name of the view”. Русский missing' })
    const russian = () =>
      page.getByRole('dialog', { name: 'Translations of “Name of the view”' }).getByRole('textbox', { name: 'Русский' })
    const save = async () => {
      await page.keyboard.press('Escape')
      await russian().waitFor({ state: 'detached' })
      await form().getByRole('button', { name: 'Save', exact: true }).click()
      await form().waitFor({ state: 'detached' })
    }
    const views = async () => {
      const { items } = (await call(seat, molde, 'GET', `${api}/views?blueprint=parcel`)) as {
        items: readonly { name: string; label?: object }[]
      }
      return items.map(({ name, label }) => ({ name, label }))
    }
    await page.goto('/t/shop/records/parcel')
    await page.getByRole('button', { name: 'New view' }).click()
    await form().getByLabel('Name of the view').fill('On the way')
    await lack().click()
    await russian().and(page.locator(':focus')).fill('В дороге')
    await screenshot(page, 'translation-of-a-view')
    expect(await faultsOfAxe(page)).toEqual([])
    await save()
    expect(await views()).toEqual([{ name: 'On the way', label: { en: 'On the way', ru: 'В дороге' } }])
    await page.getByRole('button', { name: 'What to do with the view “On the way”' }).click()
    await page.getByRole('menuitem', { name: 'Name and sharing' }).click()
    await form().getByRole('button', { name: 'Translations of “Name of the view”. Nothing is missing' }).click()
    await russian().fill('В пути')
    await save()
    expect(await views()).toEqual([{ name: 'On the way', label: { en: 'On the way', ru: 'В пути' } }])
  })

  it('names a calendar and its holidays in each language', async () => {
    await page.goto('/t/shop/settings/calendars')
    await page.getByRole('button', { name: 'New calendar' }).click()
    const form = page.getByRole('dialog', { name: 'New calendar' })
    const translate = async (input: string, words: string) => {
      await form.getByRole('button', { name: `Translations of “${input}”. Русский missing` }).click()
      const panel = page.getByRole('dialog', { name: `Translations of “${input}”` })
      await panel.getByRole('textbox', { name: 'Русский' }).and(page.locator(':focus')).fill(words)
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
    }
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Office')
    await translate('Name', 'Офис')
    await form.getByRole('button', { name: 'Add a holiday' }).click()
    const holiday = form.getByRole('group', { name: 'Holiday 1' })
    await holiday.getByRole('textbox', { name: 'Day' }).fill('2026-12-25')
    await holiday.getByRole('textbox', { name: 'Called' }).fill('Christmas')
    await translate('Called', 'Рождество')
    await screenshot(page, 'translation-of-a-holiday')
    expect(await faultsOfAxe(page)).toEqual([])
    await form.getByRole('button', { name: 'Create' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await call(seat, molde, 'GET', `${api}/calendars/office`)).toMatchObject({
      label: { en: 'Office', ru: 'Офис' },
      holidays: [{ date: '2026-12-25', label: { en: 'Christmas', ru: 'Рождество' } }],
    })
  })

  it('says the words of a form in each language, and a reader fills it in in theirs', async () => {
    await page.goto('/t/shop/records/parcel')
    await page.getByText('Form', { exact: true }).click()
    const form = page.getByRole('form', { name: 'Form settings' })
    for (const [name, english, russian] of [
      ['Title of the form', 'Send a parcel', 'Отправить посылку'],
      ['Introduction', 'We fetch it today.', 'Заберём сегодня.'],
      ['Button text', 'Order', 'Заказать'],
      ['Thank-you message', 'We are on our way.', 'Мы уже едем.'],
    ] as const) {
      await form.getByRole('textbox', { name }).fill(english)
      await form.getByRole('button', { name: `Translations of “${name}”. Русский missing` }).click()
      const panel = page.getByRole('dialog', { name: `Translations of “${name}”` })
      await panel.getByRole('textbox', { name: 'Русский' }).and(page.locator(':focus')).fill(russian)
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
    }
    await page.getByRole('region', { name: 'How others see it' }).getByRole('button', { name: 'Order' }).waitFor()
    await screenshot(page, 'translation-of-a-form')
    expect(await faultsOfAxe(page)).toEqual([])
    await page.getByRole('button', { name: 'Save form' }).click()
    await page.getByText('The form is saved.').waitFor()
    const address = (await form.getByRole('link', { name: 'Open form' }).getAttribute('href')) ?? ''
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'ru' })
    await page.goto(address)
    await page.getByRole('heading', { name: 'Отправить посылку', level: 1 }).waitFor()
    await page.getByText('Заберём сегодня.').waitFor()
    await page.getByRole('button', { name: 'Заказать' }).waitFor()
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'en' })
    await page.goto(address)
    await page.getByRole('heading', { name: 'Send a parcel', level: 1 }).waitFor()
  })

  it('is read by everybody in their own language, on a phone, too; in the workspace’s where theirs has no word', async () => {
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'ru' })
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/records/parcel/new')
    await small.page.getByRole('textbox', { name: 'Груз' }).waitFor()
    // A state is called in lists as in its flow.
    await small.page.goto('/t/shop/records/parcel')
    await small.page.getByText('Новая').first().waitFor()
    await small.page.getByRole('link', { name: 'В пути' }).waitFor()
    await small.page.getByText('Books').first().click()
    await small.page.getByRole('button', { name: 'Доставить' }).first().waitFor()
    await small.page.goto('/t/shop/design/parcel?part=words')
    await small.page.getByRole('textbox', { name: 'Поле «Груз», Русский', exact: true }).waitFor()
    expect(await faultsOfTouch(small.page)).toEqual([])
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await screenshot(small.page, 'translations-phone')
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'pt-BR' })
    await small.page.goto('/t/shop/records/parcel/new')
    await small.page.getByRole('textbox', { name: 'Cargo' }).waitFor()
    await small.context.close()
    await call(seat, molde, 'PATCH', '/api/v1/me', { language: 'en' })
  })
})

async function define(owner: Seat, server: Molde): Promise<void> {
  await call(owner, server, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'America/Sao_Paulo' })
  await call(owner, server, 'POST', `${api}/blueprints`, {
    name: 'parcel',
    label: 'Parcel',
    titleField: 'cargo',
    fields: [
      { key: 'cargo', type: 'text', label: 'Cargo' },
      {
        key: 'status',
        type: 'enum',
        label: 'Status',
        options: [
          { key: 'NEW', label: 'New' },
          { key: 'DELIVERED', label: 'Delivered' },
        ],
      },
    ],
    rules: [{ check: "cargo != 'x'", message: 'Say what it is.' }],
  })
  await call(owner, server, 'POST', `${api}/flows`, {
    name: 'parcel',
    blueprint: 'parcel',
    stateField: 'status',
    initial: 'NEW',
    states: { NEW: { label: 'New' }, DELIVERED: { label: 'Delivered', type: 'final' } },
    transitions: [{ event: 'deliver', label: 'Deliver', from: ['NEW'], to: 'DELIVERED' }],
  })
  await call(owner, server, 'POST', `${api}/records/parcel`, { data: { cargo: 'Books' } })
}
