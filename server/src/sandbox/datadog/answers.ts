import { type Answer, json } from "../http";

/** One error in the form of JSON:API. */
export function refuse(status: number, title: string, detail: string): Answer {
  return json(status, { errors: [{ status: String(status), title, detail }] });
}

/** Datadog's answer to a wrong API or application key. */
export function forbidden(): Answer {
  return json(403, { errors: ["Forbidden"] });
}

/** Datadog's answer to too many requests, with the headers that say when to come back. */
export function throttled(): Answer {
  return json(
    429,
    { errors: ["Too many requests"] },
    {
      "retry-after": "9",
      "x-ratelimit-limit": "30",
      "x-ratelimit-name": "cloud_auth",
      "x-ratelimit-period": "10",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "9",
    },
  );
}
