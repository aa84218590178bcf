/** The part of `aws4` that is used; the package brings no types. */
declare module "aws4" {
  interface Request {
    readonly service?: string;
    readonly region?: string;
    readonly host?: string;
    readonly method?: string;
    readonly path?: string;
    readonly body?: string;
    readonly signQuery?: boolean;
    readonly headers?: Readonly<Record<string, string>>;
  }
  interface Credentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  }
  export function sign<R extends Request>(
    request: R,
    credentials: Credentials,
  ): R & { readonly headers: Readonly<Record<string, string>>; readonly path: string };
}
