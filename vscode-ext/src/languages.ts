/** The languages that the server is given documents of, by the editor's identifiers. */
export const LANGUAGES = ["tcl", "sdc", "upf", "xdc", "python"] as const;
