export { BusinessCalendar, Calendars } from "./calendars.js";
export type { Book, LawDocument } from "./lawDocument.js";
export { parseCalendars, type ParseCalendarsErrorType, type ParseCalendarsReturnType } from "./parseCalendars.js";
export { parseVocabulary, type ParseVocabularyErrorType, type ParseVocabularyReturnType } from "./parseVocabulary.js";
