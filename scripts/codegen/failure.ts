/** A reason why nothing was generated. Its message is ready to print, and says what to do. */
export class CodegenError extends Error {
  override name = "CodegenError";
}
