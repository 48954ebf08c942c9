export * from "./report.js";
export * from "./documents.js";
