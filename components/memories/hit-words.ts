/** A place in a text that somebody should look at, as the server tells it: kind and rule of `lib/safety`, and the line. */
export type TextHit = {
  kind: "secret" | "personal_data" | "hidden_character" | "instruction";
  rule: string;
  line: number;
};

/** What was seen in a text: the first places, and how many there are. */
export type SeenInText = { first: TextHit[]; count: number };

const SECRETS: Record<string, string> = {
  "assigned-secret": "a password or a key",
  "aws-access-key": "an AWS access key",
  "ai-provider-key": "a key of a model provider",
  "azure-storage-key": "an Azure storage key",
  "basic-authorization": "a user name with its password",
  "bearer-authorization": "an access token",
  "command-credentials": "a password in a command",
  "encoded-secret": "an encoded secret",
  "github-token": "a GitHub token",
  "gitlab-token": "a GitLab token",
  "google-key": "a Google API key",
  "kubernetes-secret": "a Secret of Kubernetes",
  "npm-token": "an npm token",
  "password-hash": "the hash of a password",
  "private-key": "a private key",
  "slack-token": "a Slack token",
  "slack-webhook": "the address of a Slack webhook",
  "stripe-key": "a Stripe key",
  "url-credentials": "a password in an address",
  jwt: "a signed web token",
};

const PERSONAL_DATA: Record<string, string> = {
  credit_card: "the number of a payment card",
  email: "an e-mail address",
  iban: "a bank account (IBAN)",
  ip_address: "a public IP address",
  phone: "a phone number",
  ssn: "a social security number",
};

const HIDDEN: Record<string, string> = {
  bidi: "holds characters that change the order in which the text is shown",
  "control-character": "holds control characters",
  "soft-hyphen": "holds hyphens that cannot be seen",
};

/** What a hit looks like, as the end of "Line 3: …". */
export function hitWords({ kind, rule }: Pick<TextHit, "kind" | "rule">): string {
  switch (kind) {
    case "secret":
      return `looks like ${SECRETS[rule] ?? `a secret (${rule})`}`;
    case "personal_data":
      return `looks like ${PERSONAL_DATA[rule] ?? `the number of an identity document (${rule})`}`;
    case "hidden_character":
      return HIDDEN[rule] ?? "holds characters that cannot be seen";
    case "instruction":
      return "reads like an instruction to an agent";
  }
}
