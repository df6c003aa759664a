/** What the client uses of browsers' older way to send, the only one that tells how far an upload has come. */
interface ProgressRequest {
  readonly upload: { onprogress: ((event: { readonly loaded: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  send(body: Blob): void;
  abort(): void;
}

declare var XMLHttpRequest: (new () => ProgressRequest) | undefined;
