/** What people say around what they look for; it names no capability. Only our own search drops it. */
export const questionWords: ReadonlySet<string> = new Set(
  (
    "i me my we us our you your it its they them their someone somebody something anything some any " +
    "can could should would will shall may might must do does did have has need needs want wants " +
    "like please help how what which who when where why able let lets get gets use uses using used " +
    "in on at by from into about as if so not no yes there here just also using via per"
  ).split(" "),
);
