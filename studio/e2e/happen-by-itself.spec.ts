// Is it told why something that was to happen by itself did not?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, type Molde, type Seat, screenshot, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/desk'

story('something happens by itself', { person: somebody(), prepare }, () => {
  const told = () => page.getByRole('list', { name: 'What happens by itself' })
  const open = async (data: object) => {
    const { id } = (await call(seat, molde, 'POST', `${api}/records/ticket`, { data })) as { id: string }
    await page.goto(`/t/desk/records/ticket/${id}`)
    return id
  }

  it('what was due and not possible says why', async () => {
    const patient = await open({ title: 'patient' })
    await page.getByText(/“Escalate” happens by itself on /).waitFor()
    await screenshot(page, 'happens-by-itself')
    await molde.letTimePass(2 * 3_600_000)
    // Any write wakes who looks at the clock.
    await call(seat, molde, 'POST', `${api}/records/ticket`, { data: { title: 'Another' } })
    await told()
      .getByText(/“Escalate” was due on .* and was not possible/)
      .waitFor()
    expect(await call(seat, molde, 'GET', `${api}/records/ticket/${patient}`)).toMatchObject({ state: 'NEW' })
  })
})

async function prepare(seat: Seat, molde: Molde): Promise<void> {
  await call(seat, molde, 'POST', '/api/v1/tenants', { name: 'Desk', slug: 'desk' })
  await call(seat, molde, 'POST', `${api}/blueprints`, {
    name: 'ticket',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      {
        key: 'stage',
        type: 'enum',
        options: [
          { key: 'NEW', label: 'New' },
          { key: 'LATE', label: 'Late' },
        ],
      },
    ],
  })
  await call(seat, molde, 'POST', `${api}/flows`, {
    name: 'ticket',
    blueprint: 'ticket',
    stateField: 'stage',
    initial: 'NEW',
    states: { NEW: { timers: [{ name: 'answer', after: 'PT2H', event: 'escalate' }] }, LATE: {} },
    events: { escalate: { internal: true, label: 'Escalate' } },
    transitions: [{ event: 'escalate', from: ['NEW'], to: 'LATE', guard: "title != 'patient'" }],
  })
}
