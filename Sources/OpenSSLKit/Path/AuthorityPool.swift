internal import COpenSSL
public import CPSDiagnostics

/// Anchors and authorities between, among which paths are searched for.
///
/// libcrypto takes the first authority of the right name and key identifier and never another one, so that
/// a look-alike with a key of its own hides the genuine one. Here every authority that may have issued a
/// certificate is tried, those whose key verifies its signature alone where there are any.
public struct AuthorityPool: Sendable {
  /// The most anchors and authorities together; a chain has at most six certificates.
  public static let maximumCount = 128

  /// The most authorities whose key is tried on one revocation list.
  public static let maximumSigners = 4

  /// The certificates that are trusted.
  public let anchors: [Certificate]
  /// The authorities between.
  public let intermediates: [Certificate]

  /// A pool; nil beyond ``maximumCount``, before anything is spent on it (attack case HN-15).
  public init?(anchors: [Certificate], intermediates: [Certificate]) {
    guard anchors.count + intermediates.count <= Self.maximumCount else { return nil }
    self.anchors = anchors
    self.intermediates = intermediates
  }

  /// The ways from a certificate to an anchor, the most direct first; at least one, which may end short of an
  /// anchor where there is no way.
  ///
  /// Nothing is known of them but that the names fit, and the signatures where there was a choice.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func paths(from certificate: Certificate) throws(CPSError) -> [[Certificate]] {
    var search = PathSearch(pool: self)
    return try search.paths(from: certificate)
  }

  /// The authorities that sign revocation lists with a key of their own, beside the path.
  ///
  /// For each list at most ``maximumSigners`` are tried, since a list may be long.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func signers(of lists: [RevocationList]) throws(CPSError) -> [Certificate] {
    var signers: [Certificate] = []
    for list in lists {
      let named = intermediates.filter { $0.maySign(list) && PathComplexity.excess(in: $0) == nil }
      for authority in named.prefix(Self.maximumSigners) where !signers.contains(authority) {
        if try list.isSigned(by: authority.publicKey) { signers.append(authority) }
      }
    }
    return signers
  }
}

extension Certificate {
  /// Whether names and key identifiers allow that `self` issued `other`.
  ///
  /// Whether it had the right to is for validation to say, whose reason is the better one.
  func mayHaveIssued(_ other: Certificate) -> Bool {
    let answer = X509_check_issued(handle.pointer, other.handle.pointer)
    return answer == X509_V_OK || answer == X509_V_ERR_KEYUSAGE_NO_CERTSIGN
  }

  /// Whether name, key identifier and usage allow that `self` signed a list.
  func maySign(_ list: RevocationList) -> Bool {
    guard keyUsage?.contains(.crlSign) != false, list.issuer.matches(subject) else { return false }
    return list.authorityKeyIdentifier == nil || subjectKeyIdentifier == nil
      || list.authorityKeyIdentifier == subjectKeyIdentifier
  }
}
