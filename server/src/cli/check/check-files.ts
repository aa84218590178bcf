import { ProjectLoader } from "../../config/loader";
import { mayBeAgentConfig } from "../../documents/detect";
import { diagnoseWorkspace } from "../../service/diagnose";
import { FileChecker, type Outcome } from "./check-file";
import { mapConcurrently } from "./pool";
import { ProjectFiles } from "./project-files";
import type { CheckRequest, CheckResult, EmptyPlace } from "./result";
import { findTargets, type Place } from "./targets";

/** Reads under way at once; enough to keep the disk busy while the processor works. */
const READS_AT_ONCE = 16;

/** Finds, reads and checks files. A file that fails becomes a problem and stops no other. */
export async function checkFiles(request: CheckRequest): Promise<CheckResult> {
  const projects = new ProjectFiles(request.cwd);
  const loader = new ProjectLoader(projects.read, request.projectFile);
  const { targets, places, problems } = await findTargets(request.paths, {
    cwd: request.cwd,
    stdinFilename: request.stdinFilename,
    onFolder: (path, names) => projects.noteListing(path, names),
    isCandidate: async (path) =>
      mayBeAgentConfig(path) || (await loader.settingsFor(path)).detection !== undefined,
  });
  const checker = new FileChecker(request, loader);
  let done = 0;
  const alone = await mapConcurrently(targets, READS_AT_ONCE, async (target) => {
    const outcome = await checker.check(target);
    request.onProgress(++done, targets.length);
    return outcome;
  });
  const outcomes = await holdTogether(alone, checker);
  const byPath = new Map(targets.map(({ absolute }, index) => [absolute, outcomes[index] ?? {}]));
  return {
    files: outcomes.flatMap(({ file }) => file ?? []),
    emptyPlaces: places.flatMap((place) => emptyPlace(place, byPath) ?? []),
    problems: [...problems, ...projects.problems, ...outcomes.flatMap(({ problem }) => problem ?? [])],
  };
}

/**
 * Adds what only shows when the files are held against each other. Only files where that finds something, or
 * where a comment may have been waiting for it, are checked once more.
 */
async function holdTogether(outcomes: readonly Outcome[], checker: FileChecker): Promise<readonly Outcome[]> {
  const facts = outcomes.flatMap(({ contribution }) => contribution?.facts ?? []);
  const across = diagnoseWorkspace(facts);
  return Promise.all(
    outcomes.map(async (outcome) => {
      const { file, contribution, problem } = outcome;
      if (!file || !contribution) return outcome;
      const { path } = contribution.facts;
      if (!across.has(path) && !file.text.includes("ddconf:")) return outcome;
      const again = await checker.checkAgain(file, contribution, (said) => {
        if (said === contribution.facts) return across.get(path) ?? [];
        const others = facts.filter((other) => other !== contribution.facts);
        return diagnoseWorkspace(said ? [...others, said] : others).get(path) ?? [];
      });
      return problem ? { problem, ...again } : again;
    }),
  );
}

/** Undefined when something in the place was checked, or should have been. */
function emptyPlace(place: Place, byPath: ReadonlyMap<string | undefined, Outcome>): EmptyPlace | undefined {
  const outcomes = place.files.map((path) => byPath.get(path) ?? {});
  if (outcomes.some(({ file, problem }) => problem ?? (file && file.detection.kind !== "none")))
    return undefined;
  return { path: place.given, leftOut: outcomes.filter(({ leftOut }) => leftOut).length };
}
