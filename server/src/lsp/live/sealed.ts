import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Secret } from "../../live/secret";

const VARIABLE = "DDCONF_CHANNEL_KEY";
const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The other end of the channel of `client/src/live/channel.ts`: secrets in messages, readable by the window only. */
export class SealedChannel {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Takes the key out of the environment, so that no process started from here inherits it. */
  static fromEnvironment(environment: NodeJS.ProcessEnv): SealedChannel | undefined {
    const key = environment[VARIABLE];
    delete environment[VARIABLE];
    return key ? new SealedChannel(Buffer.from(key, "base64")) : undefined;
  }

  seal(secret: Secret): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(secret.reveal(), "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
  }

  /** @throws when it was sealed by somebody else, or changed on its way */
  open(sealed: string): Secret {
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv(ALGORITHM, this.#key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return new Secret(text.toString("utf8"));
  }
}
