// The profiles of each arm. All but one share the plain world of the seed: what they add or change is counted apart and
// joined with the rest, as profiles can be.
import { ARMS } from './arms.js';
import { crawlers, more, START, simulate } from './journeys.js';
import { withConsent } from './people.js';
import { recordsOf, SYSTEMS } from './systems.js';

const DAY = 86_400_000;
const { consent } = ARMS.find((arm) => arm.consent !== undefined);
const { days } = ARMS.find((arm) => arm.days !== undefined);

/** Parts of the plain world that some arm takes apart: people of other consent, and the first days of one side. */
export function partOf({ fact }) {
  const { person, time } = fact;
  const changed = withConsent(person, consent) !== person;
  return `${changed ? 'consent' : 'same'} ${time < START + days * DAY ? 'early' : 'late'}`;
}

/** `[system, profile]` of each system. `plain`: the world and its base; `profiler` as in `profiles.js`. */
export function armProfiles(arm, seed, people, { profiler, plain }) {
  const { merge, profile, sampled } = profiler;
  if (arm.people !== undefined) {
    const world = simulate(seed, { people: arm.people });
    return SYSTEMS.map((system) => [system, profile(system, recordsOf(world, system))]);
  }
  const { world, base } = plain();
  const with_ = (extra, from = (system) => base.get(system).whole) =>
    SYSTEMS.map((system) => [system, merge([from(system), profile(system, recordsOf(extra, system))])]);
  // Half as many people again, on both sides.
  if (arm.growth !== undefined)
    return with_(simulate(seed, { people: people * (arm.growth - 1), first: people }));
  if (arm.bots !== undefined) return with_(crawlers(seed, world, { share: arm.bots }));
  if (arm.holiday !== undefined) {
    const { day, factor } = arm.holiday;
    return with_(more(seed, world, { process: 'sale', from: day, to: day + 1, mean: (factor - 1) / 14 }));
  }
  if (arm.consent !== undefined) {
    const facts = world.facts.flatMap((fact) => {
      const person = withConsent(fact.person, arm.consent);
      return person === fact.person ? [] : [{ ...fact, person }];
    });
    return with_({ ...world, facts }, (system) => merge(base.get(system).parts('same')));
  }
  if (arm.days !== undefined) {
    const end = world.days + arm.days;
    const later = more(seed, world, {
      process: 'later',
      from: world.days,
      to: end,
      mean: arm.days / world.days,
    });
    // The product's export ends where the other one goes on.
    return with_(later, (system) => merge(base.get(system).parts('late'))).map(([system, shifted]) => [
      system,
      system === 'braze' ? shifted : base.get(system).whole,
    ]);
  }
  const whole = SYSTEMS.map((system) => [system, base.get(system).whole]);
  if (arm.keep === undefined) return whole;
  return whole.map(([system, all]) => [
    system,
    system === 'braze' ? sampled(system, base.get(system).records, arm.keep) : all,
  ]);
}
