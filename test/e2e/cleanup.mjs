// Ends what a script has started, however the script ends: normally, by an error, by Ctrl-C or by a signal.
const pending = new Set();
let isWatching = false;

/**
 * Keeps a synchronous function that is called when the process ends, at the latest.
 *
 * @returns calls it now instead
 */
export function atExit(end) {
  watch();
  pending.add(end);
  return () => {
    if (pending.delete(end)) end();
  };
}

function watch() {
  if (isWatching) return;
  isWatching = true;
  process.on("exit", () => {
    // the youngest first: a folder goes after the process that writes into it
    for (const end of [...pending].reverse()) attempt(end);
  });
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  for (const [signal, code] of Object.entries(signals)) process.on(signal, () => process.exit(code));
}

/** One that fails must not keep the others from being called. */
function attempt(end) {
  try {
    end();
  } catch (error) {
    console.error(String(error));
  }
}
