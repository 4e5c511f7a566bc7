public import CPSAuth
internal import CPSConfiguration
public import CPSDiagnostics
public import CPSProof
internal import OpenSSLKit

/// A policy as a file keeps it: YAML, described by docs/policy.schema.json and docs/policy.md.
public struct PolicyFile: Sendable {
  /// What the file says.
  public let policy: Policy
  /// SHA-256 of the file: 32 bytes, so that an audit can tell which text was in force.
  public let sha256: [UInt8]

  /// Reads a file.
  ///
  /// - Parameter functions: those that the service has; a rule about another is refused, since a slip of the pen in
  ///   what is forbidden would forbid nothing. Nil where nobody knows them.
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/configurationInvalid`` with line and column for what
  ///   cannot be meant (attack case CA-12).
  public init(at path: String, knowing functions: Set<FunctionName>?) throws(CPSError) {
    // One byte more than can be read, so that the reader sees that it is too long.
    try self.init(
      try BoundedFile.bytes(at: path, atMost: ConfigurationReader.maximumLength + 1), named: path,
      knowing: functions)
  }

  /// Reads a file whose policy is to decide: nobody else may write to it (attack case CA-13).
  ///
  /// - Throws: as ``init(at:knowing:)``, and ``Diagnostic/configurationExposed``.
  public init(guardedAt path: String, knowing functions: Set<FunctionName>?) throws(CPSError) {
    try self.init(
      try GuardedFile.bytes(at: path, atMost: ConfigurationReader.maximumLength + 1), named: path,
      knowing: functions)
  }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: the document, UTF-8.
  ///   - name: how messages name it.
  ///   - functions: those that the service has; nil where nobody knows them.
  /// - Throws: ``Diagnostic/configurationInvalid`` with line and column.
  public init(
    _ bytes: [UInt8], named name: String, knowing functions: Set<FunctionName>?
  ) throws(CPSError) {
    policy = try ConfigurationReader.read(bytes, named: name) { reader throws(CPSError) in
      try Policy(&reader, knowing: functions)
    }
    sha256 = try Digest.sha256(bytes)
  }
}
