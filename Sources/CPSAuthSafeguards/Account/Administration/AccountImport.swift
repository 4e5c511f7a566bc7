public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// What the reading of initial accounts is called in the audit log; an act of the operator of a host alone.
public enum AccountImport: GatedFunction {
  /// A list of accounts, by its digest: what it says is in the entries of the accounts.
  public struct Subject: GatedSubject, Hashable {
    /// The digest of the list.
    public let canonicalText: String

    /// The digest of a list.
    ///
    /// - Throws: ``Diagnostic/cryptographyFailed``.
    public init(of text: String) throws(CPSError) {
      canonicalText = "sha256:" + Hexadecimal.encode(try Digest.sha256(Array(text.utf8)))
    }
  }

  /// What became of them.
  public typealias Answer = AccountDesk.ImportSummary

  /// The name in the audit log.
  public static let name: FunctionName = "accounts.import"

  /// That accounts are there.
  public static func disclosed(by answer: Answer) -> Set<String> {
    answer.added + answer.updated + answer.unchanged == 0 ? [] : ["accounts"]
  }
}
