// Is formatted text written as in a word processor, kept as Markdown, and harmless whoever wrote it?
import { expect, it } from 'vitest'
import { molde, page, seat, story } from './stage.ts'
import { call, somebody } from './test-browser.ts'

const api = '/api/v1/tenants/shop'
let id: string

const prepare = async (at: typeof seat, server: typeof molde) => {
  await call(at, server, 'POST', '/api/v1/tenants', { name: 'Shop', slug: 'shop' })
  await call(at, server, 'POST', `${api}/blueprints`, {
    name: 'article',
    titleField: 'title',
    fields: [
      { key: 'title', type: 'text', required: true },
      { key: 'body', type: 'richText', help: 'What it is about' },
      { key: 'answer', type: 'richText', readOnly: true },
    ],
  })
  const made = (await call(at, server, 'POST', `${api}/records/article`, { data: { title: 'First' } })) as {
    id: string
  }
  id = made.id
}

story('formatted text', { person: somebody(), prepare }, () => {
  const stored = async () =>
    ((await call(seat, molde, 'GET', `${api}/records/article/${id}`)) as { data: { body?: string } }).data.body
  const body = () => page.getByRole('textbox', { name: 'Body' })
  const save = async () => {
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' })
  }

  it('is written with the keyboard alone', async () => {
    await page.goto(`/t/shop/records/article/${id}`)
    await body().click()
    await page.keyboard.type('## Plans\nWe start ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('soon')
    await page.keyboard.press('Control+b')
    await page.keyboard.type(', 2 * 3 times.\n- one\ntwo')
    await save()
    expect(await stored()).toBe('## Plans\n\nWe start **soon**, 2 \\* 3 times.\n\n- one\n- two')
  })

  it('is written with its buttons, which say what they do', async () => {
    await page.getByRole('heading', { name: 'Plans' }).click()
    await page.getByRole('button', { name: 'Heading', exact: true }).click()
    await page.getByRole('button', { name: 'Quote' }).click()
    await save()
    expect(await stored()).toMatch(/^> Plans\n\nWe start/)
  })

  it('shows what was written elsewhere at once, as text where it is not safe', async () => {
    const text = 'A [trap](javascript:alert(1)), <img src=x onerror=alert(1)>, and [a way](https://example.com/a)'
    await call(seat, molde, 'PATCH', `${api}/records/article/${id}`, { data: { body: text } })
    await body().getByText('<img src=x onerror=alert(1)>').waitFor()
    expect(await body().getByRole('link').allTextContents()).toEqual(['a way'])
    expect(await body().getByRole('link').getAttribute('href')).toBe('https://example.com/a')
    expect(await body().locator('img').count()).toBe(0)
  })

  it('is plain in a table, and formatted where it cannot be changed', async () => {
    await call(seat, molde, 'PATCH', `${api}/records/article/${id}`, { data: { body: '# Big\n\nand **bold**' } })
    await page.goto('/t/shop/records/article?columns=["title","body"]')
    await page.getByText('Big and bold').waitFor()
    await call(seat, molde, 'DELETE', `${api}/records/article/${id}`)
    await page.goto(`/t/shop/records/article/${id}`)
    await page.getByText('This record is in the trash.').waitFor()
    await page.getByRole('heading', { name: 'Big' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Body' }).count()).toBe(0)
  })
})
