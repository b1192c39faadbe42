import { describe, expect, test } from "vitest";
import { findPersonalData } from "@/lib/safety/find-personal-data";

const found = (text: string) => findPersonalData(text).map(({ rule, start, end }) => [rule, text.slice(start, end)]);

describe("data of a person is found", () => {
  test.each([
    ["email", "write to mira.o'dell+shop@mail.example.org, please", "mira.o'dell+shop@mail.example.org"],
    ["phone", "call (555) 013-0199 after six", "(555) 013-0199"],
    ["phone", "Mobile: +44 20 7946 0018", "+44 20 7946 0018"],
    ["phone", "Tel. 030 2345 6789", "030 2345 6789"],
    ["phone", "office\\n(555) 013-0199 fax", "(555) 013-0199"],
    ["phone", "call me at 555-0142", "555-0142"],
    ["credit_card", "card 4000 0566 5566 5556 expired", "4000 0566 5566 5556"],
    ["credit_card", "pay with 378734493671000", "378734493671000"],
    ["iban", "to NL91 ABNA 0417 1643 00 by Monday", "NL91 ABNA 0417 1643 00"],
    ["ssn", "SSN: 219-09-9999.", "219-09-9999"],
    ["ip_address", "blocked 203.0.113.77 today", "203.0.113.77"],
    ["ip_address", "from 2001:db8::8a2e:370:7334 again", "2001:db8::8a2e:370:7334"],
    ["uk-nino", "NI number AB 12 34 56 C", "AB 12 34 56 C"],
    ["es-dni", "DNI 12345678Z", "12345678Z"],
    ["fr-nir", "n° 2 55 08 14 168 025 38", "2 55 08 14 168 025 38"],
    ["de-tax-id", "Steuer-ID 86095742719", "86095742719"],
    ["nl-bsn", "BSN 111222333", "111222333"],
    ["it-codice-fiscale", "CF RSSMRA85T10A562S", "RSSMRA85T10A562S"],
    ["in-aadhaar", "Aadhaar 2341 2341 2346", "2341 2341 2346"],
  ])("%s in: %s", (rule, text, value) => {
    expect(found(text)).toEqual([[rule, value]]);
  });
});

describe("numbers of other things are passed over", () => {
  test.each([
    "2026-01-15 10:22:33.120 and 2026/01/15",
    "from 10:00-11:30, on 03/04/2026",
    "v1.2.3.4, version 10.20.30.40, image 8.4.0.2",
    "10.0.0.7, 192.168.1.20, 127.0.0.1:8080, 0.0.0.0, fe80::1",
    "order 4837-2219-3345 and invoice 555 013 0199",
    "ISBN 978-3-16-148410-0",
    "card 4000 0566 5566 5557 fails its check digit",
    "took 1234567 ms, 1048576 bytes, epoch 1700000000123",
    "commit 3f2a9c1d4e5b6a7f8091a2b3c4d5e6f708192a3b",
    "id 123e4567-e89b-12d3-a456-426614174000",
    "git@github.com:org/repo.git and logo@2x.png",
    "std::vector::iterator, 00:11:22:33:44:55",
    "GB00 1234 5678 fails",
    "lines 100-200, $1,200.50, 3.14159265",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});
