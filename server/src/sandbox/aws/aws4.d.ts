/** The part of aws4 that the sandbox uses; the package brings no types. */
declare module "aws4" {
  interface SigningRequest {
    readonly service: string;
    readonly region: string;
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** Signs the headers as they are given. */
    readonly doNotModifyHeaders: true;
    /** Headers to sign that would be left out otherwise. */
    readonly extraHeadersToInclude: Readonly<Record<string, true>>;
  }
  export class RequestSigner {
    constructor(
      request: SigningRequest,
      credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
    );
    /** `20260805T123456Z`. */
    datetime: string;
    /** Hex. */
    signature(): string;
  }
}
