import type { Fact } from '../../catalogue/index.ts';
import { identifiersOf, isWithin } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { factOf, textOf } from '../facts.ts';
import type { PersonalData } from '../personal-data.ts';

/** Our categories under the names that matching rules of ad networks have for them; the most exact first. */
const FIELDS: readonly (readonly [category: string, field: string])[] = [
  ['user.contact.email', 'email'],
  ['user.unique_id.pseudonymous.hashed_email', 'email'],
  ['user.contact.phone_number', 'phone'],
  ['user.unique_id.pseudonymous.hashed_phone', 'phone'],
  ['user.name.first', 'first_name'],
  ['user.name.last', 'last_name'],
  ['user.demographic.date_of_birth', 'birth_date'],
  ['user.contact.address.street', 'street_address'],
  ['user.contact.address.city', 'city'],
  ['user.contact.address.state', 'state'],
  ['user.contact.address.postal_code', 'postal_code'],
  ['user.contact.address.country', 'country'],
  ['user.device.ip_address', 'ip_address'],
  ['user.device.advertising_id', 'mobile_ad_id'],
];

/** Whether a system wants the value hashed: by the field it goes to, else by what it is. */
export function hashRule(data: PersonalData): Fact<string> | null {
  const { system } = data;
  // What the context carries is no field of the system, whatever its name.
  const fields = data.as === 'context' ? [] : identifiersOf(system.vendor ?? '');
  const field = fields.find((each) => each.field === data.field);
  if (field?.hash) {
    const identity = factOf(system, 'identity');
    if (identity !== null) return { ...identity, value: field.hash };
  }
  const key = isWithin(data.category, 'user.unique_id') ? null : fieldOf(data.category);
  return key === null ? null : textOf(system, 'matching', 'fields', key, 'hash');
}

function fieldOf(category: string): string | null {
  return FIELDS.find(([above]) => isWithin(category, above))?.[1] ?? null;
}

/** How a system wants a value normalised and hashed, in words that are equal when the digests are. */
export function recipeOf(system: System, category: string): Fact<string> | null {
  const key = fieldOf(category);
  if (key !== 'email' && key !== 'phone') return null;
  const field = factOf(system, 'matching', 'fields', key);
  if (field === null || !isObject(field.value)) return null;
  const matching = factOf(system, 'matching')?.value;
  const group = isObject(matching ?? null) ? (matching as JsonObject) : {};
  const steps = list(field.value.normalise);
  if (steps.length === 0) return null;
  const form = key === 'email' ? emailForm(steps, field.value, group) : phoneForm(steps);
  return {
    ...field,
    value: `${String(group.algorithm ?? 'sha256')} in ${String(group.encoding ?? 'hex')} of ${form}`,
  };
}

function emailForm(steps: readonly string[], field: JsonObject, group: JsonObject): string {
  const gmail = isObject(field.gmail_rule ?? null) ? (field.gmail_rule as JsonObject) : group.gmail_rule;
  const rule = isObject(gmail ?? null) ? (gmail as JsonObject) : {};
  const dots = steps.includes('remove_dots_in_local_part')
    ? 'always'
    : rule.remove_dots_in_local_part
      ? 'for Gmail'
      : '';
  const plus = steps.includes('remove_plus_suffix') ? 'always' : rule.remove_plus_suffix ? 'for Gmail' : '';
  const parts = ['the address in lower case'];
  if (dots) parts.push(`without dots ${dots}`);
  if (plus) parts.push(`without a plus suffix ${plus}`);
  return parts.join(', ');
}

function phoneForm(steps: readonly string[]): string {
  const plus = steps.some((step) => step === 'plus_prefix' || step === 'e164_with_plus');
  return plus ? 'the number with its plus sign' : 'the digits of the number';
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
