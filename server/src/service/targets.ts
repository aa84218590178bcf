import { SITES } from "../schema/sites";

/** What files can be checked against, for an editor to choose from. */
export interface Targets {
  /** Minor versions of the Agent, newest first. */
  readonly agentVersions: readonly string[];
  readonly sites: readonly { readonly domain: string; readonly region: string }[];
}

/** The newest Agent that rules and schemas know of, and the oldest that they tell apart from later ones. */
const MINORS = { newest: 83, oldest: 46 };

export function targets(): Targets {
  const count = MINORS.newest - MINORS.oldest + 1;
  return {
    agentVersions: Array.from({ length: count }, (_, index) => `7.${MINORS.newest - index}`),
    sites: SITES.map(({ domain, region }) => ({ domain, region })),
  };
}
