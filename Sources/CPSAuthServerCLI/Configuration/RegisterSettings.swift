import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSTrust

/// Where the register of practitioners lies, and how old it may become.
struct RegisterSettings: Sendable, Hashable {
  /// The file.
  let path: String
  /// How old its extract may be.
  let limit: Duration

  /// Reads `file` and `limit`.
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    path = paths.resolve(try reader.required("file").string())
    limit =
      try reader.optional("limit")?.duration(in: FilePractitionerRegister.limitRange)
      ?? FilePractitionerRegister.standardLimit
  }

  /// Reads the register.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/registerRefused``.
  func open(at moment: Timestamp) throws(CPSError) -> FilePractitionerRegister {
    try FilePractitionerRegister(path: path, limit: limit, at: moment)
  }
}
