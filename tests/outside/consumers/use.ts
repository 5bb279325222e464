// How a client uses the types of BRG: what it may write compiles, and what it may not does not.
import type { paths } from "./BRG.js";

type Request = NonNullable<paths["/relaties"]["post"]["requestBody"]>["content"]["application/json"];
type Answer = paths["/relaties/{id}"]["get"]["responses"]["200"]["content"]["application/json"];

const organisation: Request = {
  soort: { code: "REC", naam: "Rechtspersoon" },
  naam: "Voorbeeld",
  adressen: [{ adres: { postcode: "1234AB", huisnummer: "1" } }],
  "extra-attributen": [],
};
const keys: Answer = { id: "42", rollen: [{ id: "7" }] };

// @ts-expect-error - an address is no text
const address: Request = { adressen: ["Dorpsstraat 1"] };
// @ts-expect-error - a code is a text
const code: Request = { soort: { code: 1 } };

export { address, code, keys, organisation };
