import { remembered } from './remembered.ts';

/**
 * As much English as names of events and properties need: plural and tense. Tables, not linguistics; a word
 * that no table and no ending settles is left alone.
 */

const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    people: 'person',
    children: 'child',
    men: 'man',
    women: 'woman',
    feet: 'foot',
    teeth: 'tooth',
    mice: 'mouse',
    indices: 'index',
    matrices: 'matrix',
    vertices: 'vertex',
    criteria: 'criterion',
    phenomena: 'phenomenon',
    analyses: 'analysis',
    bases: 'basis',
    crises: 'crisis',
    lives: 'life',
    leaves: 'leaf',
    shelves: 'shelf',
    halves: 'half',
    wives: 'wife',
    knives: 'knife',
    movies: 'movie',
    cookies: 'cookie',
    zombies: 'zombie',
    calories: 'calorie',
    caches: 'cache',
    ids: 'id',
    skus: 'sku',
    gpus: 'gpu',
    cpus: 'cpu',
    menus: 'menu',
  }),
);

const NO_PLURAL = new Set(
  (
    'address access alias analysis analytics basis bonus business bus campus canvas chaos class corpus cross ' +
    'diagnosis express focus gas gps https ios kudos lens loss mass news os pass plus press process progress ' +
    'radius series sms species status success tls virus atlas dns sass css js aws vs this is was has us yes ' +
    'previous always as times address sales goods savings earnings settings'
  ).split(' '),
);

/** `orders` → `order`, lower-case; a word that has no plural comes back as it is. */
export const singular = remembered((word: string): string => {
  const lower = word.toLowerCase();
  const irregular = IRREGULAR_PLURALS.get(lower);
  if (irregular !== undefined) return irregular;
  if (NO_PLURAL.has(lower) || lower.length < 4 || !lower.endsWith('s') || /(?:ss|us|is)$/.test(lower))
    return lower;
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (/(?:ch|sh|x|zz|ss)es$/.test(lower)) return lower.slice(0, -2);
  if (/(?:tus|bus|lias|nus)es$/.test(lower)) return lower.slice(0, -2);
  return lower.slice(0, -1);
});

/** base, past, participle (when it differs from the past) */
const IRREGULAR_VERBS = (
  'be was been|become became become|begin began begun|bind bound|break broke broken|bring brought|build built|buy bought|' +
  'catch caught|choose chose chosen|come came come|cut cut|deal dealt|do did done|draw drew drawn|drive drove driven|' +
  'eat ate eaten|fail failed|fall fell fallen|feed fed|feel felt|find found|forget forgot forgotten|freeze froze frozen|' +
  'get got gotten|give gave given|go went gone|grow grew grown|hear heard|hide hid hidden|hit hit|hold held|keep kept|' +
  'know knew known|lead led|leave left|lend lent|lose lost|make made|meet met|overwrite overwrote overwritten|pay paid|' +
  'put put|quit quit|read read|reset reset|ride rode ridden|run ran run|say said|see saw seen|sell sold|send sent|' +
  'set set|shake shook shaken|show showed shown|shut shut|sing sang sung|sit sat|sleep slept|speak spoke spoken|' +
  'spend spent|split split|spread spread|stand stood|steal stole stolen|stick stuck|strike struck|swap swapped|' +
  'swim swam swum|take took taken|teach taught|tell told|think thought|throw threw thrown|undo undid undone|' +
  'understand understood|unbind unbound|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn|write wrote written'
)
  .split('|')
  .map((line) => line.split(' '));

