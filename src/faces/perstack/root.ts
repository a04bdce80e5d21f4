/** Where the endpoints of this protocol are (perstack-registry §1). */
export const perstackRoot = "/api/registry/v1/experts";
