// Where the data lies.

export interface StoreConfig {
  /** Folder of the SQLite files: `control.db` and `tenants/<number>.db`. */
  readonly dataFolder: string
  /** `postgres://…`: everything lies there instead. */
  readonly databaseUrl?: string
}
