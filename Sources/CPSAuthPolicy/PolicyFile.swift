public import CPSAuth
internal import CPSConfiguration
public import CPSDiagnostics
internal import OpenSSLKit

/// A policy as a file keeps it: YAML, described by docs/policy.schema.json and docs/policy.md.
public struct PolicyFile: Sendable {
  /// What the file says.
  public let policy: Policy
  /// SHA-256 of the file: 32 bytes, so that an audit can tell which text was in force.
  public let sha256: [UInt8]

  /// Reads a file.
  ///
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/configurationInvalid`` with line and column for what
  ///   cannot be meant (attack case CA-12).
  public init(at path: String) throws(CPSError) {
    // One byte more than can be read, so that the reader sees that it is too long.
    try self.init(
      try BoundedFile.bytes(at: path, atMost: ConfigurationReader.maximumLength + 1), named: path)
  }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: the document, UTF-8.
  ///   - name: how messages name it.
  /// - Throws: ``Diagnostic/configurationInvalid`` with line and column.
  public init(_ bytes: [UInt8], named name: String) throws(CPSError) {
    policy = try ConfigurationReader.read(bytes, named: name) { reader throws(CPSError) in
      try Policy(&reader)
    }
    sha256 = try Digest.sha256(bytes)
  }
}
