internal import OpenSSLKit

/// Whom a certificate names, for display at the workstation only: nobody has verified it there.
///
/// The texts may hold any character, as the certificate does: show them through `PrintableText` (attack case
/// HC-34).
public struct CardHolder: Sendable, Hashable {
  /// The national identifier, prefix included: subject attribute CN (igc-sante.md section 1.4).
  public let nationalIdentifier: String?
  /// Subject attribute SN.
  public let surname: String?
  /// Subject attribute GN.
  public let givenName: String?
  /// The profession, as its label: subject attribute title.
  public let profession: String?

  /// Reads the subject of `certificate`; an attribute that occurs more than once is not shown.
  init(of certificate: Certificate) {
    func text(_ oid: ObjectIdentifier) -> String? {
      let found = certificate.subject.attributes(oid)
      return found.count == 1 ? found[0].text : nil
    }
    nationalIdentifier = text(.commonName)
    surname = text(.surname)
    givenName = text(.givenName)
    profession = text(.title)
  }
}
