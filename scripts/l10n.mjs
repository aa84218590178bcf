// `npm run l10n`: writes the client's strings into l10n/bundle.l10n.json, which translations are made from.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { L10N_BUNDLE, l10nBundle } from "./client-strings.mjs";

mkdirSync(dirname(L10N_BUNDLE), { recursive: true });
writeFileSync(L10N_BUNDLE, l10nBundle());
