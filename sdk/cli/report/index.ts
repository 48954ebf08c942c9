export { auditPage, type AuditPageReturnType } from "./auditPage.js";
