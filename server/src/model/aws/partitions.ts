import { PARTITIONS, type Partition } from "../../generated/aws-data";

export { PARTITIONS, type Partition };

export function partitionById(id: string): Partition | undefined {
  return PARTITIONS.find((partition) => partition.id === id);
}

const SHAPES = PARTITIONS.map((partition) => ({ partition, shape: new RegExp(partition.regionRegex) }));

/**
 * The partition a region name belongs to, by its shape, so that regions that opened after this release are
 * recognised too. Undefined when the name is shaped like no AWS region (`us-est-1` is: see `isListedRegion`).
 */
export function partitionOfRegion(region: string): Partition | undefined {
  return SHAPES.find(({ shape }) => shape.test(region))?.partition;
}

/** True for regions in AWS's table at the time of this release. */
export function isListedRegion(region: string): boolean {
  return LISTED.has(region);
}

export const ALL_REGIONS: readonly string[] = PARTITIONS.flatMap(({ regions }) => regions);
const LISTED: ReadonlySet<string> = new Set(ALL_REGIONS);

/** What AWS calls a region (`Europe (Ireland)`); undefined for one that opened after this release. */
export function regionName(region: string): string | undefined {
  return partitionOfRegion(region)?.regionNames[region];
}
