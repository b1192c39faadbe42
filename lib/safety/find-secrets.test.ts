import { describe, expect, test } from "vitest";
import { findSecrets } from "@/lib/safety/find-secrets";
import { aPrivateKey, SECRET_FIXTURES } from "@/lib/safety/made-up-secrets";

const { awsKey, githubToken, jwt, password, longSecret, hash } = SECRET_FIXTURES;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const found = (text: string) => findSecrets(text).map(({ start, end }) => text.slice(start, end));

describe("a secret is found", () => {
  test.each([
    ["a token by its shape", `use ${githubToken} now`, githubToken],
    ["a key id of a cloud", `id ${awsKey}`, awsKey],
    ["a web token", `token: ${jwt}`, jwt],
    ["the hash of a password", `deploy:${hash}:19000`, hash],
    ["env", `export DB_PASSWORD=${password}`, password],
    ["YAML", `db:\n  client_secret: "${longSecret}" # of the app`, longSecret],
    ["JSON", `{"apiKey": "${longSecret}"}`, longSecret],
    ["JSON in a string", `{"config": "{\\"apiKey\\": \\"${longSecret}\\"}"}`, longSecret],
    ["TOML", `auth_token = '${longSecret}'`, longSecret],
    ["INI of npm", `//registry.example.com/:_authToken=${longSecret}`, longSecret],
    ["XML", `<password>${password}</password>`, password],
    ["an attribute", `<user name="bot" password="${password}"/>`, password],
    ["Gradle", `credentials {\n  secretKey "${password}"\n}`, password],
    ["a command", `login --token ${longSecret} --verbose`, longSecret],
    ["SQL", `CREATE USER bot IDENTIFIED BY '${password}';`, password],
    ["a URL", `postgres://bot:${encodeURIComponent(password)}@db:5432/app`, encodeURIComponent(password)],
    ["a header", `Authorization: Basic ${base64(`bot:${password}`)}`, base64(`bot:${password}`)],
    ["another header", `Authorization: Bearer ${longSecret}`, longSecret],
    ["a key on one line", `"private_key": "${aPrivateKey("\\n")}"`, aPrivateKey("\\n")],
  ])("in %s", (_, text, secret) => {
    expect(found(text)).toContain(secret);
  });

  test("as a whole private key, in PEM and in base64", () => {
    expect(found(`key:\n${aPrivateKey()}\nend`)).toEqual([aPrivateKey()]);
    const encoded = base64(aPrivateKey());
    expect(found(`data ${encoded} end`)).toContain(encoded);
    expect(found(`config: ${base64(base64(`{"client_secret":"${longSecret}"}`))}`)).toHaveLength(1);
  });

  test("in a Kubernetes Secret, whatever the entries are called", () => {
    const manifest = `kind: Secret\nmetadata:\n  name: app\ndata:\n  key: ${base64("violet-gate-7")}\n  username: ${base64("robot-number-7")}\n`;
    expect(found(manifest)).toEqual([base64("violet-gate-7")]);
    expect(found(manifest.replace("kind: Secret", "kind: ConfigMap"))).toEqual([]);
  });
});

describe("what only looks like a secret is passed over", () => {
  test.each([
    `password: $${"{DB_PASSWORD}"}`,
    "password: {{ vault.db.password }}",
    "password=<your password>",
    "api_key: changeme-please-1234",
    "token: xxxxxxxxxxxxxxxxxxxxxxxx",
    "secretKeyRef:\n  name: prod-db-login\n  key: password",
    "secretName: prod-db-login-2",
    'password = System.getenv("DB_PASSWORD")',
    "const token = await fetchToken(user1);",
    "max_tokens: 4096, token_count: 120000",
    "users_secret: USERS_PROD_EAST_01",
    `PUBLIC_API_KEY=${"q7Wz3mXk2pLt9R4d"}Vb8N`,
    "<password></password>",
    "https://user:pass@example.com/",
    "commit 3f2a9c1d4e5b6a7f8091a2b3c4d5e6f708192a3b",
    "id 123e4567-e89b-12d3-a456-426614174000",
    "sha512-q7Wz3mXk2pLt9R4dVb8NcY6hJ1sF5gAeq7Wz3mXk2pLt9R4dVb8NcY6hJ1sF5gAe==",
    "Reset the password of the test user before the release.",
    "-----BEGIN CERTIFICATE-----\nMIIDZTCCAk2gAwIBAgIUMf\n-----END CERTIFICATE-----",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("a key that is said to be made for examples, and a file known to carry samples", () => {
    expect(found(`# made for example purposes only\n${aPrivateKey()}`)).toEqual([]);
    expect(found(`example_key = '${aPrivateKey("\\n")}'`)).toEqual([]);
    expect(findSecrets(aPrivateKey(), "lib64/libssl.so.3")).toEqual([]);
  });
});
