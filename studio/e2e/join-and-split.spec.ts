// Two kinds of record become one and are taken apart again; one kind becomes two: chosen, reviewed with numbers, done, and taken back.
import { expect, it } from 'vitest'
import { faultsOfAxe } from './faults-of-axe.ts'
import { browser, molde, page, seat, story } from './stage.ts'
import { call, desk, type Molde, phone, type Seat, screenshot, somebody, takeSeat } from './test-browser.ts'

const api = '/api/v1/tenants/shop'

story('kinds of record are joined and split', { person: somebody('Ana'), prepare }, () => {
  const dialog = () => page.getByRole('dialog')
  const namesIn = async (kind: string) => {
    const { items } = (await call(seat, molde, 'GET', `${api}/records/${kind}?sort=name`)) as {
      items: { data: { name: string } }[]
    }
    return items.map(({ data }) => data.name)
  }

  it('says before it is done what comes, and what is in the way', async () => {
    await page.goto('/t/shop/design/client')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Join with another kind of record…' }).click()
    await dialog().getByLabel('Which kind comes here?').click()
    await page.getByRole('option', { name: 'Lead' }).click()
    await dialog().getByText('3 records move.').waitFor()
    await dialog().getByText('2 records repeat what has to be unique: E-mail. Change them first.').waitFor()
    expect(await dialog().getByRole('button', { name: 'Join', exact: true }).isDisabled()).toBe(true)
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'join-collides')
    const { items } = (await call(seat, molde, 'GET', `${api}/records/lead?sort=name`)) as { items: { id: string }[] }
    for (const { id } of items.slice(0, 2))
      await call(seat, molde, 'PATCH', `${api}/records/lead/${id}`, { data: { email: null } })
  })

  it('asks on a phone without making the page wider, also with the list of kinds open', async () => {
    const small = await takeSeat(browser, molde, { ...phone, storageState: await seat.context.storageState() })
    await small.page.goto('/t/shop/design/client')
    await small.page.getByRole('button', { name: 'More' }).click()
    await small.page.evaluate(() => {
      const widths: number[] = []
      Object.assign(window, { widths })
      const note = () => {
        widths.push(document.documentElement.scrollWidth)
        requestAnimationFrame(note)
      }
      note()
    })
    await small.page.getByRole('menuitem', { name: 'Join with another kind of record…' }).click()
    await small.page.getByRole('dialog').getByLabel('Which kind comes here?').click()
    await small.page.getByRole('option', { name: 'Lead' }).waitFor()
    await small.page.waitForTimeout(500)
    const widest = await small.page.evaluate(() =>
      Math.max(...(window as unknown as { readonly widths: number[] }).widths),
    )
    expect(widest).toBe(phone.viewport.width)
    await small.context.close()
  })

  it('joins them, and takes it back', async () => {
    await page.goto('/t/shop/design/client')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Join with another kind of record…' }).click()
    await dialog().getByLabel('Which kind comes here?').click()
    await page.getByRole('option', { name: 'Lead' }).click()
    await dialog().getByText('The records of “Lead” come here and keep their ids').waitFor()
    await screenshot(page, 'join-review')
    await dialog().getByRole('button', { name: 'Join', exact: true }).click()
    await dialog().getByText('3 records have moved.').waitFor()
    expect(await namesIn('client')).toEqual(['Ann', 'Bea', 'Carl', 'Dora'])
    expect(await faultsOfAxe(page)).toEqual([])
    await screenshot(page, 'join-done')
    await dialog().getByRole('button', { name: 'Take it back' }).click()
    await dialog().getByText('3 records are back.').waitFor()
    expect(await namesIn('lead')).toEqual(['Bea', 'Carl', 'Dora'])
    await dialog().getByRole('button', { name: 'Close' }).last().click()
  })

  it('splits one into two, with the records for which it holds', async () => {
    await page.goto('/t/shop/design/lead')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Split into two kinds…' }).click()
    await dialog().getByLabel('Name of the new kind of record').fill('Large lead')
    await dialog().getByText('As text', { exact: true }).click()
    await dialog().getByRole('textbox', { name: 'Records that move, as text' }).fill('size > 1')
    await dialog().getByText('1 record moves. 2 stay.').waitFor()
    await dialog().getByText('In 1 record something is missing, so it stays.').waitFor()
    await screenshot(page, 'split-review')
    expect(await faultsOfAxe(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Split', exact: true }).click()
    await dialog().getByText('1 record has moved.').waitFor()
    expect(await namesIn('large_lead')).toEqual(['Carl'])
    const { items } = (await call(seat, molde, 'GET', `${api}/records/large_lead`)) as { items: { id: string }[] }
    // An address from before leads there.
    await page.goto(`/t/shop/records/lead/${items[0]?.id}`)
    await page.waitForURL(/\/records\/large_lead\//)
    await page.getByText('Ana moved it from “Lead” to “Large lead”').waitFor()
    await screenshot(page, 'split-history')
  })

  it.each([
    ['a phone', phone],
    ['a desk in the dark', { ...desk, colorScheme: 'dark' as const }],
  ])('can be done on %s', async (name, look) => {
    const there = await takeSeat(browser, molde, { ...look, storageState: await seat.context.storageState() })
    await there.page.goto('/t/shop/design/client')
    await there.page.getByRole('button', { name: 'More' }).click()
    await there.page.getByRole('menuitem', { name: 'Split into two kinds…' }).click()
    await there.page.getByLabel('Name of the new kind of record').fill('Other')
    await screenshot(there.page, `split on ${name}`.replaceAll(' ', '-'))
    expect(await faultsOfAxe(there.page)).toEqual([])
    await there.context.close()
  })
})

async function prepare(ana: Seat, at: Molde) {
  await call(ana, at, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop', timezone: 'UTC', language: 'en' })
  const fields = [
    { key: 'name', label: 'Name', type: 'text', required: true, quickFilter: true },
    { key: 'email', label: 'E-mail', type: 'text' },
  ]
  const uniques = [['email']]
  await call(ana, at, 'POST', `${api}/blueprints`, {
    name: 'client',
    label: 'Client',
    titleField: 'name',
    fields,
    uniques,
  })
  const size = { key: 'size', label: 'Size', type: 'integer' }
  const lead = { name: 'lead', label: 'Lead', titleField: 'name', fields: [...fields, size] }
  await call(ana, at, 'POST', `${api}/blueprints`, lead)
  await call(ana, at, 'POST', `${api}/records/client`, { data: { name: 'Ann', email: 'ann@x.y' } })
  for (const data of [
    { name: 'Bea', email: 'ann@x.y', size: 1 },
    { name: 'Carl', email: 'ann@x.y', size: 7 },
    { name: 'Dora' },
  ])
    await call(ana, at, 'POST', `${api}/records/lead`, { data })
}
