/** Stands for whatever a package brings that no model knows by its name. */
export const anyPackage = "pkg:*";
