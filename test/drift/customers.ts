import { createHash } from 'node:crypto';
import type { DriftInput } from '../../src/drift/types.ts';
import type { SampleEvent } from '../../src/evidence/event.ts';
import { ProfileWatcher } from '../../src/evidence/profile/watcher.ts';
import type { Profile } from '../../src/evidence/profile.ts';
import { sha256 } from '../../src/evidence/sketch/hash.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { Json } from '../../src/text/json.ts';

export const plan = await parsePlan(`dataplan: 1
name: acme-shop
version: 1.0.0
teams: { checkout: { function: engineering }, growth: { function: marketing } }
identity:
  types:
    user_id: { of: person, known: true }
    email: { of: person, known: true, format: email, normalize: [trim, lowercase] }
    anonymous_id: { of: device }
  priority: [user_id, email, anonymous_id]
privacy:
  purposes: { marketing: { basis: consent, signal: { context.consent.marketing: true } } }
systems:
  web: { role: source, side: product, owner: checkout }
  amplitude: { role: analytics, side: product, owner: checkout }
  braze: { role: engagement, side: marketing, purposes: [marketing], owner: growth, identity: { external_id: user_id, email: email } }
flows: [{ from: web, to: [amplitude, braze] }]
events: { Order Completed: { properties: { total: number } } }
needs: { Big spenders: { kind: audience, owner: growth, system: braze, uses: [Order Completed] } }
`);

const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 10, 2);

/** One customer as one system has them: ids, whether they said yes, and how many orders. */
export interface Customer {
  readonly ids: SampleEvent['ids'];
  readonly consent?: boolean;
  readonly orders?: number;
}

export const jane = (i: number): Customer => ({
  ids: { user_id: `user-${1000 + i}`, email: `jane${i}@acme.example` },
});

/** So many customers, each as `of` has them; null: not there. */
export function customers(n: number, of: (i: number) => Customer | readonly Customer[] | null): Customer[] {
  return Array.from({ length: n }, (_, i) => of(i) ?? []).flat();
}

export interface Options {
  readonly key?: string;
  readonly sampling?: Profile['sampling'];
}

/** Their orders lie on four days, an hour or more apart, so that whole days are covered. */
export function profileOf(system: string, people: readonly Customer[], options: Options = {}): Profile {
  const watcher = new ProfileWatcher({
    plan,
    planHash: '9f',
    system,
    key: options.key ?? 'a secret of sixteen bytes',
    tool: '0.1.0',
    format: null,
    sampling: options.sampling ?? { rate: 1, by: 'none' },
  });
  for (const [i, { ids, consent = true, orders = 3 }] of people.entries()) {
    for (let n = 0; n < orders; n++) {
      const time = FIRST + ((i * 3 + n * 24) % 72) * HOUR;
      const event: SampleEvent = {
        call: 'track',
        name: 'Order Completed',
        version: null,
        system,
        time,
        receivedAt: null,
        messageId: null,
        ids,
        properties: { total: 19.9 },
        traits: {},
        context: { consent: { marketing: consent } },
        raw: null,
      };
      watcher.watch(event, 'Order Completed', null, { source: 0, line: i + 1, index: n });
    }
  }
  return watcher.profile([]);
}

export function inputOf(
  product: readonly Customer[],
  marketing: readonly Customer[],
  options: Options = {},
): DriftInput {
  return {
    plan,
    systems: [
      { system: 'amplitude', profile: profileOf('amplitude', product), before: null },
      { system: 'braze', profile: profileOf('braze', marketing, options), before: null },
    ],
    calls: null,
  };
}

/** What is wrong with some customers on one side, as the pages of rules write it. */
interface Wrong {
  /** Every so manieth of them; all without it. */
  readonly one_in?: number;
  /** All addresses are hashed there. */
  readonly hashed?: boolean;
  readonly gone?: boolean;
  readonly consent?: boolean;
  readonly without?: 'user_id' | 'email';
  /** `email`: the address; `crm`: an id of their own that nobody else knows; else this text. */
  readonly user_id?: string;
  readonly email?: 'md5' | 'as typed';
  readonly second_account?: boolean;
  /** They share so many. */
  readonly devices?: number;
}

export interface Example {
  readonly people: number;
  readonly amplitude?: Wrong;
  readonly braze?: Wrong;
}

/** Both sides of an example: what is not said is right. */
export function exampleInput({ people, amplitude, braze }: Example): DriftInput {
  return inputOf(
    customers(people, (i) => spoiled(i, amplitude ?? {})),
    customers(people, (i) => spoiled(i, braze ?? {})),
  );
}

function spoiled(i: number, wrong: Wrong): Customer | readonly Customer[] | null {
  // Every second types the address loosely; only who has the raw value can know.
  const typed = i % 2 === 0 ? `Jane${i}@Acme.example` : `jane${i}@acme.example`;
  const address = typed.toLowerCase();
  const email = wrong.hashed === true ? sha256(address) : typed;
  const device = wrong.devices === undefined ? {} : { anonymous_id: `browser-${i}` };
  const right: Customer = { ids: { user_id: `user-${1000 + i}`, email, ...device } };
  const { user_id: user, ...rest } = right.ids;
  if (i % (wrong.one_in ?? 1) !== 0) return right;
  if (wrong.gone === true) return null;
  const ids: Record<string, Json> = { user_id: user ?? null, ...rest };
  if (wrong.user_id !== undefined) {
    ids['user_id'] =
      wrong.user_id === 'email' ? address : wrong.user_id === 'crm' ? `crm-${i}` : wrong.user_id;
  }
  if (wrong.email !== undefined) ids['email'] = wrong.email === 'md5' ? md5(address) : sha256(typed);
  if (wrong.without !== undefined) delete ids[wrong.without];
  if (wrong.devices !== undefined) ids['anonymous_id'] = `till-${i % wrong.devices}`;
  const one: Customer = { ids, consent: wrong.consent ?? true };
  return wrong.second_account === true ? [right, { ids: { ...right.ids, user_id: `import-${i}` } }] : one;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
