import { z } from "zod";
import { type Expected } from "../change/index.js";
import { FileInvalidError, type Issue } from "../errors/index.js";
import { type Scheme, schemeBits } from "../rulebook/index.js";
import { AddressText, EXPECTED } from "./project/schema.js";
import { readJson } from "./readFiles.js";

/** How things should stand beside the program. Roles and registrars are written as in `weighbridge.json`. */
const ExpectedFile = z.strictObject({
  format: z.literal("weighbridge.expected/1"),
  engine: AddressText.optional(),
  ...EXPECTED,
});
type Written = Omit<z.infer<typeof ExpectedFile>, "format">;

/**
 * Reads how things should stand beside the program.
 *
 * @param scheme Of the registry: what the file's names of statuses and states mean.
 * @throws {FileMissingError} when there is no such file.
 * @throws {FileInvalidError} when it says something else, an account twice in one list, or a name that the scheme does not have; lists every place.
 */
export function readExpected(path: string, scheme: Scheme): Expected {
  const input = readJson(path, "file of what is expected");
  const parsed = ExpectedFile.safeParse(input);
  const fail = (issues: readonly Issue[]) => new FileInvalidError({ path, what: "a file of what is expected", issues });
  if (!parsed.success)
    throw fail(parsed.error.issues.map(({ path: place, message }) => ({ path: place.join("."), message })));
  const { format: _, ...written } = parsed.data;
  return expectedOf(written, scheme, fail);
}

type Fail = (issues: readonly Issue[]) => FileInvalidError;

/**
 * What a file or an environment of a project expects, by bits in place of names.
 *
 * @param fail Makes the error of what is wrong with it.
 */
export function expectedOf(written: Written, scheme: Scheme, fail: Fail): Expected {
  const { registrars, attesters, roles, ...rest } = written;
  const { statuses, states, roles: roleBits } = schemeBits(scheme);
  // Roles are the registry's own: nobody attests to them.
  const evidence = Object.fromEntries(Object.entries(statuses).filter(([name]) => !Object.hasOwn(roleBits, name)));
  const issues: Issue[] = [...repeated(written)];
  const mask = (names: readonly string[], bits: Readonly<Record<string, number>>, place: string): number =>
    names.reduce((sum, name, index) => {
      const bit = Object.hasOwn(bits, name) ? bits[name] : undefined;
      if (bit === undefined)
        issues.push({ path: `${place}.${index}`, message: `is no such name of the scheme "${scheme.id}": ${name}` });
      // Bit 31 makes a number negative.
      return bit === undefined ? sum : (sum | (1 << bit)) >>> 0;
    }, 0);
  const expected: Expected = {
    ...rest,
    roles:
      roles &&
      Object.fromEntries(
        Object.entries(roles).map(([role, members]) => [
          role,
          members.map(({ account, delay }) => ({ member: account, delay })),
        ]),
      ),
    registrars: registrars?.map((one, index) => ({
      account: one.account,
      statuses: mask(one.statuses, statuses, `registrars.${index}.statuses`),
      states: mask(one.states, states, `registrars.${index}.states`),
    })),
    attesters: attesters?.map(({ account, evidence: names, enrols }, index) => {
      return { account, mask: mask(names, evidence, `attesters.${index}.evidence`), enrols };
    }),
  };
  if (issues.length > 0) throw fail(issues);
  return expected;
}

/** Of two entries of one account nobody could say which is meant. */
function repeated({ roles = {}, registrars = [], attesters = [] }: Written): readonly Issue[] {
  const lists = [
    ...Object.entries(roles).map(([role, members]) => [`roles.${role}`, members] as const),
    ...([
      ["registrars", registrars],
      ["attesters", attesters],
    ] as const),
  ];
  return lists.flatMap(([place, list]) => {
    const accounts = list.map(({ account }) => account.toLowerCase());
    return list.flatMap(({ account }, index): readonly Issue[] =>
      accounts.indexOf(account.toLowerCase()) === index
        ? []
        : [{ path: `${place}.${index}.account`, message: `stands there already: ${account}` }],
    );
  });
}
