// The one place that imports the client of Postgres: it is an optional package.
import pg from 'pg';

export const { Client } = pg;
export type Client = pg.Client;
