import { BaseError } from "./base.js";

/** A file cannot be read or written, though its name is well formed. */
export class FileInaccessibleError extends BaseError {
  readonly path: string;

  constructor({ path, act, cause }: FileInaccessibleErrorParameters) {
    super(`The file ${path} cannot be ${act}.`, {
      name: "FileInaccessibleError",
      metaMessages: ["Check that it is no folder, that its folder exists, and who may use it."],
      cause,
    });
    this.path = path;
  }
}
type FileInaccessibleErrorParameters = {
  readonly path: string;
  readonly act: "read" | "written";
  readonly cause?: unknown;
};
