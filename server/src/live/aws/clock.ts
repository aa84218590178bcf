import { LiveFailure } from "../failure";

/** STS refuses what was signed longer ago, or further ahead. */
const MOST_SECONDS = 15 * 60;

export function isTooFarOff(skewSeconds: number | undefined): skewSeconds is number {
  return skewSeconds !== undefined && Math.abs(skewSeconds) >= MOST_SECONDS;
}

/** @param skewSeconds by how much this machine is ahead; undefined when the answer did not say what time it is */
export function clockFailure(skewSeconds: number | undefined, detail?: string): LiveFailure {
  const off = skewSeconds === undefined ? "wrong" : describeSkew(skewSeconds);
  return new LiveFailure(
    "credentials",
    `The clock of this machine is ${off}, and AWS accepts no signature that is more than 15 minutes off.`,
    "Set the clock (`timedatectl set-ntp true`, or chrony) and try again. The Agent on this machine has the same trouble.",
    { detail },
  );
}

/** `12 minutes behind AWS's`. */
function describeSkew(seconds: number): string {
  const off = Math.abs(seconds);
  const amount =
    off < 120
      ? `${off} seconds`
      : off < 7200
        ? `${Math.round(off / 60)} minutes`
        : `${Math.round(off / 3600)} hours`;
  return `${amount} ${seconds < 0 ? "behind" : "ahead of"} AWS's`;
}
