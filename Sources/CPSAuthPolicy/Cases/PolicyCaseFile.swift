internal import CPSConfiguration
public import CPSDiagnostics

/// Calls with the decisions that are expected of a policy, in a YAML file beside it (docs/policy.md).
public struct PolicyCaseFile: Sendable {
  /// The file of the policy, as the case file names it; nil where it names none.
  public let policyPath: String?
  /// The cases, in the order of the file.
  public let cases: [PolicyCase]

  /// Reads a file.
  ///
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/configurationInvalid`` with line and column.
  public init(at path: String) throws(CPSError) {
    try self.init(
      try BoundedFile.bytes(at: path, atMost: ConfigurationReader.maximumLength + 1), named: path)
  }

  /// Reads a document.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` with line and column.
  public init(_ bytes: [UInt8], named name: String) throws(CPSError) {
    self = try ConfigurationReader.read(bytes, named: name) { reader throws(CPSError) in
      let path = try reader.optional("policy")?.string()
      let place = try reader.required("cases")
      let cases = try place.section { section throws(CPSError) in
        var cases: [PolicyCase] = []
        for (name, value) in section.all() { cases.append(try PolicyCase(name, value)) }
        return cases
      }
      guard !cases.isEmpty else { throw place.refusal("no case") }
      return PolicyCaseFile(policyPath: path, cases: cases)
    }
  }

  private init(policyPath: String?, cases: [PolicyCase]) {
    self.policyPath = policyPath
    self.cases = cases
  }
}
