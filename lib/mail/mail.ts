/** A mail before it is written as MIME. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where a POST switches mail off; absent where the service has no key to sign it with. */
  readonly unsubscribeUrl?: string | undefined;
}

/** Sends mail from the service's own address. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
