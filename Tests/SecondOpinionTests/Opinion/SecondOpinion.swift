import CPSPrimitives
import Foundation
import OpenSSLKit
import SwiftASN1
import SyntheticIGC
@_spi(FixedExpiryValidationTime) import X509

/// What swift-certificates says of a certificate: another reader of DER, another builder of paths, and
/// BoringSSL's signatures.
struct SecondOpinion: Sendable {
  /// Why it refuses.
  enum Refusal: Hashable, Sendable {
    /// The bytes are not the DER that it expects.
    case encoding
    /// A serial number below zero.
    case negativeNumber
    /// The same extension twice.
    case repeatedExtension
    /// A name of an algorithm that it does not know.
    case algorithm
    /// A key that BoringSSL does not take.
    case key
    /// A critical extension that its policy does not know.
    case criticalExtension
    /// No issuer's key fits the signature.
    case noPath
    /// The dates.
    case validity
    /// What an authority may do.
    case constraints
    /// Anything else, in its words.
    case other(String)
  }

  private let roots: CertificateStore
  private let intermediates: CertificateStore
  private let moment: Date

  init(_ tree: SyntheticTree) throws {
    roots = CertificateStore(try tree.roots.map { try X509.Certificate(derEncoded: $0.der) })
    intermediates = CertificateStore(
      try tree.intermediates.map { try X509.Certificate(derEncoded: $0.der) })
    moment = Date(timeIntervalSince1970: TimeInterval(SyntheticTree.fixtureMoment.secondsSince1970))
  }

  /// Why it refuses the path from these bytes to a root; nil when it is valid.
  func refusal(of der: [UInt8]) async -> Refusal? {
    let leaf: X509.Certificate
    do { leaf = try X509.Certificate(derEncoded: der) } catch {
      return Self.refusal(for: error)
    }
    var verifier = Verifier(rootCertificates: roots) {
      RFC5280Policy(fixedExpiryValidationTime: moment)
    }
    var isUnhandled = false
    let result = await verifier.validate(leaf: leaf, intermediates: intermediates) { diagnostic in
      if diagnostic.description.contains("critical extensions") { isUnhandled = true }
    }
    switch result {
    case .validCertificate: return nil
    case .couldNotValidate(let failures):
      if isUnhandled { return .criticalExtension }
      return failures.first.map { Self.refusal(for: "\($0.policyFailureReason)") } ?? .noPath
    }
  }

  private static func refusal(for error: any Error) -> Refusal {
    switch error {
    case let error as ASN1Error:
      error.code == .invalidASN1IntegerEncoding ? .negativeNumber : .encoding
    case let error as CertificateError:
      error.code == .duplicateOID ? .repeatedExtension : .algorithm
    default: .key
    }
  }

  private static func refusal(for reason: String) -> Refusal {
    if ["has expired", "not yet valid", "invalid expiry"].contains(where: reason.hasSuffix)
      || reason.contains("has invalid expiry")
    {
      return .validity
    }
    if ["not marked as a CA", "maximum path length", "basic constraints"].contains(
      where: reason.contains)
    {
      return .constraints
    }
    return .other(String(reason.prefix(80)))
  }
}