/** Regular verbs that events are named after. */
const REGULAR_VERBS = (
  'abandon accept access acknowledge activate add adjust allow apply approve archive assign attach authenticate authorize ' +
  'backup ban block book bookmark browse call cancel capture change charge check claim clear click clone close collapse ' +
  'collect comment complete configure confirm connect consent contact convert copy correct create deactivate decline ' +
  'delete deliver deny deploy deselect detach detect dismiss disable disconnect display donate download drag drop ' +
  'duplicate earn edit enable end engage enroll enter error exit expand expire export extend fail favorite fetch fill ' +
  'filter finish flag focus follow generate grant hover identify impress import improve increase initiate install ' +
  'integrate invite invoke issue join launch like link load lock log manage mark match mention merge minimize modify ' +
  'move mute navigate notify observe offer onboard open order pause perform pin place play pick point post press preview ' +
  'print process promote provision publish purchase push query queue rate reach react reactivate receive recommend ' +
  'record redeem redirect refer refresh refund register reject release reload remind remove rename render renew reopen ' +
  'reorder repeat replace reply report request reserve resize resolve restart restore resubscribe resume retry return ' +
  'review revoke rotate save scan schedule score scroll search seek select share ship sign skip snooze sort star start ' +
  'stop stream submit subscribe succeed suggest suspend swipe switch sync tag tap test toggle track transfer trigger ' +
  'try type unarchive unblock uninstall unlink unlock unmute unpublish unsubscribe update upgrade downgrade upload use ' +
  'validate verify view visit vote watch zoom'
).split(' ');

const VOWEL_ENDS_DOUBLE = new Set(
  'ban drag drop log pin plan scan skip stop submit swap tag tap refer chat snap ship star transfer drop step zip flip trim map opt'.split(
    ' ',
  ),
);

const toPast = new Map<string, string>();
const toBase = new Map<string, string>();
for (const [base = '', past = '', participle = past] of IRREGULAR_VERBS) {
  toPast.set(base, past);
  toBase.set(past, base);
  if (!toBase.has(participle)) toBase.set(participle, base);
}
for (const base of REGULAR_VERBS) {
  const past = regularPast(base);
  toPast.set(base, past);
  toBase.set(past, base);
}

/** What a word is as a verb: past (`viewed`, `sent`), present (`view`, `views`, `viewing`), or null: perhaps none. */
export const tenseOf = remembered((word: string): 'past' | 'present' | null => {
  const lower = word.toLowerCase();
  const base = toPast.has(lower);
  if (toBase.has(lower)) return 'past';
  if (base) return 'present';
  if (/[^e]ed$/.test(lower) && lower.length > 4 && !NOT_PAST.has(lower)) return 'past';
  if (toPast.has(thirdPersonBase(lower)) || gerundBase(lower) !== null) return 'present';
  return null;
});

/** `view`, `views`, `viewing` → `viewed`; null for a word that is no known verb. A past stays as it is. */
export function pastOf(word: string): string | null {
  const lower = word.toLowerCase();
  if (tenseOf(lower) === 'past') return lower;
  const base = baseOf(lower);
  return base === null ? null : (toPast.get(base) ?? null);
}

/** `viewed`, `views`, `viewing` → `view`; null for a word that is no known verb. */
export function presentOf(word: string): string | null {
  return baseOf(word.toLowerCase());
}

const NOT_PAST = new Set(['speed', 'seed', 'embed', 'shed', 'hundred', 'sacred', 'naked', 'wicked', 'biped']);

function baseOf(lower: string): string | null {
  if (toPast.has(lower)) return lower;
  const known = toBase.get(lower);
  if (known !== undefined) return known;
  const third = thirdPersonBase(lower);
  return toPast.has(third) ? third : gerundBase(lower);
}

function thirdPersonBase(lower: string): string {
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|o)es$/.test(lower)) return lower.slice(0, -2);
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}

function gerundBase(lower: string): string | null {
  if (!lower.endsWith('ing')) return null;
  const stem = lower.slice(0, -3);
  const undoubled = /(.)\1$/.test(stem) ? stem.slice(0, -1) : stem;
  return [stem, `${stem}e`, undoubled].find((each) => toPast.has(each)) ?? null;
}

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return VOWEL_ENDS_DOUBLE.has(base) ? `${base}${base.at(-1)}ed` : `${base}ed`;
}
