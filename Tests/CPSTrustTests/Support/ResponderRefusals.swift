import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// Everybody who may not answer for an authority.
enum ResponderRefusals {
  static let all: [StatusRefusal] = signers + certificates

  /// The wrong key, or the right one under the wrong name.
  private static let signers: [StatusRefusal] = [
    StatusRefusal("signed by a card", "signature") { $0.signer = $0.tree.cardKey },
    StatusRefusal("no certificate of the responder", "responder unknown") { $0.attached = [] },
    StatusRefusal("certificate of somebody else", "responder unknown") {
      $0.attached = [try $0.tree.authority(.root(.strong)).certificate]
    },
    StatusRefusal("named as the authority, signed by a delegate", "responder unknown") {
      $0.identity = .name($0.issuer.certificate.subject)
    },
    StatusRefusal("named by another key", "responder unknown") {
      $0.identity = .keyHash(.init(repeating: 1, count: 20))
    },
    StatusRefusal("the root above the authority", "responder of another authority") {
      let root = try $0.tree.authority(.root(.strong))
      $0.signer = root.key
      $0.identity = .name(root.certificate.subject)
      $0.attached = [root.certificate]
    },
    StatusRefusal("the authority of another family", "responder of another authority") {
      let other = try $0.tree.authority(.issuing(.standard, .persons))
      $0.signer = other.key
      $0.identity = .name(other.certificate.subject)
      $0.attached = [other.certificate]
    },
    StatusRefusal("the same names with other keys", "responder of another authority") {
      let impostor = try $0.tree.impostor.authority(.cards)
      $0.signer = impostor.key
      $0.identity = .name(impostor.certificate.subject)
      $0.attached = [impostor.certificate]
    },
    StatusRefusal("a card of this authority", "responder without id-kp-OCSPSigning") {
      let card = try Certificate(der: LeafDraft(in: $0.tree).der())
      $0.signer = $0.tree.cardKey
      $0.identity = .name(card.subject)
      $0.attached = [card]
    },
  ]

  /// The certificate of a delegate, wrong in one thing.
  private static let certificates: [StatusRefusal] = [
    StatusRefusal("issued under the name by another key", "responder of another authority") {
      $0.responderIssuer = try $0.tree.impostor.authority(.cards).key
    },
    StatusRefusal("issued by the key under another name", "responder of another authority") {
      $0.responder.issuer = try $0.tree.authority(.root(.strong)).certificate.subject
    },
    StatusRefusal("issued by the root", "responder of another authority") {
      let root = try $0.tree.authority(.root(.strong))
      $0.responder.issuer = root.certificate.subject
      $0.responderIssuer = root.key
    },
    StatusRefusal("issued by another environment's authority", "responder of another authority") {
      let other = try $0.tree.impostor.authority(.cards)
      $0.responder.issuer = other.certificate.subject
      $0.responderIssuer = other.key
    },
    StatusRefusal("issued by itself", "responder of another authority") {
      $0.responder.issuer = $0.responder.subject
      $0.responderIssuer = $0.responderKey
    },
    StatusRefusal("expired", "responder past its time, or before it") {
      $0.responder.notAfter = TestTree.now
    },
    StatusRefusal("not valid yet", "responder past its time, or before it") {
      $0.responder.notBefore = TestTree.now + .seconds(1)
    },
    StatusRefusal("no extended key usage", "responder without id-kp-OCSPSigning") {
      $0.remove(.extendedKeyUsage)
    },
    StatusRefusal("any extended key usage", "responder without id-kp-OCSPSigning") {
      $0.set(Extensions.purposes(.anyExtendedKeyUsage))
    },
    StatusRefusal("clientAuth only", "responder without id-kp-OCSPSigning") {
      $0.set(Extensions.purposes(.clientAuthentication))
    },
    StatusRefusal("extended key usage twice", "form of the responder's certificate") {
      $0.responder.extensions.append(Extensions.purposes(.statusSigning))
    },
    StatusRefusal("no key usage", "responder without digitalSignature") { $0.remove(.keyUsage) },
    StatusRefusal("nonRepudiation only", "responder without digitalSignature") {
      $0.set(Extensions.usage(.nonRepudiation))
    },
    StatusRefusal("an authority", "an authority as responder") {
      $0.set(
        CertificateExtension(
          .basicConstraints, isCritical: true, value: DEREncoding.sequence(DEREncoding.boolean(true))))
    },
    StatusRefusal("unknown critical extension", "unknown critical extension 1.2.3.4 of the responder") {
      $0.set(CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null))
    },
    StatusRefusal("a key of 1,024 bits", "key of the responder: RSA of 1024 bits") {
      let numbers = DEREncoding.sequence(
        DEREncoding.integer(magnitude: .init(repeating: 0xFF, count: 128)), DEREncoding.integer(65_537))
      let algorithm = DEREncoding.sequence(
        DEREncoding.objectIdentifier("1.2.840.113549.1.1.1"), DEREncoding.null)
      $0.certifiedKey = try PublicKey(
        subjectPublicKeyInfo: DEREncoding.sequence(algorithm, DEREncoding.bitString(numbers)))
    },
    StatusRefusal("revoked", "responder revoked") {
      $0.standing = .revoked
      $0.remove(.statusNoCheck)
    },
    StatusRefusal("revoked, and not to be asked about", "responder revoked") { $0.standing = .revoked },
    StatusRefusal("nobody knows whether it is revoked", "responder not known to be good") {
      $0.standing = .unknown
      $0.remove(.statusNoCheck)
    },
    StatusRefusal("id-pkix-ocsp-nocheck of another form", "responder not known to be good") {
      $0.standing = .unknown
      $0.set(CertificateExtension(.statusNoCheck, value: DEREncoding.boolean(true)))
    },
  ]
}
