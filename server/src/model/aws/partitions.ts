import { PARTITIONS, type Partition } from "../../generated/aws-data";

export { PARTITIONS, type Partition };

export function partitionById(id: string): Partition | undefined {
  return PARTITIONS.find((partition) => partition.id === id);
}

/**
 * The partition a region name belongs to, by its shape, so that regions that opened after this release are
 * recognised too. Undefined when the name is shaped like no AWS region (`us-est-1` is: see `isListedRegion`).
 */
export function partitionOfRegion(region: string): Partition | undefined {
  return PARTITIONS.find(({ regionRegex }) => new RegExp(regionRegex).test(region));
}

/** True for regions in AWS's table at the time of this release. */
export function isListedRegion(region: string): boolean {
  return PARTITIONS.some(({ regions }) => regions.includes(region));
}

export const ALL_REGIONS: readonly string[] = PARTITIONS.flatMap(({ regions }) => regions);
