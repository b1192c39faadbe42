/**
 * Lines for a shell that send `body` to `url`, signed as the Standard Webhooks specification says. The secret is in the
 * variable REVERIE_HOOK_SECRET. Openssl takes a binary key as hexadecimal digits only.
 */
export function signedCallScript(url: string, body: string): string {
  return [
    `BODY='${body.replaceAll("'", "'\\''")}'`,
    'AT=$(date +%s); ID="msg_$AT"',
    `KEY=$(printf %s "\${REVERIE_HOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    `SIGNATURE=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)`,
    `curl -X POST "${url}" \\`,
    '  -H "content-type: application/json" -H "webhook-id: $ID" -H "webhook-timestamp: $AT" \\',
    '  -H "webhook-signature: v1,$SIGNATURE" -d "$BODY"',
  ].join("\n");
}
