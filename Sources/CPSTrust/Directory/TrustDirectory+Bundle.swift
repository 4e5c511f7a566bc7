public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

extension TrustDirectory {
  /// Everything in the store as one signed file for a site without a network.
  ///
  /// - Parameters:
  ///   - key: RSA of at least 2,048 bits, or P-256.
  ///   - signer: the certificate of that key, which the site pins.
  /// - Returns: a CMS SignedData, DER.
  /// - Throws: ``Diagnostic/authorityMissing`` for a store that would let no card in; what the loading of a
  ///   stored file throws; ``Diagnostic/revocationListRefused`` for a stored list that does not serve;
  ///   ``Diagnostic/keyMalformed``, ``Diagnostic/keyWeak``; ``Diagnostic/bundleRefused`` outside the validity
  ///   of `signer`.
  public func bundle(
    signedBy key: PrivateKey, as signer: Certificate, at moment: Timestamp
  ) throws(CPSError) -> [UInt8] {
    let loaded = try load(at: moment)
    if let fault = loaded.faults.first { throw fault }
    guard (signer.notBefore...signer.notAfter).contains(moment) else {
      throw TrustBundle.refusal("made outside the validity of its signer")
    }
    let authorities = loaded.book.anchors.authorities
    var lists: [RevocationList] = []
    for authority in authorities {
      lists += try store.shelf.stored(of: authority)
    }
    let bundle = TrustBundle(
      environment: pins.environment, made: moment, certificates: authorities.map(\.certificate),
      revocationLists: lists)
    return try SignedContent(signing: Array(try bundle.text().utf8), by: key, as: signer).der
  }
}
