import { ALL_REGIONS, PARTITIONS, partitionOfRegion } from "../../model/aws/partitions";
import { closest } from "../../schema/similar";

/**
 * How good a region is for the Agent's proof, which it signs for `sts.<region>.amazonaws.com`.
 * - `listed`: a region of the partitions whose hosts end so
 * - `unlisted`: shaped like one, but opened after this release, or misspelt
 * - `other-suffix`: its hosts end otherwise (China, the isolated and the European sovereign regions)
 * - `malformed`: shaped like no region
 */
export type StsRegion =
  | { readonly is: "listed" }
  | { readonly is: "unlisted"; readonly similar: string | undefined }
  | { readonly is: "other-suffix"; readonly suffix: string }
  | { readonly is: "malformed"; readonly similar: string | undefined };

const USABLE = PARTITIONS.filter(({ dnsSuffix }) => dnsSuffix === "amazonaws.com");
const USABLE_REGIONS: readonly string[] = USABLE.flatMap(({ regions }) => regions);

/** Every region so far is named after a point of the compass. */
const COMPASS = /-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d+$/;

/** Says of a region's name, as written, what the Agent can do with it. */
export function judgeStsRegion(name: string): StsRegion {
  if (USABLE_REGIONS.includes(name)) return { is: "listed" };
  const partition = COMPASS.test(name) ? partitionOfRegion(name) : undefined;
  if (!partition) return { is: "malformed", similar: similarRegion(name) };
  if (!USABLE.includes(partition)) return { is: "other-suffix", suffix: partition.dnsSuffix };
  return { is: "unlisted", similar: similarRegion(name) };
}

/** True for a listed region outside the government partition. */
export function isCommercialRegion(name: string): boolean {
  return USABLE_REGIONS.includes(name) && partitionOfRegion(name)?.id === "aws";
}

/** The region most likely meant: without the letter of an availability zone, else the closest name. */
function similarRegion(name: string): string | undefined {
  const plain = name.trim().toLowerCase().replaceAll("_", "-");
  const zone = /^(.+-\d+)[a-z]$/.exec(plain)?.[1];
  return ALL_REGIONS.find((region) => region === plain || region === zone) ?? closest(plain, USABLE_REGIONS);
}
