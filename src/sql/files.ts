import { stringify } from 'yaml';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import { comment, identifier, jinjaText } from './escape.ts';
import type { DialectId, Form, Statement } from './types.ts';

/** Statements as files: each a query, a view, or a model of dbt with a test over it. */
export function sqlFiles(
  statements: readonly Statement[],
  notChecked: readonly NotChecked[],
  { plan, dialect, form }: { readonly plan: Plan; readonly dialect: DialectId; readonly form: Form },
): { readonly path: string; readonly text: string }[] {
  const headed = (statement: Statement) => `${header(statement, notChecked, plan, dialect)}${statement.sql}`;
  switch (form) {
    case 'queries':
      return statements.map((statement) => ({
        path: `${statement.name}.sql`,
        text: `${headed(statement)}\n;\n`,
      }));
    case 'views':
      return statements.map((statement) => ({
        path: `${statement.name}.sql`,
        text: `${header(statement, notChecked, plan, dialect)}CREATE OR REPLACE VIEW ${identifier(dialect, statement.name)} AS\n${statement.sql}\n;\n`,
      }));
    case 'dbt':
      return [
        ...statements.map((statement) => ({
          path: `models/dataplan/${statement.name}.sql`,
          text: `{{ config(materialized='table') }}\n${jinjaText(headed(statement))}\n`,
        })),
        ...statements
          .filter(({ kind }) => kind === 'checks')
          .map(({ name }) => ({
            path: `tests/dataplan/${name}_finds_nothing.sql`,
            text: `-- Rows are what is wrong: dataplan validate --results says it in words.\nSELECT * FROM {{ ref('${name}') }} WHERE stat IN ('hit', 'record') AND n > 0\n`,
          })),
        { path: 'models/dataplan/dataplan.yml', text: stringify(properties(statements, plan)) },
      ];
  }
}

function header(
  { name, query }: Statement,
  notChecked: readonly NotChecked[],
  plan: Plan,
  dialect: DialectId,
): string {
  const lines = [
    `${name}: the plan ${plan.name} ${plan.version} as ${dialect} SQL, made by "dataplan sql".`,
    `It only reads. Export all of its rows, then: dataplan validate --results FILE (they say ${query}).`,
    ...(notChecked.length === 0 ? [] : ['Not checked here:']),
    ...notChecked.map(({ what, why }) => `  ${what}: ${why}`),
  ];
  return `${lines.map(comment).join('\n')}\n`;
}

/** What dbt reads beside models and tests. */
function properties(statements: readonly Statement[], plan: Plan): object {
  return {
    version: 2,
    models: statements.map(({ name, kind }) => ({
      name,
      description: `${kind === 'checks' ? 'What breaks' : 'A profile of'} the data plan ${plan.name} ${plan.version}, counted.`,
      columns: [
        { name: 'stat', description: 'What is counted.', data_tests: ['not_null'] },
        { name: 'n', description: 'How often.', data_tests: ['not_null'] },
      ],
    })),
    data_tests: statements
      .filter(({ kind }) => kind === 'checks')
      .map(({ name }) => ({
        name: `${name}_finds_nothing`,
        description: `No event breaks the data plan ${plan.name}.`,
        config: { severity: 'warn' },
      })),
  };
}
