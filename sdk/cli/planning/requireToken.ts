import type { Address } from "viem";
import { FileInvalidError } from "../../errors/index.js";
import type { ProjectEnvironment } from "../project/readProject.js";

/**
 * The environment of a token that is there.
 *
 * @throws {FileInvalidError} when the project names none.
 */
export function requireToken(environment: ProjectEnvironment): ProjectEnvironment & { readonly token: Address } {
  const { token, path, name } = environment;
  if (token !== undefined) return { ...environment, token };
  const message = "is missing: `weighbridge plan` deploys a token and writes its address here";
  throw new FileInvalidError({
    path,
    what: "a project with a token",
    issues: [{ path: `environments.${name}.token`, message }],
  });
}
