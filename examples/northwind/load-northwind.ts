// Turns the Northwind CSV files into four related blueprints and their records, through the public API alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Api } from '../api.ts'

type Row = Readonly<Record<string, string>>
type Data = Readonly<Record<string, unknown>>

const definition = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

export interface Loaded {
  readonly customers: number
  readonly products: number
  readonly orders: number
  readonly lines: number
  readonly shipped: number
}

/** `tenant` is a path such as `/tenants/acme`; `folder` holds the CSV files. */
export async function loadNorthwind(api: Api, tenant: string, folder: string): Promise<Loaded> {
  for (const blueprint of definition('blueprints.json')) await api.post(`${tenant}/blueprints`, blueprint)
  await api.post(`${tenant}/flows`, definition('flow.json'))

  const read = (file: string): Row[] =>
    parse(readFileSync(join(folder, file)), { columns: true, skip_empty_lines: true })
  const customers = read('customers.csv')
  const customerIds = await createAll(api, `${tenant}/records/customer`, customers.map(present))
  const products = read('products.csv')
  const productIds = await createAll(api, `${tenant}/records/product`, products.map(productOf))
  const idOfCustomer = new Map(customers.map((row, i) => [row['customerID'], customerIds[i]]))
  const idOfProduct = new Map(products.map((row, i) => [row['productID'], productIds[i]]))

  const orders = read('orders.csv')
  const orderIds = await createAll(
    api,
    `${tenant}/records/order`,
    orders.map((row) => orderOf(row, idOfCustomer.get(row['customerID']))),
  )
  const idOfOrder = new Map(orders.map((row, i) => [row['orderID'], orderIds[i]]))
  const lines = read('order_details.csv')
  await createAll(
    api,
    `${tenant}/records/order_detail`,
    lines.map((row) => lineOf(row, idOfOrder.get(row['orderID']), idOfProduct.get(row['productID']))),
  )

  // Every order that was shipped goes through its transition with the day it really left.
  const shipped = orders.filter((row) => row['shippedDate'] !== 'NULL')
  for (const row of shipped) {
    const path = `${tenant}/records/order/${idOfOrder.get(row['orderID'])}/transitions/ship`
    await api.post(path, { shippedDate: day(row['shippedDate']) })
  }
  return {
    customers: customers.length,
    products: products.length,
    orders: orders.length,
    lines: lines.length,
    shipped: shipped.length,
  }
}

/** Creates in requests of at most 1,000; answers with the ids in the order of the rows. */
async function createAll(api: Api, path: string, rows: readonly Data[]): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < rows.length; from += 1000) {
    const items = rows.slice(from, from + 1000).map((data) => ({ op: 'create', data }))
    const answer = (await api.post(`${path}/bulk`, { items })) as { items: { id: string }[] }
    ids.push(...answer.items.map((item) => item.id))
  }
  return ids
}

/** The files write NULL for an empty field. */
function present(row: Row): Data {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== 'NULL' && value !== ''))
}

function productOf(row: Row): Data {
  const { productID, productName, quantityPerUnit, unitPrice, unitsInStock, unitsOnOrder, reorderLevel, discontinued } =
    row
  return {
    productID: Number(productID),
    productName,
    quantityPerUnit,
    unitPrice: Number(unitPrice),
    unitsInStock: Number(unitsInStock),
    unitsOnOrder: Number(unitsOnOrder),
    reorderLevel: Number(reorderLevel),
    discontinued: discontinued === '1',
  }
}

function orderOf(row: Row, customer: string | undefined): Data {
  const { orderDate, requiredDate, freight, shipName, shipCity, shipCountry } = row
  return {
    orderID: Number(row['orderID']),
    customer,
    orderDate: day(orderDate),
    requiredDate: day(requiredDate),
    freight: Number(freight),
    shipName,
    shipCity,
    shipCountry,
  }
}

function lineOf(row: Row, order: string | undefined, product: string | undefined): Data {
  return {
    order,
    product,
    unitPrice: Number(row['unitPrice']),
    quantity: Number(row['quantity']),
    discount: Math.round(Number(row['discount']) * 10000) / 100,
  }
}

/** `1996-07-04 00:00:00.000` → `1996-07-04`. */
function day(text: string | undefined): string | null {
  return !text || text === 'NULL' ? null : text.slice(0, 10)
}
