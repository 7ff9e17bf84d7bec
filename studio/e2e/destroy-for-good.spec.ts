// Does a field go for good only when its name was typed and the reason given, and does everybody see afterwards that it went?
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('a field is destroyed for good', { person: somebody('Ana'), prepare }, () => {
  it('is marked in the draft, and can be brought back until it is published', async () => {
    await page.goto('/t/shop/design/lead')
    await markNote()
    const gone = page.getByRole('region', { name: 'Removed fields' })
    await gone.getByText('Will be deleted for good when you publish').waitFor()
    await gone.getByRole('button', { name: 'Bring back “Note”' }).click()
    await gone.waitFor({ state: 'detached' })
    await markNote()
    await gone.getByText('Will be deleted for good when you publish').waitFor()
  })

  it('asks for the name and the reason in the review, and publishes then', async () => {
    await page.getByRole('button', { name: 'Review and publish' }).click()
    const review = page.getByRole('dialog', { name: 'Review and publish' })
    const asked = review.getByRole('alert', { name: '“Note” will be deleted for good' })
    await asked.getByText('3 records have a value in it').waitFor()
    await review.getByRole('region', { name: 'Deleted for good' }).getByText('3 records change').waitFor()
    expect(await review.getByText('Nothing can be lost here.').count()).toBe(0)
    const publish = review.getByRole('button', { name: 'Publish', exact: true })
    expect(await publish.isDisabled()).toBe(true)
    await review.getByText('only what is deleted for good does not come back').waitFor()
    // Where there is nothing to be mended, the button that is dead says what it waits for.
    await review.getByRole('status').getByText('Something still has to be confirmed.').waitFor()
    await review.getByRole('button', { name: 'Go to the question' }).click()
    await asked.getByLabel('Type Note to confirm').and(page.locator(':focus')).waitFor()
    await asked.getByLabel('Type Note to confirm').fill('Not')
    await asked.getByLabel('Reason').fill('Asked for by the customer')
    expect(await publish.isDisabled()).toBe(true)
    await asked.getByLabel('Type Note to confirm').fill('Note')
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'destroy-review')
    await publish.click()
    await review.waitFor({ state: 'detached' })
  })

  it('stays known: when, by whom and why', async () => {
    await page.goto('/t/shop/design/lead')
    const gone = page.getByRole('region', { name: 'Removed fields' })
    await gone.getByText(/Deleted for good on .*: Asked for by the customer/).waitFor()
    expect(await gone.getByRole('button', { name: 'Bring back “Note”' }).count()).toBe(0)
    await screenshot(page, 'destroy-known')
    await page.goto('/t/shop/settings/jobs')
    await page.getByText('Deleting values for good: lead').waitFor()
  })

  it('destroys a record in the trash, once its name is typed', async () => {
    const { id } = (await call(seat, molde, 'POST', `${api}/records/lead`, { data: { title: 'Gone' } })) as {
      id: string
    }
    await call(seat, molde, 'DELETE', `${api}/records/lead/${id}`)
    await page.goto('/t/shop/settings/trash')
    await page.getByRole('button', { name: 'More: Gone' }).click()
    await page.getByRole('menuitem', { name: 'Delete for good' }).click()
    const asked = page.getByRole('dialog', { name: 'Delete “Gone” for good?' })
    expect(await asked.getByRole('button', { name: 'Delete for good' }).isDisabled()).toBe(true)
    await asked.getByLabel('Type Gone to confirm').fill('Gone')
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'destroy-record')
    await asked.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('“Gone” is deleted for good.').waitFor()
    await page.getByText('The trash is empty.').waitFor()
  })

  it('is asked on a phone in the dark as well', async () => {
    await call(seat, molde, 'PUT', `${api}/blueprints/lead/draft`, { ops: [{ op: 'purge', field: 'phone' }] })
    const pocket = await takeSeat(browser, molde, {
      ...phone,
      colorScheme: 'dark',
      storageState: await seat.context.storageState(),
    })
    await pocket.page.goto('/t/shop/design/lead')
    await pocket.page.getByRole('button', { name: 'Review and publish' }).click()
    await pocket.page.getByLabel('Reason').waitFor()
    expect(await faultsOfAxe(pocket.page)).toEqual([])
    await screenshot(pocket.page, 'destroy-review-phone')
    await pocket.context.close()
  })

  it('destroys a whole kind of record by its name and a reason, once nothing leads to it', async () => {
    const fields = [{ key: 'lead', label: 'From lead', type: 'relation', blueprint: 'lead' }]
    await call(seat, molde, 'POST', `${api}/blueprints`, { name: 'deal', label: 'Deals', fields })
    await call(seat, molde, 'DELETE', `${api}/blueprints/lead`)
    await page.goto('/t/shop/settings/trash')
    await page.getByRole('button', { name: 'More: Lead' }).click()
    await page.getByRole('menuitem', { name: 'Delete for good' }).click()
    const asked = page.getByRole('dialog', { name: 'Delete “Lead” for good?' })
    await asked.getByText('Its 3 records will be deleted with it').waitFor()
    const destroy = asked.getByRole('button', { name: 'Delete for good' })
    await asked.getByLabel('Type Lead to confirm').fill('Lead')
    expect(await destroy.isDisabled()).toBe(true)
    await asked.getByLabel('Reason').fill('The shop is closed')
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'destroy-kind')
    await destroy.click()
    await asked
      .getByRole('alert')
      .getByText('“From lead” of “Deals”')
      .or(asked.getByText('“From lead” of “Deals”'))
      .waitFor()
    // What was typed stays.
    expect(await asked.getByLabel('Reason').inputValue()).toBe('The shop is closed')
    await screenshot(page, 'destroy-kind-refused')
    await call(seat, molde, 'DELETE', `${api}/blueprints/deal`)
    await destroy.click()
    await page.getByText('“Lead” is being deleted for good.').waitFor()
    await page.getByRole('button', { name: 'More: Lead' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'More: Deals' }).waitFor()
    await page.goto('/t/shop/settings/jobs')
    await page.getByText('Deleting a kind of record for good: lead').waitFor()
    await page.getByText('The shop is closed').waitFor()
  })
})

async function markNote() {
  await page.getByRole('button', { name: /^Note/ }).first().click()
  await page.getByRole('button', { name: 'Change what it holds' }).click()
  await page.getByRole('menuitem', { name: /Delete for good/ }).click()
}

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'lead',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'note', type: 'text' },
      { key: 'phone', type: 'text' },
    ],
  })
  for (const title of ['A', 'B', 'C'])
    await call(ana, at, 'POST', `${api}/records/lead`, { data: { title, note: 'Call in May', phone: '1' } })
}
